/// All figures of a comparison.
public struct ComparisonFigures: Codable, Sendable, Equatable {
  /// The seed all of it follows from.
  public var seed: UInt64

  /// Trays in each scenario.
  public var trays: Int

  /// The scenarios, in the order asked for.
  public var scenarios: [ScenarioFigures]

  /// Puts the figures of scenarios together.
  public init(seed: UInt64, trays: Int, scenarios: [ScenarioFigures]) {
    self.seed = seed
    self.trays = trays
    self.scenarios = scenarios
  }
}

/// The figures of one scenario.
public struct ScenarioFigures: Codable, Sendable, Equatable {
  /// The scenario's name.
  public var name: String

  /// What is special about it.
  public var about: String

  /// Trays that came.
  public var trays: Int

  /// Trays with a stray in the field between arrival and first tap.
  public var traysWithStray: Int

  /// Trays with a dish put on after rest.
  public var traysWithLateDish: Int

  /// Milliseconds from rest in which the trays could be known at the earliest.
  public var floor: Times

  /// The rules, in the order entered.
  public var rules: [RuleFigures]
}

/// What became of the trays of one rule.
public struct RuleFigures: Codable, Sendable, Equatable {
  /// The rule's name.
  public var name: String

  /// Where it is described.
  public var source: String

  /// Trays that came.
  public var trays: Int

  /// Trays whose paid bill was what stood on them when their diner tapped.
  public var right: Int

  /// Trays whose paid bill was not, without a word to anyone.
  public var silentWrong: Cases

  /// Silent: a plate stood on the tray and not on the bill.
  public var missing: Cases

  /// Silent: a plate stood on the bill and not on the tray.
  public var stray: Cases

  /// Plates paid again that had been paid on the same tray, on this lane or the next.
  public var doubled: Cases

  /// Silent: most of the bill was another tray.
  public var wrongTray: Cases

  /// Trays that were not paid for: no bill, or none that was confirmed in three taps.
  public var undecided: Cases

  /// Trays whose diner had to tap more than once.
  public var tappedAgain: Int

  /// Trays whose first bill was not what stood on them, or came before they rested.
  public var firstBillWrong: Int

  /// Bills shown after the first one and before payment.
  public var amendments: Int

  /// Milliseconds from rest to the first bill, right or wrong.
  public var firstBill: Times

  /// Milliseconds from rest to the first bill that was right; of trays that had one.
  public var settle: Times

  /// Milliseconds from the tap to its confirmation.
  public var confirmation: Times

  /// The median of `settle` over the median of the floor; nothing if nothing settled.
  public var settleOverFloor: Double?
}

/// Cases counted among trays, and how many there may truly be.
public struct Cases: Codable, Sendable, Equatable {
  /// The cases.
  public var count: Int

  /// The one-sided 95 % upper bound of their share; see `UpperBound`.
  public var upperBound: Double

  /// Counts cases among trays.
  public init(_ count: Int, among trays: Int) {
    self.count = count
    upperBound = UpperBound.of(count, among: trays)
  }
}

/// Quantiles of times in milliseconds, by the nearest rank; nothing if there were no times.
public struct Times: Codable, Sendable, Equatable {
  /// How many times were taken.
  public var count: Int
  /// Half of the times are no longer.
  public var p50: Double?
  /// 95 of 100 are no longer.
  public var p95: Double?
  /// 99 of 100 are no longer.
  public var p99: Double?

  init(_ quantiles: Quantiles) {
    count = quantiles.count
    let values = quantiles.milliseconds([50, 95, 99])
    (p50, p95, p99) = (values[0], values[1], values[2])
  }
}

extension ScenarioFigures {
  /// The rules that are both quicker at the median and less often silently wrong than one of them,
  /// or as good in one and better in the other: if there is none, no other rule beats it.
  public func rules(beating name: String) -> [String] {
    guard let one = rules.first(where: { $0.name == name }), let time = one.settle.p50 else {
      return []
    }
    return rules.filter { other in
      guard let otherTime = other.settle.p50 else { return false }
      let (wrong, otherWrong) = (one.silentWrong.count, other.silentWrong.count)
      return otherTime <= time && otherWrong <= wrong && (otherTime < time || otherWrong < wrong)
    }.map(\.name)
  }
}
