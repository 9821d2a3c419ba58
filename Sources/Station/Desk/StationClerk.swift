internal import Dispatch
internal import Foundation
internal import LedgerStore
internal import Menus
internal import Primitives
internal import Readers
internal import Synchronization
internal import TagReads

/// Carries out the staff's requests in a running station.
///
/// What concerns the books goes to the same clerk as without a station: what changes them one
/// request after another, looking beside that. The station learns at once of a changed menu or of
/// plates bound again.
final class StationClerk: DeskClerk {
  private let books: BooksClerk
  private let runner: LiveRunner
  private let keeper: ExperienceKeeper
  private let settlements: SettlementKeeper
  private let queue = DispatchQueue(label: "traytally.desk")
  private let readers = DispatchQueue(label: "traytally.desk.reading", attributes: .concurrent)
  private let duty = Mutex(Duty())

  /// Whether requests are taken, and whose goes on until somebody ends it.
  private struct Duty {
    var hasEnded = false
    var capturing: [DeskVisitor] = []
  }

  init(
    store: LedgerStore, configuration: StationConfiguration, runner: LiveRunner,
    keeper: ExperienceKeeper, settlements: SettlementKeeper
  ) {
    books = BooksClerk(store: store, configuration: configuration)
    self.runner = runner
    self.keeper = keeper
    self.settlements = settlements
  }

  func perform(_ request: DeskRequest, for visitor: DeskVisitor) {
    let isTaken = duty.withLock { duty in
      if !duty.hasEnded { begin(request, for: visitor, &duty) }
      return !duty.hasEnded
    }
    if !isTaken { visitor.reply(.refused(["the station is ending: ask again when it has ended"])) }
  }

  /// The menu that the lanes price by, which no request of the desk holds up.
  var catalogue: Catalogue { runner.inspect(\.catalogue) }

  /// Reads the books beside the requests of the desk, which may take long.
  func reading<Value: Sendable>(
    _ question: @escaping @Sendable (BooksClerk) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      readers.async { [books] in
        continuation.resume(with: Result { try question(books) })
      }
    }
  }

  /// Asks the clerk of the books something that is no request of the desk, in turn with those.
  func asking<Value: Sendable>(
    _ question: @escaping @Sendable (BooksClerk) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        continuation.resume(
          with: Result {
            guard !duty.withLock({ $0.hasEnded }) else {
              throw DeskRefusal("the station is ending")
            }
            return try question(books)
          })
      }
    }
  }

  /// Takes no request any more, ends the captures, and returns when every request that was taken
  /// has been carried out and answered; the books may be closed then.
  func finish() async {
    let capturing = duty.withLock { duty in
      duty.hasEnded = true
      defer { duty.capturing = [] }
      return duty.capturing
    }
    for visitor in capturing { visitor.reply(.answer(.done)) }
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume() }
    }
    await withCheckedContinuation { continuation in
      readers.async(flags: .barrier) { continuation.resume() }
    }
  }

  /// Puts a request in a queue, which is as long as there are connections at most.
  private func begin(_ request: DeskRequest, for visitor: DeskVisitor, _ duty: inout Duty) {
    if case .capture(let lane, let role, let label) = request {
      duty.capturing.removeAll { !$0.isWaiting }
      duty.capturing.append(visitor)
      return capture(lane: lane, role: role, label, for: visitor)
    }
    // Looking waits for nobody's long work; what changes something is done in turn.
    (request.duty == nil ? readers : queue).async { [self] in
      if let lesson = request.lesson { return visitor.reply(take(lesson)) }
      if let seen = sights(asked: request) { return visitor.reply(seen) }
      let reply = books.perform(request, from: visitor.claim) { visitor.reply($0) }
      if case .answer(let answer) = reply {
        tellStation(of: request)
        visitor.reply(.answer(completed(answer)))
      } else {
        visitor.reply(reply)
      }
      for ending in books.store.ending { runner.post(ending) }
    }
  }

  /// Has the lanes take a lesson in, and writes down at once what they know then.
  private func take(_ lesson: ExperienceLesson) -> DeskReply {
    if let refusal = lesson.refusal(by: books.configuration) { return .refused([refusal]) }
    runner.postAndWait(lesson.input)
    return keeper.save().map { .refused([$0.description]) } ?? .answer(.done)
  }

  private func tellStation(of request: DeskRequest) {
    switch request {
    case .day(.close): settlements.lookSoon()
    case .menu(let request) where !request.changesCatalogue: break
    case .importMenu(_, check: false), .menu, .importPlates(_, check: false), .enrolPlates,
      .bindPlates, .plate(.depart), .plate(.restore), .plate(.bindClass):
      guard let catalogue = try? books.store.catalogue() else { return }
      runner.post(.catalogue(catalogue))
      if case .bindPlates(_, _, let tags) = request {
        runner.post(.released(tags.compactMap { TagID($0) }))
      }
    default: break
    }
  }

  /// What the lanes see, which the books do not know.
  private func sights(asked request: DeskRequest) -> DeskReply? {
    switch request {
    case .plate(.list(.unknown, _)):
      return .answer(.plates(runner.inspect { $0.unknownTags.listed }))
    case .plate(.lying(let lane)):
      guard let lying = runner.inspect({ $0.lying(lane: lane) }) else {
        return .refused(["lane \(lane) has no tray reader, or it has not read a round yet"])
      }
      return .answer(
        .lying(LyingAnswer(round: lying.round, tags: lying.tags.map(\.description))))
    default: return nil
    }
  }

  /// Adds what only a running station knows.
  private func completed(_ answer: DeskAnswer) -> DeskAnswer {
    if case .day(var day) = answer, day.number == nil {
      day.trouble = settlements.trouble
      return .day(day)
    }
    guard case .status(var status) = answer else { return answer }
    status.isServing = true
    let running = runner.runningTime
    status.readers = runner.inspect { core in
      core.slots.compactMap { slot in
        core.reader(of: slot).map { reader in
          ReaderAnswer(
            slot, reader, core.standing(of: slot), core.counters(of: slot) ?? ReaderCounters(),
            after: running)
        }
      }
    }
    return .status(status)
  }

  /// Sends the capture's lines to the visitor until they leave.
  private func capture(lane: Int, role: String, _ label: CaptureLabel, for visitor: DeskVisitor) {
    guard let slot = ReaderSlot.Role(rawValue: role).map({ ReaderSlot(lane: lane, role: $0) }),
      let family = runner.inspect({ $0.family(of: slot) })
    else {
      return visitor.reply(.refused(["lane \(lane) has no \(role) reader"]))
    }
    runner.tap(slot) { start in
      guard let start else {
        visitor.reply(.refused(["a capture of the \(slot) is under way: end that one first"]))
        return nil
      }
      return CaptureFeed(label, of: family, from: start, to: visitor).tap
    }
  }
}

extension ReaderAnswer {
  init(
    _ slot: ReaderSlot, _ reader: ReaderConfiguration, _ standing: ReaderStanding?,
    _ counters: ReaderCounters, after running: Duration
  ) {
    lane = slot.lane
    role = slot.role.rawValue
    family = reader.spoken.rawValue
    place = reader.place
    rounds = counters.rounds
    imperfectRounds = counters.partialRounds + counters.disturbedRounds
    let tenths = Double(counters.rounds) * 10_000 / Double(max(1, running.wholeMilliseconds))
    roundsPerSecond = tenths.rounded() / 10
    faults = counters.faults
    damagedBytes = counters.damagedBytes
    reopens = counters.reopens
    switch standing {
    case .ready(let identity):
      (self.standing, detail) = ("ready", "\(identity.model) \(identity.firmware)")
    case .lost(let fault): (self.standing, detail) = ("lost", fault.message)
    case .attention(let fault): (self.standing, detail) = ("attention", fault.message)
    case .starting, nil: (self.standing, detail) = ("starting", "")
    }
  }
}
