public import Trays

/// What a survey proposes: where trays are to stand, how the lane is to be set, what to change
/// about the antenna, and what the lane may already know.
public struct SurveyProposal: Sendable, Hashable, Codable {
  /// How a position serves.
  public enum Grade: String, Sendable, Hashable, Codable {
    /// A tray there can be billed within the time wanted.
    case quick
    /// It can be billed within a diner's patience.
    case slow
    /// It takes longer, or nobody knows: trays are not to stand there.
    case unusable
  }

  /// A position, judged.
  public struct Place: Sendable, Hashable, Codable {
    /// Where the tray stood.
    public var position: SurveyPosition
    /// How it serves.
    public var grade: Grade
    /// Rounds until no plate is unread any more, but for one tray in ten thousand; nothing if there
    /// is no end to it.
    public var rounds: Int?
    /// The same in seconds, at the pace that was measured.
    public var seconds: Double?
  }

  /// The positions that were measured.
  public var places: [Place]

  /// What `tray.undecided_seconds` should be.
  public var undecidedSeconds: Double

  /// What to do, and why.
  public var advice: [SurveyAdvice]

  /// What the lane may know from now on of its plates and strays.
  public var habits: LaneHabits

  /// - plateWeight (plates, 4): how many plates on passing trays a plate in one position counts
  ///   for: a survey looks at it for a hundred rounds, a lane for a dozen or two.
  static let plateWeight = 4.0

  /// - strayRateMax (rate, 0.2): a tag near the antenna that is read more often is no example of a
  ///   stray. A lane that expects such strays could hardly tell a plate from one any more.
  static let strayRateMax = 0.2

  /// Draws the conclusions of a report.
  public init(_ report: SurveyReport, goal: SurveyGoal = SurveyGoal()) {
    let places = report.places.map { Self.judged($0, goal) }
    self.places = places
    undecidedSeconds = Self.patience(for: places)
    habits = Self.habits(report, usable: Self.usable(places))
    advice = SurveyAdvisor(report, places: places, goal: goal, undecided: undecidedSeconds).advice
  }

  /// The positions where trays may stand.
  public var usablePositions: [SurveyPosition] { Self.usable(places) }

  private static func usable(_ places: [Place]) -> [SurveyPosition] {
    places.filter { $0.grade != .unusable }.map(\.position)
  }

  private static func judged(_ place: SurveyPlaceResult, _ goal: SurveyGoal) -> Place {
    let result = place.result
    var judged = Place(position: place.position, grade: .unusable)
    guard !result.tags.isEmpty, result.roundsPerSecond > 0 else { return judged }
    guard let rounds = goal.rounds(forPlatesReadAt: result.tags.map(\.cautiousRate)) else {
      return judged
    }
    let complete = max(0.01, 1 - result.disturbedShare)
    let seconds = Double(rounds) / (result.roundsPerSecond * complete)
    judged.rounds = rounds
    judged.seconds = seconds
    judged.grade =
      seconds <= goal.billTime ? .quick : seconds <= goal.patience ? .slow : .unusable
    return judged
  }

  /// Twice what the slowest usable position takes, in half seconds; never less than the default.
  private static func patience(for places: [Place]) -> Double {
    let slowest = places.filter { $0.grade != .unusable }.compactMap(\.seconds).max() ?? 0
    return min(60, max(3, (slowest * 4).rounded(.up) / 2))
  }

  /// What any lane is assumed to know, and what was measured where trays may stand.
  private static func habits(_ report: SurveyReport, usable: [SurveyPosition]) -> LaneHabits {
    let assumed = LaneHabits()
    let plates = report.places.filter { usable.contains($0.position) }.flatMap(\.result.tags)
    let strays = report.background.tags.filter { ($0.rate ?? 1) < strayRateMax }
    return LaneHabits(
      plates: plates.reduce(assumed.plates) { sum, plate in
        sum + plate.profile(assuming: assumed.plateMix).weights * plateWeight
      },
      strays: strays.reduce(assumed.strays) { sum, stray in
        sum + stray.profile(assuming: assumed.strayMix).weights
      },
      seconds: assumed.seconds + report.background.seconds)
  }
}
