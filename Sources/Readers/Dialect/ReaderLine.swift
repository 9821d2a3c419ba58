import Primitives
import ReaderWire

/// The conversation with one reader: one question at a time, and its answer among the bytes that
/// come.
///
/// Whatever does not fit the question is a leftover and ignored. Where a leftover could be taken
/// for the answer, the dialect makes sure that none is there: see `FeigDialect`.
struct ReaderLine<Answers: AnswerDecoder>: Sendable {
  /// What comes of a question, or of draining.
  enum Output {
    /// Send these bytes.
    case send([UInt8])
    /// Nothing has come for a while: what an earlier conversation left is gone.
    case drained
    /// The question was answered, or some pieces of an answer that is not over have come.
    case answered([Answers.Answer], isOver: Bool)
    /// The question was not answered in time, or only with damage.
    case failed(LineFailure)
  }

  private enum State {
    case quiet
    case draining(limit: Moment)
    case holding(Question, earliest: Moment, latest: Moment)
    case asking(Question)
  }

  private struct Question {
    var asked: ReaderQuestion<Answers.Answer>
    var deadline: Moment
    var damageBefore: Int
    var isHeard = false
  }

  private let patience: LinePatience
  private var decoder: Answers
  private var state = State.quiet
  private var lastByteAt = Moment.origin

  init(_ decoder: Answers, patience: LinePatience) {
    self.decoder = decoder
    self.patience = patience
  }

  /// Bytes that belonged to no sound answer.
  var damagedByteCount: Int { decoder.damagedByteCount }

  /// When `wake` is to be called, if at all.
  var nextWake: Moment? {
    switch state {
    case .quiet: nil
    case .draining(let limit): min(limit, lastByteAt + patience.drainSilence)
    case .holding(_, let earliest, let latest):
      min(latest, max(earliest, lastByteAt + patience.frameGapMin))
    case .asking(let question):
      question.isHeard
        ? min(question.deadline, lastByteAt + patience.frameSilenceMax) : question.deadline
    }
  }

  /// Ignores what comes until the line has been silent.
  mutating func drain(at now: Moment, justOpened: Bool = false) -> Output? {
    if justOpened { lastByteAt = now }
    state = .draining(limit: now + patience.drainTimeMax)
    return wake(at: now)
  }

  /// Asks, as soon as the line has been silent long enough and the question's pause is over.
  mutating func ask(_ question: ReaderQuestion<Answers.Answer>, at now: Moment) -> Output? {
    forgetUnasked()
    let earliest = now + question.pause
    state = .holding(
      Question(asked: question, deadline: now, damageBefore: decoder.damagedByteCount),
      earliest: earliest, latest: earliest + patience.drainTimeMax)
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
      decoder.overhear(bytes)
      return nil
    case .quiet, .holding:
      _ = decoder.receive(bytes)
      return nil
    case .asking(var question):
      question.isHeard = true
      state = .asking(question)
      return answer(among: decoder.receive(bytes), to: question, at: now)
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
    case .holding(var question, _, _):
      question.deadline = now + question.asked.patience
      state = .asking(question)
      lastByteAt = now
      return .send(question.asked.bytes)
    case .asking(let question):
      return giveUpAnswer(question, at: now)
    }
  }

  private mutating func answer(
    among answers: [Answers.Answer], to question: Question, at now: Moment
  ) -> Output? {
    var fitting: [Answers.Answer] = []
    for answer in answers {
      switch question.asked.fit(answer) {
      case .foreign: continue
      case .piece: fitting.append(answer)
      case .last:
        state = .quiet
        return .answered(fitting + [answer], isOver: true)
      }
    }
    guard !fitting.isEmpty else { return nil }
    var patient = question
    patient.deadline = now + question.asked.patience
    state = .asking(patient)
    return .answered(fitting, isOver: false)
  }

  /// The line has been silent, or time is up: an answer that has begun is not going to end.
  private mutating func giveUpAnswer(_ question: Question, at now: Moment) -> Output? {
    if let output = answer(among: decoder.discardIncomplete(), to: question, at: now) {
      return output
    }
    let damage = decoder.damagedByteCount - question.damageBefore
    if now >= question.deadline {
      state = .quiet
      return .failed(damage > 0 ? .damaged : .silent)
    }
    if damage >= Answers.answerByteCountMin {
      state = .quiet
      return .failed(.damaged)
    }
    var patient = question
    patient.isHeard = false
    state = .asking(patient)
    return nil
  }
}
