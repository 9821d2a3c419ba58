public import Primitives
public import ReaderWire
import TagReads

/// The R321 protocol: which questions make a round, and what the answers mean.
///
/// The reader is identified by its version (F7) and looked at for its configuration (F5). One that
/// is set to send tags by itself, or to look for something else, is a fault that says what to
/// change; it is changed here (F4) only if the settings say so, for it goes into permanent memory.
///
/// A round is: field off and on (F0 02), a pause, and queries (11 00) until nothing remains and an
/// answer has brought nothing new. Without the reset an answer could hold tags that have left since
/// they were found. How answers are judged:
///
///     answers until nothing is new     complete
///     more answers than a bound        partial
///     fewer tags than had remained     partial
///     an entry that is no tag's        disturbed, with the tags that came
///     a field reset that failed        disturbed
///     a damaged answer                 asked to be repeated (11 01) once; disturbed all the same
///     no answer                        disturbed, with the tags that came; several in a row, a
///                                      fatal fault
///
/// A query that went without any answer is not repeated, for the request itself may be what was
/// lost, and the answer before may be an earlier round's.
///
/// The protocol has no word for an inventory that was broken off on the air: an answer has the
/// tags, how many more were found, and a byte that is always 00 (manual V1.1, 4.2); no status, no
/// number of collisions, no total. A reader that had told of more tags than it then gives has
/// dropped some, and the round is partial. One that breaks off before it has found them tells
/// nothing, and two such answers in a row look like the end: what is missing then comes with the
/// next round, and the tray engine waits for several. To know better the station would have to run
/// the anticollision itself, through the reader's transparent command (2F), which no capture shows.
///
/// The protocol has no sequence number, and a reader works through its commands in order. A late
/// answer to a query comes before the answer to the next field reset, and so before the next
/// round's queries. Blocks have no reset before them: after a question that went unanswered they
/// start with a probe instead.
public struct R321Dialect: ReaderDialect {
  typealias Step = DialectStep<R321Frame>

  enum Work: Sendable {
    case none
    case probing
    case inspecting(R321Version, hasWritten: Bool)
    case configuring(R321Version)
    case round(R321Round)
    case blocks(BlockWork, isFencing: Bool)
  }

  let settings: R321DriverSettings
  var work = Work.none
  /// True after a question that went unanswered: its answer may still come.
  var mayHaveLateAnswer = false
  /// The address the reader answers from.
  private var reader = R321Frame.anyAddress
  /// What the reader has sent in this job without being asked.
  private var uploads = 0

  /// Makes a dialect for one opening of the channel.
  public init(settings: R321DriverSettings = .init()) {
    self.settings = settings
  }

  public var answers: R321FrameDecoder { R321FrameDecoder() }

  public var patience: LinePatience { settings.line }

  /// A field reset, so that the next owner finds every tag awake.
  public var farewell: [UInt8]? { bytes(of: .field(.reset)) }

  public func fault(_ failure: LineFailure) -> ReaderFault {
    failure == .damaged ? .r321Damaged : .r321Silent
  }

  public mutating func begin(
    _ job: ReaderJob, at now: Moment, damage: Int
  ) -> DialectStep<R321Frame> {
    uploads = 0
    switch job {
    case .identify:
      reader = R321Frame.anyAddress
      work = .probing
      return ask(.version)
    case .request(.inventory):
      return ask(R321Round(began: now, damageBefore: damage))
    case .request(.readBlocks(let tag, let first, let count)):
      return startBlocks(tag: tag, first: first, count: count, wanted: [])
    case .request(.writeBlocks(let tag, let first, let blocks)):
      return startBlocks(tag: tag, first: first, count: blocks.count, wanted: blocks)
    }
  }

  public mutating func take(
    _ answers: [R321Frame], isOver: Bool, at now: Moment, damage: Int
  ) -> DialectStep<R321Frame> {
    uploads += answers.count(where: \.isUpload)
    guard uploads <= settings.uploadsMax else { return interrupted() }
    guard isOver, let answer = answers.last else { return .listen }
    switch work {
    case .none: return .listen
    case .probing: return probed(answer)
    case .inspecting(let version, let hasWritten):
      return inspected(answer, version, hasWritten: hasWritten)
    case .configuring(let version): return configured(answer, version)
    case .round(let round): return advance(round, with: answer, at: now, damage: damage)
    case .blocks(let blocks, let isFencing):
      return advance(blocks, isFencing: isFencing, with: answer)
    }
  }

  public mutating func recover(
    from failure: LineFailure, at now: Moment
  ) -> ReaderQuestion<R321Frame>? {
    guard failure == .damaged, case .round(var round) = work, round.step == .asking else {
      return nil
    }
    round.step = .askingAgain
    round.lower(to: .disturbed)
    work = .round(round)
    return question(.queryTags(repeating: true))
  }

  public mutating func giveUp(
    _ failure: LineFailure, isLost: Bool, at now: Moment, damage: Int
  ) -> [DriverAction] {
    mayHaveLateAnswer = true
    defer { work = .none }
    switch work {
    case .none, .probing, .inspecting, .configuring:
      return []
    case .round(var round):
      round.lower(to: .disturbed)
      return isLost ? [] : [.round(round.result(damage: damage, ended: now))]
    case .blocks(let blocks, _):
      return [blocks.answer(.failed(fault(failure)))]
    }
  }

  /// Asks, and takes the response to the same command for the answer. What the reader sends by
  /// itself is counted.
  func ask(
    _ command: R321Command, patience: Duration? = nil, pause: Duration = .zero
  ) -> DialectStep<R321Frame> {
    .ask(question(command, patience: patience, pause: pause))
  }

  private func question(
    _ command: R321Command, patience: Duration? = nil, pause: Duration = .zero
  ) -> ReaderQuestion<R321Frame> {
    let code = command.code
    return ReaderQuestion(
      bytes(of: command), patience: patience ?? settings.answerTimeMax, pause: pause
    ) { frame in
      if frame.isUpload { return .piece }
      return frame.isResponse && frame.command == code ? .last : .foreign
    }
  }

  private func bytes(of command: R321Command) -> [UInt8] {
    R321Reports.carrying(command.frame(to: reader).bytes ?? [])
  }

  /// The reader does not wait to be asked: nothing it answers can be relied on.
  private mutating func interrupted() -> Step {
    defer { work = .none }
    mayHaveLateAnswer = true
    switch work {
    case .none: return .listen
    case .probing, .inspecting, .configuring: return .closed(.r321Uploads)
    case .round: return .ended(.fault(.r321Uploads))
    case .blocks(let blocks, _): return .ended(blocks.answer(.failed(.r321Uploads)))
    }
  }
}

/// Proving that the reader is alive, what it is, and that it can be used as it is set up.
extension R321Dialect {
  private mutating func probed(_ answer: R321Frame) -> Step {
    guard let version = R321Version(answer.parameters) else { return .closed(.r321WrongDevice) }
    mayHaveLateAnswer = false
    reader = answer.source
    guard settings.checksConfiguration else { return identified(version) }
    work = .inspecting(version, hasWritten: false)
    return ask(.configuration)
  }

  private mutating func inspected(
    _ answer: R321Frame, _ version: R321Version, hasWritten: Bool
  ) -> Step {
    guard let configuration = R321Configuration(answer.parameters) else {
      return .closed(.r321WrongDevice)
    }
    if configuration.isFit { return identified(version) }
    guard settings.writesConfiguration, !hasWritten else {
      return .closed(.r321Unfit(configuration))
    }
    work = .configuring(version)
    return ask(.setConfiguration(configuration.madeFit))
  }

  private mutating func configured(_ answer: R321Frame, _ version: R321Version) -> Step {
    guard let outcome = R321Outcome(answer.parameters), outcome.isSuccess else {
      return .closed(.r321Refused(flag: R321Outcome(answer.parameters)?.flag ?? 0))
    }
    work = .inspecting(version, hasWritten: true)
    return ask(.configuration)
  }

  private func identified(_ version: R321Version) -> Step {
    let words = [version.software, version.hardware].filter { !$0.isEmpty }
    return .ended(
      .identified(
        ReaderIdentity(
          family: .r321, model: "AnyID \(version.model)",
          firmware: words.isEmpty ? "unknown" : words.joined(separator: " "))))
  }
}
