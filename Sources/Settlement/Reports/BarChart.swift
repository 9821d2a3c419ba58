/// Bars that lie beneath one another, as SVG 1.1 that a browser and a printer show alike.
public struct BarChart: Sendable {
  /// - barsMax (bars, 40): the most that a chart has.
  public static let barsMax = 40
  private static let width = 640
  private static let labelWidth = 150
  private static let valueWidth = 90
  private static let rowHeight = 20

  /// One bar.
  public struct Bar: Sendable {
    /// What stands before it.
    public var label: String
    /// How long it is; below zero counts as zero.
    public var length: Int64
    /// What stands behind it.
    public var value: String

    /// Makes a bar.
    public init(_ label: String, _ length: Int64, _ value: String) {
      self.label = label
      self.length = length
      self.value = value
    }
  }

  /// What it shows, for who cannot see it.
  public var title: String
  /// The bars, from top to bottom.
  public var bars: [Bar]

  /// Makes a chart.
  public init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  /// The chart as one element.
  public var svg: String {
    let height = bars.count * Self.rowHeight + 4
    let longest = max(1, bars.map(\.length).max() ?? 1)
    let rows = bars.enumerated().map { row($1, at: $0, longest: longest) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" \
      width="\(Self.width)" height="\(height)" role="img" \
      font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="12">
      <title>\(MarkupText.escaped(title))</title>
      \(rows.joined(separator: "\n"))
      </svg>
      """
  }

  private func row(_ bar: Bar, at place: Int, longest: Int64) -> String {
    let room = Self.width - Self.labelWidth - Self.valueWidth
    let share = Double(max(0, bar.length)) / Double(longest)
    let length = Int((share * Double(room)).rounded())
    let top = place * Self.rowHeight + 2
    return """
      <text x="\(Self.labelWidth - 6)" y="\(top + 13)" text-anchor="end">\
      \(MarkupText.escaped(bar.label))</text>\
      <rect x="\(Self.labelWidth)" y="\(top)" width="\(length)" \
      height="\(Self.rowHeight - 4)" fill="#2a6f97"/>\
      <text x="\(Self.labelWidth + length + 6)" y="\(top + 13)">\
      \(MarkupText.escaped(bar.value))</text>
      """
  }
}

/// Text from the books in HTML and SVG.
enum MarkupText {
  /// The text with the characters that would be markup written as references.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
  }
}
