internal import Dispatch
internal import Ledger
internal import LedgerStore
internal import Primitives
internal import Settlement
internal import Synchronization

/// Closes the day at its time and puts every new Z into the export folder.
///
/// It works on a queue of its own at low priority and reads what it exports beside the lanes. What
/// fails is tried again with every look, told once, and told once more when it works again. A
/// settlement that is sealed stays sealed whatever becomes of its files.
final class SettlementKeeper: Sendable {
  /// How often it looks whether there is something to do.
  static let period = DispatchTimeInterval.seconds(20)
  /// A clock that was set back by more than this makes it forget what it closed.
  private static let clockStepMax: Duration = .seconds(3600)

  /// What can fail, each for itself.
  private enum Duty: CaseIterable {
    case close, export
  }

  private struct State {
    /// The last time of the schedule that needs nothing any more.
    var handled: CloseSchedule.Due?
    /// The id of a close that has not been answered yet.
    var pending: UniqueID?
    var exported: Int?
    var troubles: [Duty: String] = [:]
    var timer: (any DispatchSourceTimer)?
  }

  private let store: LedgerStore
  private let configuration: StationConfiguration
  private let onNews: @Sendable (SettlementNews) -> Void
  private let queue = DispatchQueue(label: "traytally.settlement", qos: .utility)
  private let ids = IDMint(SystemRandomNumberGenerator())
  private let state = Mutex(State())

  /// Makes a keeper; nothing happens before `start` or `look`.
  init(
    store: LedgerStore, configuration: StationConfiguration,
    onNews: @escaping @Sendable (SettlementNews) -> Void
  ) {
    self.store = store
    self.configuration = configuration
    self.onNews = onNews
  }

  /// What is in the way of closing or exporting; nothing if all is well.
  var trouble: String? {
    state.withLock { state in Duty.allCases.compactMap { state.troubles[$0] }.first }
  }

  /// Begins to look every now and then, at once for the first time.
  func start() {
    guard configuration.closeAtMinute != nil || configuration.exportFolder != nil else { return }
    state.withLock { state in
      let timer = DispatchSource.makeTimerSource(queue: queue)
      timer.schedule(deadline: .now(), repeating: Self.period, leeway: .seconds(2))
      timer.setEventHandler { [weak self] in self?.look(at: StationClock.wall) }
      timer.activate()
      state.timer = timer
    }
  }

  /// Looks without waiting for its time, because somebody has closed the day.
  func lookSoon() {
    guard state.withLock({ $0.timer != nil }) else { return }
    queue.async { self.look(at: StationClock.wall) }
  }

  /// Ends; what is under way is finished first.
  func finish() async {
    state.withLock { $0.timer.take()?.cancel() }
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume() }
    }
  }

  /// Does what is to be done at that time; blocks until it is done.
  func look(at now: WallTime) {
    // The mark comes before the close, so that a first Z counts as new.
    let mark = Result { try findMark() }
    attempt(.close) { try closeIfDue(at: now) }
    attempt(.export) {
      try mark.get()
      try exportWhatIsNew()
    }
  }

  private func attempt(_ duty: Duty, _ act: () throws -> Void) {
    var trouble: String?
    do { try act() } catch { trouble = "\(error)" }
    let found = trouble
    let before = state.withLock { state in
      defer { state.troubles[duty] = found }
      return state.troubles[duty]
    }
    guard before != found else { return }
    onNews(found.map { .trouble($0) } ?? .wellAgain)
  }
}

// Closing.
extension SettlementKeeper {
  private func closeIfDue(at now: WallTime) throws {
    guard let minute = configuration.closeAtMinute else { return }
    let schedule = CloseSchedule(
      minute: minute, dayStartMinute: configuration.dayStartMinute,
      timeZone: configuration.timeZone)
    let due = schedule.last(before: now)
    guard try isOpen(due, at: now) else { return }
    let id = state.withLock { state in
      let id = state.pending ?? ids.next()
      state.pending = id
      return id
    }
    let sealed = try close(due, id, at: now)
    state.withLock { state in
      state.handled = due
      state.pending = nil
    }
    onNews(.closed(number: sealed.close.number, sealCode: sealed.seal.shortCode))
  }

  /// True if nobody has closed the day of that time yet. After a start that is so when there is
  /// something from before it: what the station did not see in its time is made up for.
  private func isOpen(_ due: CloseSchedule.Due, at now: WallTime) throws -> Bool {
    let handled = state.withLock { $0.handled }
    if let handled, handled.at <= now + Self.clockStepMax { return handled.at < due.at }
    let oldest = try store.oldestOpenRecord()
    if let oldest, oldest <= due.at { return true }
    state.withLock { $0.handled = due }
    return false
  }

  private func close(
    _ due: CloseSchedule.Due, _ id: UniqueID, at now: WallTime
  ) throws -> SealedClose {
    let slip = AuditSlip(at: now, by: "schedule", act: "day.close", subject: "")
    return try slip.covering {
      try store.closeDay(
        DayClosing(
          id: id, at: now, businessDay: due.businessDay, timeZone: configuration.timeZone,
          dayStartMinute: configuration.dayStartMinute, by: "schedule",
          software: Software.nameAndVersion))
    }
  }
}

// Exporting.
extension SettlementKeeper {
  /// What was sealed before there was a folder is not exported.
  private func findMark() throws {
    guard configuration.exportFolder != nil, state.withLock({ $0.exported }) == nil else { return }
    let mark = ExportMark(directory: configuration.dataDirectory)
    let last = try lastNumber()
    let known = try mark.read()
    if known == nil { try mark.write(last) }
    // Books that were restored from a backup have fewer Zs; those to come are new.
    let number = min(known ?? last, last)
    state.withLock { $0.exported = number }
  }

  private func exportWhatIsNew() throws {
    guard let folder = configuration.exportFolder,
      let exported = state.withLock({ $0.exported })
    else { return }
    let last = try lastNumber()
    guard exported < last else { return }
    for number in (exported + 1)...last {
      let order = ExportOrder(
        .numbers(number...number), as: configuration.exportFormats, to: folder, isCopy: false)
      let paths = try SettlementExport.performNow(order, configuration: configuration)
      try ExportMark(directory: configuration.dataDirectory).write(number)
      state.withLock { $0.exported = number }
      onNews(.exported(number: number, paths: paths))
    }
  }

  private func lastNumber() throws -> Int {
    try store.dayCloses(limit: 1).first?.close.number ?? 0
  }
}

/// What has become of a settlement.
enum SettlementNews: Sendable, Equatable {
  /// The day was closed by the schedule.
  case closed(number: Int, sealCode: String)
  /// A Z lies in the export folder.
  case exported(number: Int, paths: [String])
  /// Something is in the way, and what to do about it.
  case trouble(String)
  /// Nothing is in the way any more.
  case wellAgain
}
