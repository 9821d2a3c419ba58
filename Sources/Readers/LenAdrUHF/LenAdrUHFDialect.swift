public import Primitives
public import ReaderWire
import TagReads

/// The protocol of the UHF readers UHFReader18 and UHFReader288: which questions make a round, and
/// what the answers mean.
///
/// A round is one inventory, answered in as many frames as the reader needs. A tag is listed each
/// time it was heard; the round keeps the strongest. Every frame repeats the command it answers,
/// but has no sequence number, and the reader loses commands that come while it executes one: after
/// a question that went unanswered, the reader's information is asked for first, and when its
/// answer has come, no frame of an earlier answer is outstanding.
///
/// Frames are not numbered. Lost or damaged bytes leave a trace; of a frame that is lost as a whole
/// the reader's own count tells, which readers of the UHFReader288 generation give after the last
/// frame if they are asked (`LenAdrUHFStatistics`). One that does not know the question, never
/// answers it, or always counts more than it lists is not asked any longer. The UHFReader18 has no
/// such count, nor anything else in its answer that runs through its frames: there a lost frame
/// passes for a tag that was not heard, and only the next rounds show it.
///
/// The reader's type, from its information, tells in which of two ways it is asked and lists tags;
/// a type that no source names is asked in the newer way, and in the older once it says that it
/// does not understand.
///
/// How answers are judged:
///
///     03                      more frames follow
///     01, FB                  complete, if all that was heard is listed; else partial
///     no 26 that was asked for, or no status before it      partial
///     02, 04, 00              partial, with the tags that came
///     F9, FA, FC              disturbed
///     F8                      a fault: the antenna needs attention
///     FD, FE, FF              asked again, for an unknown type in the older way; then refused
///     unasked frames (EE)     a fault that says answer mode
///     no or damaged frame     disturbed; several rounds in a row, a fatal fault
///
/// Nothing the reader keeps is ever written: address, scan time, power, baud rate and work mode
/// stay as they are.
public struct LenAdrUHFDialect: ReaderDialect {
  typealias Step = DialectStep<LenAdrUHFReply>

  enum Work: Sendable {
    case none
    case identifying
    case round(LenAdrUHFRound)
    case blocks(BlockWork, isFencing: Bool)
  }

  let settings: LenAdrUHFSettings
  var work = Work.none
  /// True after a question that went unanswered: its answer may still come.
  var mayHaveLateAnswer = false
  var listing = LenAdrUHFListing.withStrength
  /// True as long as the listing is a guess.
  var mayListOtherwise = false
  var ownScanTime = Duration.zero
  /// Whether the reader is asked for its count, and what it has made of it since the opening.
  var counting: LenAdrUHFCounting

  /// Makes a dialect for one opening of the channel.
  public init(settings: LenAdrUHFSettings = .init()) {
    self.settings = settings
    counting = LenAdrUHFCounting(settings)
  }

  public var answers: LenAdrUHFDecoder { LenAdrUHFDecoder() }

  public var patience: LinePatience { settings.line }

  public func fault(_ failure: LineFailure) -> ReaderFault {
    failure == .damaged ? .lenAdrDamaged : .lenAdrUHFSilent
  }

  public mutating func begin(
    _ job: ReaderJob, at now: Moment, damage: Int
  ) -> DialectStep<LenAdrUHFReply> {
    switch job {
    case .identify:
      work = .identifying
      return ask(.information)
    case .request(.inventory):
      return ask(
        LenAdrUHFRound(began: now, damageBefore: damage, isFencing: mayHaveLateAnswer))
    case .request(.readBlocks(let tag, let first, let count)):
      return startBlocks(tag: tag, first: first, count: count, wanted: [])
    case .request(.writeBlocks(let tag, let first, let blocks)):
      return startBlocks(tag: tag, first: first, count: blocks.count, wanted: blocks)
    }
  }

  public mutating func take(
    _ answers: [LenAdrUHFReply], isOver: Bool, at now: Moment, damage: Int
  ) -> DialectStep<LenAdrUHFReply> {
    if answers.contains(where: { $0.command == LenAdrUHFReply.unasked }) {
      return ended(.lenAdrRunsByItself)
    }
    switch work {
    case .none: return .listen
    case .identifying: return answers.last.map { identified($0) } ?? .listen
    case .round(let round): return advance(round, with: answers, at: now, damage: damage)
    case .blocks(let blocks, let isFencing):
      guard let reply = answers.last else { return .listen }
      return advance(blocks, isFencing: isFencing, with: reply)
    }
  }

  /// A count that does not come is waited for once: then the reader is asked for its information,
  /// and what it answers shows that nothing is still to come.
  public mutating func recover(
    from failure: LineFailure, at now: Moment
  ) -> ReaderQuestion<LenAdrUHFReply>? {
    guard case .round(var round) = work, round.hasEnded, !round.isClosing, failure == .silent
    else { return nil }
    round.isClosing = true
    work = .round(round)
    return question(.information)
  }

  public mutating func giveUp(
    _ failure: LineFailure, isLost: Bool, at now: Moment, damage: Int
  ) -> [DriverAction] {
    mayHaveLateAnswer = true
    defer { work = .none }
    switch work {
    case .none, .identifying:
      return []
    case .round(var round):
      round.lower(to: .disturbed)
      return isLost ? [] : [.round(round.result(damage: damage, ended: now))]
    case .blocks(let blocks, _):
      return [blocks.answer(.failed(fault(failure)))]
    }
  }

  /// Ends the job because the reader refuses or cannot.
  func ended(_ fault: ReaderFault) -> Step {
    switch work {
    case .none, .identifying: .closed(fault)
    case .round: .ended(.fault(fault))
    case .blocks(let blocks, _): .ended(blocks.answer(.failed(fault)))
    }
  }

  private mutating func identified(_ reply: LenAdrUHFReply) -> Step {
    guard reply.status == .ok, let found = LenAdrUHFInformation(reply.data) else {
      return .closed(.lenAdr(reply.status))
    }
    mayHaveLateAnswer = false
    ownScanTime = .milliseconds(100 * Int64(found.scanTimeTenths))
    let known = settings.listing ?? found.listing
    listing = known ?? .withStrength
    mayListOtherwise = known == nil
    return .ended(
      .identified(
        ReaderIdentity(family: .lenAdrUHF, model: found.model, firmware: found.firmware)))
  }
}
