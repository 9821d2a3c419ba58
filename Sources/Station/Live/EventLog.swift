internal import Foundation
internal import Lanes
internal import Ledger
internal import Logging
public import Money
internal import Primitives
internal import Readers
internal import TagReads

/// Turns the station's events into lines: JSON objects for programs, log messages for people.
///
/// The JSON lines are handed on by a thread of their own: a program that does not read them stops
/// neither the station nor its log.
public struct EventLog: Sendable {
  /// Where a JSON line goes.
  public typealias LineTaker = @Sendable (String) -> Void

  private let currency: Currency
  private let logger: Logger
  private let outlet: LineOutlet?

  /// Makes a log; with a taker every event of note is also given as a line of JSON.
  ///
  /// The taker may block: up to 2048 lines wait for it, then the newest are dropped and counted.
  public init(currency: Currency, label: String = "traytally", onLine: LineTaker? = nil) {
    self.currency = currency
    logger = Logger(label: label)
    outlet = onLine.map { LineOutlet(gap: Self.gap, write: $0) }
  }

  /// Waits until every line has been taken, but no longer than the limit.
  public func flush(within limit: Duration) async {
    await outlet?.flush(within: limit)
  }

  /// One event as a line of JSON.
  struct Line: Encodable {
    var event: String
    var at: String
    var lane: Int?
    var reader: String?
    var standing: String?
    var message: String?
    var visit: String?
    var lines: Int?
    var total: String?
    var receipt: String?
    var intent: String?
    var code: String?
    var plates: [String]?
    var dropped: Int?
    var z: Int?
    var files: [String]?
  }

  /// Says that the station serves.
  public func ready(at time: StationTime) {
    emit(Line(event: "ready", at: time.stamp))
    logger.info("the station is ready")
  }

  /// Says that the station has ended in order.
  public func stopped(at time: StationTime) {
    emit(Line(event: "stopped", at: time.stamp))
    logger.info("the station has stopped")
  }

  /// Says what somebody should look at, for people only.
  func warn(_ sentence: String) {
    logger.warning("\(sentence)")
  }

  /// Says what has become of a settlement.
  func take(_ news: SettlementNews, at time: StationTime) {
    var line = Line(event: "settlement", at: time.stamp)
    switch news {
    case .closed(let number, let sealCode):
      line.event = "day-closed"
      (line.z, line.code) = (number, sealCode)
      logger.notice("the day is closed: Z \(number), seal code \(sealCode)")
    case .exported(let number, let paths):
      line.event = "day-exported"
      (line.z, line.files) = (number, paths)
      logger.info("Z \(number) is exported: \(paths.joined(separator: ", "))")
    case .trouble(let sentence):
      (line.standing, line.message) = ("trouble", sentence)
      logger.warning("settlement: \(sentence)")
    case .wellAgain:
      line.standing = "well"
      logger.notice("settlement: all is well again")
    }
    emit(line)
  }

  /// Takes an event.
  public func take(_ event: StationEvent, at time: StationTime) {
    switch event {
    case .reader(let slot, let standing): reader(slot, standing, at: time)
    case .note(let lane, let note): self.note(note, lane: lane, at: time)
    case .chips(let lane, let trouble, let plates):
      chips(trouble, plates, lane: lane, at: time)
    case .blocks, .view, .sound: break
    }
  }

  private func chips(
    _ trouble: ChipTrouble, _ plates: [TagID], lane: Int, at time: StationTime
  ) {
    var line = Line(event: "chips", at: time.stamp, lane: lane)
    line.code = trouble.rawValue
    line.message = trouble.sentence
    line.plates = plates.map(\.description)
    emit(line)
    let names = plates.map(\.description).joined(separator: ", ")
    logger.notice("lane \(lane): \(trouble.sentence) (\(names))")
  }

  private func reader(_ slot: ReaderSlot, _ standing: ReaderStanding, at time: StationTime) {
    var line = Line(event: "reader", at: time.stamp, lane: slot.lane)
    line.reader = slot.role.rawValue
    switch standing {
    case .starting: line.standing = "starting"
    case .ready(let identity):
      line.standing = "ready"
      line.message = "\(identity.model) \(identity.firmware)"
      logger.info("\(slot): ready: \(identity.model) \(identity.firmware)")
    case .lost(let fault):
      line.standing = "lost"
      line.message = fault.message
      logger.warning("\(slot): lost: \(fault.message)")
    case .attention(let fault):
      line.standing = "attention"
      line.message = fault.message
      logger.warning("\(slot): needs attention: \(fault.message)")
    }
    emit(line)
  }

  private func note(_ note: LaneNote, lane: Int, at time: StationTime) {
    var line = Line(event: "", at: time.stamp, lane: lane)
    switch note {
    case .billShown(let bill):
      line.event = "bill"
      line.visit = bill.visit.description
      line.lines = bill.lines.count
      line.total = currency.plain(bill.total)
    case .paid(let request, let receipt):
      line.event = "paid"
      line.visit = request.order.visit.description
      line.intent = request.id.description
      line.receipt = receipt.number.description
      line.total = currency.plain(request.order.total)
      line.lines = request.order.lines.count
      logger.debug("lane \(lane): paid: \(receipt.number)")
    case .refused(let request, let refusal):
      line.event = "refused"
      line.visit = request.order.visit.description
      line.intent = request.id.description
      line.code = refusal.rawValue
    case .notWritten(let request, let reason):
      line.event = "not-written"
      line.visit = request.order.visit.description
      line.intent = request.id.description
      line.message = reason
    case .problem(let problem):
      line.event = "problem"
      line.code = problem.code.rawValue
      line.message = problem.staff
      // A reader's own line has said it already.
      if ![.readerLost, .cardReaderLost].contains(problem.code) {
        logger.notice("lane \(lane): \(problem.staff)")
      }
    case .leftWithoutPaying(let visit, let plates):
      line.event = "left-without-paying"
      line.visit = visit.description
      line.plates = plates.map(\.description)
      logger.notice("lane \(lane): a tray left without paying")
    case .visitBegan, .contradicted, .visitEnded, .problemEnded: return
    }
    emit(line)
  }

  private func emit(_ line: Line) {
    guard let outlet, let text = Self.text(of: line) else { return }
    outlet.put(text)
  }

  /// The line in the place of lines that nobody took in time.
  private static func gap(_ count: Int) -> String {
    text(of: Line(event: "lines-dropped", at: StationClock.utc.stamp, dropped: count)) ?? ""
  }

  private static func text(of line: Line) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(line) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
