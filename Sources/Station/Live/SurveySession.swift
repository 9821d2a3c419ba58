internal import Primitives
internal import ReaderEmulation
internal import Readers
public import Surveys

/// A survey at work: its reader, asked as eagerly as a lane with a tray asks it.
public struct SurveySession: Sendable {
  /// What whoever moves the tray says to a step.
  public enum Cue: Sendable, Hashable {
    /// The antenna is as the step wants it.
    case measure
    /// The position is left out.
    case skip
    /// The step before is to be measured again.
    case back
    /// Enough has been measured.
    case end
    /// Nobody answers any more.
    case gone
  }

  /// What happens meanwhile.
  public enum News: Sendable, Hashable {
    /// The reader is there again, or is not; its sentence.
    case reader(isReady: Bool, String)
    /// So many rounds of the step have been counted.
    case counted(Survey.Step, rounds: Int)
    /// A step is done.
    case finished(Survey.Step)
  }

  private let reader: SoloReader

  /// True if it ended because nobody answered any more.
  public private(set) var isAbandoned = false

  /// What has been measured so far.
  public private(set) var survey: Survey

  /// Makes a session with a reader that has proved itself.
  public init(_ reader: SoloReader, plan: SurveyPlan) {
    self.reader = reader
    survey = Survey(plan: plan)
  }

  /// Measures step by step until all are done or the cue is to end.
  ///
  /// `ask` may take its time: rounds that began before it answered are passed over. A step in which
  /// the reader was lost begins anew once it is back.
  public mutating func run(
    ask: (Survey.Step) async -> Cue, onNews: (News) -> Void
  ) async {
    reader.setPace(.busy)
    guard await prepare(ask) else { return }
    for await action in reader.run() {
      switch action {
      case .round(let round):
        guard let step = survey.step else { return }
        switch survey.observe(round) {
        case .passedOver: continue
        case .counted(let rounds): onNews(.counted(step, rounds: rounds))
        case .finished(let step):
          onNews(.finished(step))
          guard await prepare(ask) else { return }
        }
      case .standing(.ready(let identity)):
        survey.begin(at: MonotonicClock.now())
        onNews(.reader(isReady: true, "\(identity.model) \(identity.firmware)"))
      case .standing(.lost(let fault)), .standing(.attention(let fault)):
        onNews(.reader(isReady: false, fault.message))
      case .standing(.starting), .blocks, .open, .close, .reset, .send, .wake: continue
      }
    }
  }

  /// Asks until a step can be measured; false if there is none any more.
  private mutating func prepare(_ ask: (Survey.Step) async -> Cue) async -> Bool {
    while let step = survey.step {
      switch await ask(step) {
      case .measure:
        survey.begin(at: MonotonicClock.now())
        return true
      case .skip: survey.skip()
      case .back: survey.goBack()
      case .end: return false
      case .gone:
        isAbandoned = true
        return false
      }
    }
    return false
  }
}
