public import Primitives
public import ReaderWire
import TagReads

/// The FEIG host protocol: which questions make a round, and what the answers mean.
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
public struct FeigDialect: ReaderDialect {
  typealias Step = DialectStep<FeigFrame>

  enum Work: Sendable {
    case none
    case probing(repeats: Int)
    case round(FeigRound)
    case blocks(BlockWork, isFencing: Bool)
  }

  let settings: FeigDriverSettings
  var work = Work.none
  /// True after a question that went unanswered: its answer may still come.
  var mayHaveLateAnswer = false

  /// Makes a dialect for one opening of the channel.
  public init(settings: FeigDriverSettings = .init()) {
    self.settings = settings
  }

  public var answers: FeigFrameDecoder { FeigFrameDecoder(from: .reader) }

  public var patience: LinePatience { settings.line }

  /// An RF reset, so that the next owner finds every tag awake.
  public var farewell: [UInt8]? { FeigCommand.rfReset.frame().bytes }

  public func fault(_ failure: LineFailure) -> ReaderFault {
    failure == .damaged ? .feigDamaged : .feigSilent
  }

  public mutating func begin(
    _ job: ReaderJob, at now: Moment, damage: Int
  ) -> DialectStep<FeigFrame> {
    switch job {
    case .identify:
      return probe(repeats: 0)
    case .request(.inventory):
      return ask(FeigRound(began: now, damageBefore: damage))
    case .request(.readBlocks(let tag, let first, let count)):
      return startBlocks(tag: tag, first: first, count: count, wanted: [])
    case .request(.writeBlocks(let tag, let first, let blocks)):
      return startBlocks(tag: tag, first: first, count: blocks.count, wanted: blocks)
    }
  }

  public mutating func take(
    _ answers: [FeigFrame], isOver: Bool, at now: Moment, damage: Int
  ) -> DialectStep<FeigFrame> {
    guard let reply = answers.last.flatMap({ FeigReply($0) }) else { return .listen }
    switch work {
    case .none: return .listen
    case .probing(let repeats): return probed(reply, repeats: repeats)
    case .round(let round): return advance(round, with: reply, at: now, damage: damage)
    case .blocks(let blocks, let isFencing):
      return advance(blocks, isFencing: isFencing, with: reply)
    }
  }

  public mutating func giveUp(
    _ failure: LineFailure, isLost: Bool, at now: Moment, damage: Int
  ) -> [DriverAction] {
    mayHaveLateAnswer = true
    defer { work = .none }
    switch work {
    case .none, .probing:
      return []
    case .round(var round):
      round.lower(to: .disturbed)
      return isLost ? [] : [.round(round.result(damage: damage, ended: now))]
    case .blocks(let blocks, _):
      return [blocks.answer(.failed(fault(failure)))]
    }
  }

  /// A question whose answer is the next frame with the same command.
  func question(
    _ command: FeigCommand, patience: Duration, pause: Duration = .zero
  ) -> ReaderQuestion<FeigFrame> {
    let code = command.code
    return ReaderQuestion(command.frame().bytes ?? [], patience: patience, pause: pause) {
      $0.command == code && !$0.payload.isEmpty ? .last : .foreign
    }
  }
}

/// Proving that the reader is alive and what it is, before it counts as open.
extension FeigDialect {
  private mutating func probe(repeats: Int, pause: Duration = .zero) -> Step {
    work = .probing(repeats: repeats)
    return .ask(question(.softwareVersion, patience: settings.answerTimeMax, pause: pause))
  }

  private mutating func probed(_ reply: FeigReply, repeats: Int) -> Step {
    switch reply.status {
    case .ok, .warning:
      guard let version = FeigSoftwareVersion(reply.data) else { return .closed(.feigWrongDevice) }
      mayHaveLateAnswer = false
      return .ended(
        .identified(
          ReaderIdentity(family: .feig, model: version.model, firmware: version.firmware)))
    case .busy where repeats < settings.repeatsMax:
      return probe(repeats: repeats + 1, pause: settings.busyPause)
    default:
      return .closed(.feig(reply.status))
    }
  }
}
