/// One thing a survey proposes, with its reason.
public struct SurveyAdvice: Sendable, Hashable, Codable {
  /// What it is about, for programs.
  public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    /// Where trays may stand.
    case area
    /// Positions that were left out.
    case unmeasured
    /// Whether a bill can come as soon as wanted.
    case pace
    /// How long a lane should wait before it says that it cannot decide.
    case undecided
    /// Where the antenna should lie.
    case antennaPosition = "antenna-position"
    /// How strong its field should be.
    case antennaPower = "antenna-power"
    /// A tag lies near the antenna.
    case background
    /// Something disturbs the rounds.
    case disturbance
    /// A plate is read worse than the others.
    case plate
    /// A tag came past that is no plate of the tray.
    case stranger
  }

  /// What it is about.
  public var code: Code

  /// What to do and why.
  public var sentence: String

  init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}
