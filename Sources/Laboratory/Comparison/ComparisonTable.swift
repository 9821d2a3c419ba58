import Primitives

/// A comparison as a table to read in a terminal.
public struct ComparisonTable: Sendable {
  private let figures: ComparisonFigures

  private static let columns = [
    "rule", "wrong", "at most", "missing", "stray", "doubled", "tray", "undecided", "again",
    "1st wrong", "amended", "settle p50", "p95", "p99", "x floor", "tap p50", "p99",
  ]

  /// Prepares the table.
  public init(_ figures: ComparisonFigures) {
    self.figures = figures
  }

  /// The text: for each scenario a headline and a line a rule. Times are in milliseconds, `at most`
  /// is the 95 % upper bound of the share of silently wrong bills.
  public var text: String {
    figures.scenarios.map(Self.text).joined(separator: "\n")
  }

  private static func text(_ scenario: ScenarioFigures) -> String {
    let rows = [columns] + scenario.rules.map(row)
    let widths = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { padded(row[$0], widths[$0], isLeft: $0 == 0) }.joined(separator: "  ")
    }
    return ([headline(scenario)] + lines).joined(separator: "\n") + "\n"
  }

  private static func headline(_ scenario: ScenarioFigures) -> String {
    """
    \(scenario.name): \(scenario.about)
    \(scenario.trays) trays, \(scenario.traysWithStray) with a stray, \
    \(scenario.traysWithLateDish) with a late dish; floor p50 \(time(scenario.floor.p50)), \
    p95 \(time(scenario.floor.p95)) ms
    """
  }

  private static func row(_ rule: RuleFigures) -> [String] {
    [
      rule.name, "\(rule.silentWrong.count)", share(rule.silentWrong.upperBound),
      "\(rule.missing.count)", "\(rule.stray.count)", "\(rule.doubled.count)",
      "\(rule.wrongTray.count)", "\(rule.undecided.count)", "\(rule.tappedAgain)",
      "\(rule.firstBillWrong)", "\(rule.amendments)", time(rule.settle.p50),
      time(rule.settle.p95), time(rule.settle.p99),
      rule.settleOverFloor.map { decimal($0, 2) } ?? "-", time(rule.confirmation.p50),
      time(rule.confirmation.p99),
    ]
  }

  private static func time(_ milliseconds: Double?) -> String {
    milliseconds.map { decimal($0, 0) } ?? "-"
  }

  private static func share(_ share: Double) -> String { decimal(share * 100, 3) + " %" }

  private static func padded(_ text: String, _ width: Int, isLeft: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return isLeft ? text + space : space + text
  }

  /// A number of 0 or more with so many decimals.
  static func decimal(_ number: Double, _ places: Int) -> String {
    DecimalText.of(number, places: places)
  }
}
