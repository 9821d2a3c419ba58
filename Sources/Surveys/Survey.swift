public import Primitives
public import TagReads

/// A survey of a lane's antenna as a machine: the clear antenna, then a marked tray in nine places.
///
/// Rounds and moments go in, counts come out; there is no clock and no reader here. Somebody says
/// with `begin` that the antenna is as the step wants it: rounds that began earlier say nothing
/// about the step and are passed over.
public struct Survey: Sendable {
  /// What is to be measured next.
  public enum Step: Sendable, Hashable {
    /// Nothing may lie on the antenna: what is read now is background.
    case clear
    /// The tray stands there.
    case place(SurveyPosition)
  }

  /// What a round did for the survey.
  public enum Progress: Sendable, Hashable {
    /// It says nothing: no step is being measured, or it began before it.
    case passedOver
    /// So many rounds of the step have been counted.
    case counted(Int)
    /// It was the last round of the step.
    case finished(Step)
  }

  /// All steps in their order.
  public static let steps = [Step.clear] + SurveyPosition.allCases.map { .place($0) }

  /// How it is measured.
  public let plan: SurveyPlan

  private var next = 0
  private var tally: SurveyTally?
  private var tallies: [Step: SurveyTally] = [:]

  /// Starts with nothing measured.
  public init(plan: SurveyPlan = SurveyPlan()) {
    self.plan = plan
  }

  /// The step that is measured or waits for `begin`; nothing once all of them are done.
  public var step: Step? { next < Self.steps.count ? Self.steps[next] : nil }

  /// How many positions have been measured.
  public var placesMeasured: Int { tallies.keys.count { $0 != .clear } }

  /// The antenna is as the step wants it, from this moment on. Begun again, a step starts anew.
  public mutating func begin(at now: Moment) {
    guard step != nil else { return }
    tally = SurveyTally(from: now)
  }

  /// Takes a round in.
  public mutating func observe(_ round: InventoryRound) -> Progress {
    guard let step, var counting = tally, counting.note(round) else { return .passedOver }
    guard counting.rounds >= plan.rounds else {
      tally = counting
      return .counted(counting.rounds)
    }
    tallies[step] = counting
    tally = nil
    next += 1
    return .finished(step)
  }

  /// Leaves a position out; the clear antenna cannot be, for without it nobody knows which tags
  /// belong to the tray.
  public mutating func skip() {
    guard let step, step != .clear else { return }
    tally = nil
    tallies[step] = nil
    next += 1
  }

  /// Goes back to the step before, whose counts are dropped.
  public mutating func goBack() {
    tally = nil
    next = max(0, next - 1)
    if let step { tallies[step] = nil }
  }

  /// What has been measured so far; nothing without a clear antenna and one position.
  public var report: SurveyReport? {
    guard let clear = tallies[.clear], placesMeasured > 0 else { return nil }
    let places = SurveyPosition.allCases.compactMap { position in
      tallies[.place(position)].map { (position, $0) }
    }
    return SurveyReport(clear: clear, places: places, plates: plan.plates)
  }
}

/// How a survey measures.
public struct SurveyPlan: Sendable, Hashable {
  /// How many rounds a step may take.
  public static let roundsAllowed = 10...10_000

  /// - rounds (rounds, 100, 10...10,000): rounds a step takes. A hundred tell a read rate to within
  ///   a tenth, ten thousand to within a hundredth.
  public var rounds: Int

  /// The plates on the marked tray; empty if they are to be found out.
  public var plates: [TagID]

  /// Makes a plan.
  public init(rounds: Int = 100, plates: [TagID] = []) {
    self.rounds = min(max(rounds, Self.roundsAllowed.lowerBound), Self.roundsAllowed.upperBound)
    self.plates = Set(plates).sorted()
  }
}
