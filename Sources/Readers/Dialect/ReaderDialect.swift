public import Primitives
public import ReaderWire

/// What is particular to one reader family: the part that is written for a new one.
///
/// `DialectDriver` makes a `ReaderDriver` of it and does what all families have in common: draining
/// before the first question and after a failed one, probing until the reader is identified, pauses
/// between frames, deadlines, giving up after too many failures. A dialect is begun with one job at
/// a time, says what to ask, and is handed the answers until it says how the job ended. It has no
/// clock and does no I/O; moments come in with each call.
///
/// Damage is the number of bytes so far that belonged to no sound answer: a round in which it grew
/// is not complete.
public protocol ReaderDialect: Sendable {
  /// The family's decoder.
  associatedtype Answers: AnswerDecoder

  /// A decoder that has received nothing.
  var answers: Answers { get }

  /// How long to wait on the line.
  var patience: LinePatience { get }

  /// What is told when the reader stays silent or answers with damage only.
  func fault(_ failure: LineFailure) -> ReaderFault

  /// Begins a job; the one before has ended.
  mutating func begin(
    _ job: ReaderJob, at now: Moment, damage: Int
  ) -> DialectStep<Answers.Answer>

  /// Takes the answer to the last question, or some pieces of one that is not over yet.
  mutating func take(
    _ answers: [Answers.Answer], isOver: Bool, at now: Moment, damage: Int
  ) -> DialectStep<Answers.Answer>

  /// The last question has failed: what to ask instead, if that can save the job. An answer to the
  /// failed question may still come late.
  mutating func recover(
    from failure: LineFailure, at now: Moment
  ) -> ReaderQuestion<Answers.Answer>?

  /// The last question has failed, and with it the job: what it ends with, if with anything. An
  /// answer may still come late. When the reader counts as lost, a round ends with nothing.
  mutating func giveUp(
    _ failure: LineFailure, isLost: Bool, at now: Moment, damage: Int
  ) -> [DriverAction]

  /// What to send to an idle reader before its channel is closed on purpose; nobody waits for an
  /// answer.
  var farewell: [UInt8]? { get }
}

extension ReaderDialect {
  /// Nothing to ask: for families that cannot repeat an answer.
  public mutating func recover(
    from failure: LineFailure, at now: Moment
  ) -> ReaderQuestion<Answers.Answer>? { nil }

  /// Nothing to send: for families that leave no state behind.
  public var farewell: [UInt8]? { nil }
}

/// Something to be done with a reader from the first question to the last answer.
public enum ReaderJob: Hashable, Sendable {
  /// Prove that the reader lives, and find out what it is; ends with `.identified`.
  case identify
  /// Something the station asked for.
  case request(ReaderRequest)
}

/// What a dialect wants next.
public enum DialectStep<Answer: Sendable>: Sendable {
  /// Ask this.
  case ask(ReaderQuestion<Answer>)
  /// Wait for the other pieces of the answer.
  case listen
  /// The job has ended with this; the reader is idle. A fault here is not fatal.
  case ended(DriverAction)
  /// The reader is not to be used like this: the channel has to be opened again.
  case closed(ReaderFault)
}

/// How a question failed.
public enum LineFailure: Hashable, Sendable {
  /// Nothing came.
  case silent
  /// Something came, but it was damaged.
  case damaged
}
