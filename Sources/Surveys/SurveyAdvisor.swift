import Primitives
import TagReads

/// Finds what to say about a survey.
struct SurveyAdvisor {
  let report: SurveyReport
  let places: [SurveyProposal.Place]
  let goal: SurveyGoal
  let undecided: Double

  /// - unevenness (rate, 0.1): a difference between two sides of the antenna that is worth a word.
  static let unevenness = 0.1

  /// - weakRate (rate, 0.8): below it an antenna reads plates too weakly even in its best place.
  static let weakRate = 0.8

  /// - plateGap (rate, 0.2): a plate that is read so much worse than the middle one has a fault.
  static let plateGap = 0.2

  init(
    _ report: SurveyReport, places: [SurveyProposal.Place], goal: SurveyGoal, undecided: Double
  ) {
    self.report = report
    self.places = places
    self.goal = goal
    self.undecided = undecided
  }

  /// Everything there is to say, the most important first.
  var advice: [SurveyAdvice] {
    guard !report.plates.isEmpty else {
      return [
        SurveyAdvice(
          .plate,
          "No plate was read in half of the rounds of any position: is the marked tray on the "
            + "antenna, and are its plates of the reader's kind? Name them with --plate TAG.")
      ] + background
    }
    return area + unmeasured + pace + patience + sides + power + disturbance + plates + background
      + strangers
  }

  private func positions(_ grades: SurveyProposal.Grade...) -> [SurveyPosition] {
    places.filter { grades.contains($0.grade) }.map(\.position)
  }

  private var area: [SurveyAdvice] {
    let bad = positions(.unusable)
    let good = positions(.quick, .slow)
    if good.isEmpty {
      return [
        SurveyAdvice(
          .area,
          "No position is usable: nowhere can a tray be decided within "
            + "\(seconds(goal.patience)). Look at the antenna before this lane serves.")
      ]
    }
    if bad.isEmpty {
      return [SurveyAdvice(.area, "Trays may stand in every position that was measured.")]
    }
    return [
      SurveyAdvice(
        .area,
        "Mark the area so that no tray stands \(names(bad)): a plate there may stay unread for "
          + "more than \(seconds(goal.patience)).")
    ]
  }

  private var unmeasured: [SurveyAdvice] {
    let left = SurveyPosition.allCases.filter { report.result(at: $0) == nil }
    guard !left.isEmpty else { return [] }
    return [SurveyAdvice(.unmeasured, "Not measured, so not proposed for use: \(names(left)).")]
  }

  /// Whether the reader is quick enough, were all plates read nearly always; and if so, whether the
  /// plates let it.
  private var pace: [SurveyAdvice] {
    let paces = places.compactMap { report.result(at: $0.position)?.roundsPerSecond }
    guard let slowest = paces.min(), slowest > 0,
      let fewest = goal.rounds(forPlatesReadAt: report.plates.map { _ in 0.97 })
    else { return [] }
    let best = Double(fewest) / slowest
    let rounds = "\(DecimalText.of(slowest, places: 1)) rounds a second"
    if best > goal.billTime {
      return [
        SurveyAdvice(
          .pace,
          "The reader makes only \(rounds), and \(fewest) rounds are the least for "
            + "\(report.plates.count) plates: no bill within \(seconds(goal.billTime)). Use a "
            + "faster line or a faster mode of the reader.")
      ]
    }
    let quick = positions(.quick).count
    let end =
      quick == places.count
      ? "everywhere."
      : "in \(quick) of \(places.count) positions; elsewhere plates are read too "
        + "weakly."
    return [
      SurveyAdvice(
        .pace,
        "At \(rounds) and more a bill within \(seconds(goal.billTime)) is possible \(end)")
    ]
  }

  private var patience: [SurveyAdvice] {
    let usable = places.filter { $0.grade != .unusable }
    guard let slowest = usable.max(by: { ($0.seconds ?? 0) < ($1.seconds ?? 0) }),
      let time = slowest.seconds
    else { return [] }
    let need = "\(slowest.position.names) needs \(seconds(time)) at least"
    return [
      SurveyAdvice(
        .undecided,
        undecided > 3
          ? "Set tray.undecided_seconds to \(DecimalText.of(undecided, places: 1)): \(need)."
          : "tray.undecided_seconds may stay at 3: the slowest usable position, \(need).")
    ]
  }

  func names(_ positions: [SurveyPosition]) -> String {
    positions.map(\.names).joined(separator: ", ")
  }

  func seconds(_ time: Double) -> String {
    DecimalText.of(time, places: time < 10 && time != time.rounded() ? 2 : 0) + " s"
  }
}
