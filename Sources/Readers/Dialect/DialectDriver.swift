public import Primitives
import ReaderWire
import TagReads

/// Makes a driver of a family's dialect: what all families have in common.
///
/// It drains the line before the first question and after every failed one, probes until the reader
/// has said what it is, holds the pauses and deadlines, and gives the reader up after too many
/// requests in a row without an answer. One question is in flight at a time.
public struct DialectDriver<Dialect: ReaderDialect>: ReaderDriver {
  private typealias Line = ReaderLine<Dialect.Answers>
  private typealias Step = DialectStep<Dialect.Answers.Answer>

  private enum Work: Sendable {
    case closed
    case opening
    case busy(ReaderJob)
    case idle
    /// The job has ended without an answer; the line is drained before it is told.
    case settling([DriverAction], next: Next)
  }

  private enum Next: Sendable {
    case idle, probe, closed
  }

  private var dialect: Dialect
  private let patience: LinePatience
  private var line: ReaderLine<Dialect.Answers>
  private var work = Work.closed
  private var silentRequests = 0
  private var damagedRequests = 0
  /// The wake last asked for in this request; between requests others may have replaced it.
  private var wakeAsked: Moment?

  /// Makes a driver for one opening of the channel.
  public init(_ dialect: Dialect) {
    self.dialect = dialect
    patience = dialect.patience
    line = ReaderLine(dialect.answers, patience: dialect.patience)
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
    return begin(.request(request), at: now)
  }

  /// What the dialect wants sent, and only if the reader is waiting for a command.
  public mutating func farewell(at now: Moment) -> [[UInt8]] {
    guard case .idle = work, let bytes = dialect.farewell else { return [] }
    return [bytes]
  }

  private func refuse(_ request: ReaderRequest) -> [DriverAction] {
    let fault = ReaderFault.notPossible("The reader is at work; ask again when it is idle.")
    switch request {
    case .inventory:
      return [.fault(fault)]
    case .readBlocks(let tag, let first, _), .writeBlocks(let tag, let first, _):
      return [.blocks(BlockAnswer(tag: tag, first: first, outcome: .failed(fault)))]
    }
  }
}

/// What comes of the line, led to the job under way.
extension DialectDriver {
  /// Acts on what the line gave, and asks for a wake if the line wants another one.
  private mutating func follow(_ output: Line.Output?, at now: Moment) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch output {
    case nil: break
    case .send(let bytes): actions = [.send(bytes)]
    case .drained: actions = drained(at: now)
    case .answered(let answers, let isOver): actions = answered(answers, isOver: isOver, at: now)
    case .failed(let failure): actions = failed(failure, at: now)
    }
    if let wake = line.nextWake, wake != wakeAsked {
      wakeAsked = wake
      actions.append(.wake(at: wake))
    }
    return actions
  }

  private mutating func begin(_ job: ReaderJob, at now: Moment) -> [DriverAction] {
    work = .busy(job)
    return take(dialect.begin(job, at: now, damage: line.damagedByteCount), at: now)
  }

  private mutating func answered(
    _ answers: [Dialect.Answers.Answer], isOver: Bool, at now: Moment
  ) -> [DriverAction] {
    guard case .busy = work else { return [] }
    let step = dialect.take(answers, isOver: isOver, at: now, damage: line.damagedByteCount)
    return take(step, at: now)
  }

  private mutating func take(_ step: Step, at now: Moment) -> [DriverAction] {
    switch step {
    case .ask(let question):
      return follow(line.ask(question, at: now), at: now)
    case .listen:
      return []
    case .ended(let action):
      silentRequests = 0
      damagedRequests = 0
      work = .idle
      return [action]
    case .closed(let fault):
      work = .closed
      return [.fault(fault)]
    }
  }

  private mutating func drained(at now: Moment) -> [DriverAction] {
    switch work {
    case .opening:
      return begin(.identify, at: now)
    case .settling(let actions, .probe):
      return actions + begin(.identify, at: now)
    case .settling(let actions, .idle):
      work = .idle
      return actions
    case .settling(let actions, .closed):
      work = .closed
      return actions
    case .closed, .busy, .idle:
      return []
    }
  }

  /// A question went without a sound answer: drain, then tell what the job came to.
  private mutating func failed(_ failure: LineFailure, at now: Moment) -> [DriverAction] {
    guard case .busy(let job) = work else { return [] }
    if let question = dialect.recover(from: failure, at: now) {
      return follow(line.ask(question, at: now), at: now)
    }
    if failure == .damaged { damagedRequests += 1 } else { silentRequests += 1 }
    let lasting: LineFailure? =
      silentRequests >= patience.silentRequestsMax
      ? .silent : damagedRequests >= patience.damagedRequestsMax ? .damaged : nil
    var actions = dialect.giveUp(
      failure, isLost: lasting != nil, at: now, damage: line.damagedByteCount)
    if let lasting { actions.append(.fault(dialect.fault(lasting))) }
    let next = lasting != nil ? Next.closed : job == .identify ? .probe : .idle
    work = .settling(actions, next: next)
    return follow(line.drain(at: now), at: now)
  }
}
