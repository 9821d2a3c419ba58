import Primitives
import TagReads

// The antenna, its plates and what lies around it.
extension SurveyAdvisor {
  /// Sides that are read unlike each other: the antenna does not lie in the middle of the marked
  /// area.
  var sides: [SurveyAdvice] {
    let pairs =
      [
        (("back", { $0.row == 0 }), ("front", { $0.row == 2 })),
        (("left side", { $0.column == 0 }), ("right side", { $0.column == 2 })),
      ] as [((String, (SurveyPosition) -> Bool), (String, (SurveyPosition) -> Bool))]
    return pairs.compactMap { one, other in
      guard let first = middleRate(where: one.1), let second = middleRate(where: other.1),
        abs(first - second) >= Self.unevenness
      else { return nil }
      let (weak, strong) = first < second ? (one.0, other.0) : (other.0, one.0)
      return SurveyAdvice(
        .antennaPosition,
        "The \(weak) is read worse than the \(strong) (\(rate(min(first, second))) against "
          + "\(rate(max(first, second)))): move the antenna towards the \(weak), or the marked "
          + "area away from it.")
    }
  }

  /// A field that is too weak even where it is best, or that reaches further than it has to.
  var power: [SurveyAdvice] {
    let best = SurveyPosition.allCases.compactMap(meanRate).max()
    guard let best else { return [] }
    if best < Self.weakRate {
      return [
        SurveyAdvice(
          .antennaPower,
          "Even in the best position plates are read in only \(rate(best)) of the rounds: raise "
            + "the antenna's power, bring it closer under the table top, or look for metal near "
            + "it.")
      ]
    }
    let isQuick = places.allSatisfy { $0.grade == .quick }
    guard isQuick, report.background.tags.contains(where: isWellRead) else { return [] }
    return [
      SurveyAdvice(
        .antennaPower,
        "Every position is quick, and tags beside the area are read too: the antenna's power "
          + "may be lowered, if the tags cannot be taken away.")
    ]
  }

  var disturbance: [SurveyAdvice] {
    let shares = report.places.map(\.result.disturbedShare) + [report.background.disturbedShare]
    guard let worst = shares.max(), worst > goal.disturbedShareMax else { return [] }
    return [
      SurveyAdvice(
        .disturbance,
        "Up to \(DecimalText.of(worst * 100, places: 0)) % of the rounds were disturbed or cut "
          + "short: look for another reader, a power supply or a loose antenna cable nearby.")
    ]
  }

  /// Plates that are read worse than the middle one in the positions that may be used.
  var plates: [SurveyAdvice] {
    let usable = places.filter { $0.grade != .unusable }.map(\.position)
    let positions = usable.isEmpty ? places.map(\.position) : usable
    let means = report.plates.map { plate in
      let counts = positions.compactMap { position in
        report.result(at: position)?.tags.first { $0.tag == plate }?.cautiousRate
      }
      return (plate: plate, mean: counts.reduce(0, +) / Double(max(1, counts.count)))
    }
    guard means.count >= 3 else { return [] }
    let middle = means.map(\.mean).sorted()[means.count / 2]
    return means.filter { $0.mean <= middle - Self.plateGap }.map { entry in
      SurveyAdvice(
        .plate,
        "Plate \(entry.plate) is read in \(rate(entry.mean)) of the rounds, others in "
          + "\(rate(middle)): look at its chip, and take it out of service.")
    }
  }

  /// What was read on the clear antenna.
  var background: [SurveyAdvice] {
    let overlap = report.platesInBackground
    let mixed =
      overlap.isEmpty
      ? []
      : [
        SurveyAdvice(
          .background,
          "\(list(overlap)) lay near the clear antenna and on the tray: survey anew, with the tray "
            + "out of reach at the first step.")
      ]
    return mixed
      + report.background.tags.map { count in
        let share = rate(count.rate ?? 0)
        return SurveyAdvice(
          .background,
          isWellRead(count)
            ? "\(count.tag) is read in \(share) of the rounds on the clear antenna: take it away "
              + "or shield it. A lane takes it for a plate until it has lain there for ten minutes."
            : "\(count.tag) is read in \(share) of the rounds on the clear antenna, as strays are: "
              + "the lane may know it as one.")
      }
  }

  var strangers: [SurveyAdvice] {
    guard !report.strangers.isEmpty else { return [] }
    return [
      SurveyAdvice(
        .stranger,
        "Read now and then, and taken for no plate of the tray: \(list(report.strangers)). If they "
          + "are on it, name the plates with --plate TAG.")
    ]
  }

  private func isWellRead(_ count: ReadCount) -> Bool {
    (count.rate ?? 0) >= SurveyProposal.strayRateMax
  }

  /// The mean rate of all plates in some positions; nothing if one of them was not measured.
  private func meanRate(at position: SurveyPosition) -> Double? {
    let rates = report.result(at: position)?.tags.compactMap(\.rate) ?? []
    return rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
  }

  /// How well the middle one of some positions is read: one dead corner does not make a weak side.
  private func middleRate(where isIncluded: (SurveyPosition) -> Bool) -> Double? {
    let wanted = SurveyPosition.allCases.filter(isIncluded)
    let rates = wanted.compactMap(meanRate).sorted()
    return rates.count == wanted.count ? rates[rates.count / 2] : nil
  }

  private func rate(_ value: Double) -> String { DecimalText.of(value, places: 2) }

  private func list(_ tags: [TagID]) -> String {
    tags.map(\.description).joined(separator: ", ")
  }
}
