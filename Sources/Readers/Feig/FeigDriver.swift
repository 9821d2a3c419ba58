public import Primitives
import ReaderWire
import TagReads

/// The FEIG host protocol as a machine without I/O.
///
/// It sends advanced frames and accepts both forms. A round is: RF reset (69), inventory (B0 01
/// 00), and while the reader says 94, inventory for the rest (B0 01 80); so every tag on the
/// antenna answers, whatever an earlier inventory told it.
///
/// The protocol has no sequence number, and a reader works through its commands in order. So a
/// late answer to an inventory comes before the answer to the next RF reset, and cannot be taken
/// for the answer to the inventory after that. Reading and writing blocks have no reset before
/// them: after a question that went unanswered they start with a probe instead.
///
/// How answers are judged:
///
///     00, 01, 92              complete
///     94                      ask for the rest, up to a bound; beyond it partial
///     84 with tags            ask for the rest, for the warning takes the place of 94; complete
///     84 without any tag      disturbed
///     93                      partial
///     83, 02, 0B, 0E, 95      disturbed, with the tags that came
///     0F                      asked again a few times, then disturbed
///     82                      a fault that says scan mode; 13, 14 login required; others refused
///     no or damaged answer    disturbed, with the tags that came; several in a row, a fatal fault
///
/// Damaged bytes at any time in a round make it disturbed.
public struct FeigDriver: ReaderDriver {
  enum Work: Sendable {
    case closed
    case opening
    case probing(repeats: Int)
    case idle
    case round(FeigRound)
    case blocks(FeigBlockWork)
    /// The request has come to an end without an answer; the line is drained before it is told.
    case settling([DriverAction], next: Next)
  }

  enum Next: Sendable {
    case idle, probe, closed
  }

  let settings: FeigDriverSettings
  var line: FeigLine
  var work = Work.closed
  /// True after a question that went unanswered: its answer may still come.
  var mayHaveLateAnswer = false
  var silentRequests = 0
  var damagedRequests = 0
  /// The wake last asked for in this request; between requests others may have replaced it.
  var wakeAsked: Moment?

  /// Makes a driver for one opening of the channel.
  public init(settings: FeigDriverSettings = .init()) {
    self.settings = settings
    line = FeigLine(settings: settings)
  }

  public var damagedByteCount: Int { line.damagedByteCount }

  public mutating func open(at now: Moment) -> [DriverAction] {
    work = .opening
    return follow(line.drain(at: now, justOpened: true), at: now)
  }

  public mutating func received(_ bytes: [UInt8], at now: Moment) -> [DriverAction] {
    follow(line.receive(bytes, at: now), at: now)
  }

  public mutating func deadlineReached(at now: Moment) -> [DriverAction] {
    wakeAsked = nil
    return follow(line.wake(at: now), at: now)
  }

  public mutating func perform(_ request: ReaderRequest, at now: Moment) -> [DriverAction] {
    guard case .idle = work else { return refuse(request) }
    wakeAsked = nil
    line.forgetUnasked()
    switch request {
    case .inventory:
      return startRound(at: now)
    case .readBlocks(let tag, let first, let count):
      return startBlocks(tag: tag, first: first, count: count, wanted: [], request, at: now)
    case .writeBlocks(let tag, let first, let blocks):
      return startBlocks(
        tag: tag, first: first, count: blocks.count, wanted: blocks, request, at: now)
    }
  }

  /// An RF reset, so that the next owner finds every tag awake; only if the reader is waiting for a
  /// command.
  public mutating func farewell(at now: Moment) -> [[UInt8]] {
    guard case .idle = work, let bytes = FeigCommand.rfReset.frame().bytes else { return [] }
    return [bytes]
  }

  private func refuse(_ request: ReaderRequest) -> [DriverAction] {
    let fault = ReaderFault.notPossible("The FEIG reader is at work; ask again when it is idle.")
    switch request {
    case .inventory:
      return [.fault(fault)]
    case .readBlocks(let tag, let first, _), .writeBlocks(let tag, let first, _):
      return [.blocks(BlockAnswer(tag: tag, first: first, outcome: .failed(fault)))]
    }
  }
}
