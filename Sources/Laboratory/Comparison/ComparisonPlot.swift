import Primitives

/// One scenario as a picture: how often a rule is silently wrong against how soon its bill is
/// right.
///
/// A plain SVG. The y axis is logarithmic; a rule without any wrong bill is drawn hollow, at the
/// upper bound (95 %) of what its share may be, and a line leads from every mark to that bound. The
/// lower and the further left, the better.
public struct ComparisonPlot: Sendable {
  private let figures: ScenarioFigures
  private let highlighted: String

  private static let width = 960.0
  private static let height = 600.0
  private static let left = 90.0
  private static let right = 240.0
  private static let top = 60.0
  private static let bottom = 70.0

  /// Prepares the plot; rules whose name begins with `highlighted` stand out.
  public init(_ figures: ScenarioFigures, highlighted: String = "ours") {
    self.figures = figures
    self.highlighted = highlighted
  }

  /// The picture.
  public var svg: String {
    ([head, frame] + rateLines + timeLines + marks + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private var dots: [(rule: RuleFigures, time: Double, share: Double)] {
    figures.rules.compactMap { rule in
      guard let time = rule.settle.p50 else { return nil }
      let cases = rule.silentWrong
      let share = cases.count > 0 ? Double(cases.count) / Double(rule.trays) : cases.upperBound
      return (rule, time, share)
    }
  }

  private var timeMax: Double { ((dots.map(\.time).max() ?? 0) / 500).rounded(.up) * 500 + 1 }

  /// The power of ten under the lowest dot.
  private var decadeMin: Int {
    Int((dots.map { Self.decade($0.share) }.min() ?? -4).rounded(.down))
  }

  private static func decade(_ share: Double) -> Double {
    NaturalLogarithm.of(share) / NaturalLogarithm.of(10)
  }

  private func x(_ time: Double) -> String {
    Self.number(Self.left + time / timeMax * (Self.width - Self.left - Self.right))
  }

  private func y(_ decade: Double) -> String {
    let share = decade / Double(min(decadeMin, -1))
    return Self.number(Self.top + share * (Self.height - Self.top - Self.bottom))
  }

  private static func number(_ number: Double) -> String { ComparisonTable.decimal(number, 1) }

  private var head: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="960" height="600" viewBox="0 0 960 600" \
    font-family="sans-serif" font-size="12">
    <rect width="960" height="600" fill="white"/>
    <text x="90" y="28" font-size="16">\(figures.name): \(figures.trays) trays, error against \
    time</text>
    <text x="90" y="46" fill="#555">\(figures.about)</text>
    """
  }

  private var frame: String {
    let floor = figures.floor.p50.map {
      """
      <line x1="\(x($0))" y1="60" x2="\(x($0))" y2="530" stroke="#888" stroke-dasharray="2 3"/>
      <text x="\(x($0))" y="545" fill="#555" text-anchor="middle">floor</text>
      """
    }
    return """
      <rect x="90" y="60" width="630" height="470" fill="none" stroke="black"/>
      <text x="405" y="585" text-anchor="middle">median time from rest to the right bill, ms</text>
      <text transform="translate(22 295) rotate(-90)" text-anchor="middle">silently wrong bills, \
      share of trays</text>
      \(floor ?? "")
      """
  }

  private var rateLines: [String] {
    (decadeMin...0).map { decade in
      let y = y(Double(decade))
      return """
        <line x1="90" y1="\(y)" x2="720" y2="\(y)" stroke="#ddd"/>
        <text x="82" y="\(y)" text-anchor="end" dominant-baseline="middle">\
        \(decade == 0 ? "1" : "1e\(decade)")</text>
        """
    }
  }

  private var timeLines: [String] {
    stride(from: 0.0, through: timeMax, by: 500).map { time in
      """
      <text x="\(x(time))" y="560" text-anchor="middle">\(ComparisonTable.decimal(time, 0))</text>
      """
    }
  }

  private var marks: [String] {
    dots.enumerated().map { index, dot in
      let color = dot.rule.name.hasPrefix(highlighted) ? "#c00" : "#247"
      let fill = dot.rule.silentWrong.count > 0 ? color : "white"
      let (x, y) = (x(dot.time), y(Self.decade(dot.share)))
      let bound = self.y(Self.decade(dot.rule.silentWrong.upperBound))
      let row = ComparisonTable.decimal(Self.top + 8 + Double(index) * 20, 0)
      return """
        <line x1="\(x)" y1="\(y)" x2="\(x)" y2="\(bound)" stroke="\(color)"/>
        <circle cx="\(x)" cy="\(y)" r="6" fill="\(fill)" stroke="\(color)" stroke-width="2"/>
        <text x="\(x)" y="\(y)" dy="\(index % 2 == 0 ? -10 : 20)" text-anchor="middle" \
        fill="\(color)">\(index + 1)</text>
        <text x="735" y="\(row)" fill="\(color)">\(index + 1)  \(dot.rule.name)</text>
        """
    }
  }
}
