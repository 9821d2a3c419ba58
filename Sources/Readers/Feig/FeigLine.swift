import Primitives
import ReaderWire

/// The conversation with one reader: one question at a time, and its answer among the bytes that
/// come.
///
/// There is no sequence number in the protocol. An answer is recognised by the command it repeats;
/// any other frame is a leftover and ignored. Whoever asks makes sure that a leftover cannot be
/// taken for the answer: see `FeigDriver`.
struct FeigLine: Sendable {
  /// What comes of a question, or of draining.
  enum Output: Equatable {
    /// Send these bytes.
    case send([UInt8])
    /// Nothing has come for a while: what an earlier conversation left is gone.
    case drained
    /// The question was answered.
    case answered(FeigReply)
    /// The question was not answered in time.
    case silent
    /// Something came instead of the answer, but it was damaged.
    case damaged
  }

  private enum State {
    case quiet
    case draining(limit: Moment)
    case holding([UInt8], Question, earliest: Moment, latest: Moment)
    case asking(Question)
  }

  private struct Question {
    var command: UInt8
    var patience: Duration
    var deadline: Moment
    var damageBefore: Int
    var isHeard = false
  }

  /// The shortest answer, in the standard form; fewer damaged bytes are noise, not the answer.
  private static let answerByteCountMin = 6

  private let settings: FeigDriverSettings
  private var decoder = FeigFrameDecoder(from: .reader)
  private var state = State.quiet
  private var lastByteAt = Moment.origin

  init(settings: FeigDriverSettings) {
    self.settings = settings
  }

  /// Bytes that belonged to no sound frame.
  var damagedByteCount: Int { decoder.damagedByteCount }

  /// When `wake` is to be called, if at all.
  var nextWake: Moment? {
    switch state {
    case .quiet: nil
    case .draining(let limit): min(limit, lastByteAt + settings.drainSilence)
    case .holding(_, _, let earliest, let latest):
      min(latest, max(earliest, lastByteAt + settings.frameGapMin))
    case .asking(let question):
      question.isHeard
        ? min(question.deadline, lastByteAt + settings.frameSilenceMax) : question.deadline
    }
  }

  /// Ignores what comes until the line has been silent.
  mutating func drain(at now: Moment, justOpened: Bool = false) -> Output? {
    if justOpened { lastByteAt = now }
    state = .draining(limit: now + settings.drainTimeMax)
    return wake(at: now)
  }

  /// Asks, as soon as the line has been silent long enough and not before the moment given.
  mutating func ask(
    _ command: FeigCommand, patience: Duration, notBefore: Moment? = nil, at now: Moment
  ) -> Output? {
    forgetUnasked()
    let question = Question(
      command: command.code, patience: patience, deadline: now,
      damageBefore: decoder.damagedByteCount)
    let earliest = notBefore ?? now
    state = .holding(
      command.frame().bytes ?? [], question, earliest: earliest,
      latest: max(now, earliest) + settings.drainTimeMax)
    return wake(at: now)
  }

  /// Drops what came without being asked for, so that it cannot be taken for an answer.
  mutating func forgetUnasked() {
    _ = decoder.discardIncomplete()
  }

  /// Takes bytes from the reader.
  mutating func receive(_ bytes: [UInt8], at now: Moment) -> Output? {
    // No pause is held against these bytes: they may have waited for a host that was slow to fetch
    // them. Silence is judged when the wake comes.
    lastByteAt = now
    switch state {
    case .draining:
      return nil
    case .quiet, .holding:
      _ = decoder.receive(bytes)
      return nil
    case .asking(var question):
      question.isHeard = true
      state = .asking(question)
      return answer(among: decoder.receive(bytes), to: question)
    }
  }

  /// Does what is due; nothing if it is called too early.
  mutating func wake(at now: Moment) -> Output? {
    guard let due = nextWake, now >= due else { return nil }
    switch state {
    case .quiet:
      return nil
    case .draining:
      forgetUnasked()
      state = .quiet
      return .drained
    case .holding(let bytes, var question, _, _):
      question.deadline = now + question.patience
      state = .asking(question)
      lastByteAt = now
      return .send(bytes)
    case .asking(let question):
      return giveUpFrame(question, at: now)
    }
  }

  private mutating func answer(among frames: [FeigFrame], to question: Question) -> Output? {
    for frame in frames where frame.command == question.command {
      guard let reply = FeigReply(frame) else { continue }
      state = .quiet
      return .answered(reply)
    }
    return nil
  }

  /// The line has been silent, or time is up: a frame that has begun is not going to end.
  private mutating func giveUpFrame(_ question: Question, at now: Moment) -> Output? {
    if let output = answer(among: decoder.discardIncomplete(), to: question) { return output }
    let damage = decoder.damagedByteCount - question.damageBefore
    if now >= question.deadline {
      state = .quiet
      return damage > 0 ? .damaged : .silent
    }
    if damage >= Self.answerByteCountMin {
      state = .quiet
      return .damaged
    }
    var patient = question
    patient.isHeard = false
    state = .asking(patient)
    return nil
  }
}
