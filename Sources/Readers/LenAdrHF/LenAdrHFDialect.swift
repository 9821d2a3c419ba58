public import Primitives
public import ReaderWire
import TagReads

/// The protocol of the HF readers RR3036 and RR9036: which questions make a round, and what the
/// answers mean.
///
/// An answer does not say which command it answers, and the reader loses commands that come while
/// it executes one. So questions and answers alternate strictly. After a question that went
/// unanswered the driver drains the line, and the next thing asked is the reader's information,
/// whose answer no other resembles: when it has come, no earlier answer is outstanding. Answers
/// whose form cannot belong to the question are ignored.
///
/// Opening: information, switch to ISO 15693, field on. A round: inventory; if cards are wanted,
/// switch to ISO 14443 A, call, number, and back before the next round.
///
/// How answers are judged:
///
///     00                      complete; with no tags disturbed, with as many as fit partial
///     0E                      no tag, complete
///     0B                      partial, with the tags that came
///     0A, 0C, 0F              disturbed, with the tags that came
///     05                      the field is switched on and the question asked again
///     1F                      the interface is switched and the question asked again
///     others                  refused
///     no or damaged answer    disturbed; several in a row, a fatal fault
public struct LenAdrHFDialect: ReaderDialect {
  typealias Step = DialectStep<LenAdrHFReply>

  enum Work: Sendable {
    case none
    case identifying(LenAdrHFInformation?)
    case round(LenAdrHFRound)
    case blocks(BlockWork)
  }

  let settings: LenAdrHFSettings
  var work = Work.none
  var path = LenAdrHFPath(needsFence: true)
  /// True after a question that went unanswered: its answer may still come.
  var mayHaveLateAnswer = true
  /// The interface the reader is switched to, if that is known.
  var mode: LenAdrHFMode?
  var uidOrder: LenAdrUIDOrder
  var scanTime = Duration.seconds(3)

  /// Makes a dialect for one opening of the channel.
  public init(settings: LenAdrHFSettings = .init()) {
    self.settings = settings
    uidOrder = settings.uidOrder
  }

  public var answers: LenAdrHFDecoder { LenAdrHFDecoder() }

  public var patience: LinePatience { settings.line }

  public func fault(_ failure: LineFailure) -> ReaderFault {
    failure == .damaged ? .lenAdrDamaged : .lenAdrHFSilent
  }

  public mutating func begin(
    _ job: ReaderJob, at now: Moment, damage: Int
  ) -> DialectStep<LenAdrHFReply> {
    path = LenAdrHFPath(needsFence: mayHaveLateAnswer)
    switch job {
    case .identify:
      path = LenAdrHFPath(needsFence: true, commands: [.mode(.iso15693), .field(on: true)])
      work = .identifying(nil)
    case .request(.inventory):
      startRound(at: now, damage: damage)
    case .request(.readBlocks(let tag, let first, let count)):
      return startBlocks(tag: tag, first: first, count: count, wanted: [])
    case .request(.writeBlocks(let tag, let first, let blocks)):
      return startBlocks(tag: tag, first: first, count: blocks.count, wanted: blocks)
    }
    return next(at: now)
  }

  public mutating func take(
    _ answers: [LenAdrHFReply], isOver: Bool, at now: Moment, damage: Int
  ) -> DialectStep<LenAdrHFReply> {
    guard let reply = answers.last else { return .listen }
    if let asked = path.next {
      if let refusal = prepared(asked, reply) { return ended(refusal) }
      return next(at: now)
    }
    if let command = remedy(for: reply.status), path.detours < settings.repeatsMax {
      path.detours += 1
      path.commands = [command]
      return next(at: now)
    }
    switch work {
    case .none, .identifying: return .listen
    case .round(let round): return advance(round, with: reply, at: now, damage: damage)
    case .blocks(let blocks): return advance(blocks, with: reply, at: now)
    }
  }

  public mutating func giveUp(
    _ failure: LineFailure, isLost: Bool, at now: Moment, damage: Int
  ) -> [DriverAction] {
    mayHaveLateAnswer = true
    mode = nil
    defer { work = .none }
    switch work {
    case .none, .identifying:
      return []
    case .round(var round):
      round.lower(to: .disturbed)
      return isLost ? [] : [.round(round.result(damage: damage, ended: now))]
    case .blocks(let blocks):
      return [blocks.answer(.failed(fault(failure)))]
    }
  }

  /// Ends the job because the reader refuses.
  func ended(_ refusal: ReaderFault) -> Step {
    switch work {
    case .identifying, .none: .closed(refusal)
    case .round: .ended(.fault(refusal))
    case .blocks(let blocks): .ended(blocks.answer(.failed(refusal)))
    }
  }
}
