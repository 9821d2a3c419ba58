/// Figures of one name, in the text format that Prometheus reads (Exposition formats, text version
/// 0.0.4).
struct MetricFamily {
  /// What kind of figures they are.
  enum Kind: String {
    /// They only grow.
    case counter
    /// They are what holds now.
    case gauge
    /// They are counts of what stayed below a bound.
    case histogram
  }

  private var lines: [String]

  /// Figures with their labels.
  init(
    _ name: String, _ kind: Kind, _ help: String,
    _ samples: [(labels: [(String, String)], value: Int)]
  ) {
    lines = Self.head(name, kind, help)
    lines += samples.map { name + Self.text($0.labels) + " \($0.value)" }
  }

  /// Durations, counted by the step that they fell into; the last step has no end.
  init(
    histogram name: String, _ help: String, endsInMicroseconds ends: [Int], counts: [Int],
    sumInMicroseconds sum: Int
  ) {
    lines = Self.head(name, .histogram, help)
    var below = 0
    for (end, count) in zip(ends, counts) {
      below += count
      lines.append("\(name)_bucket{le=\"\(Double(end) / 1e6)\"} \(below)")
    }
    let total = counts.reduce(0, +)
    lines.append("\(name)_bucket{le=\"+Inf\"} \(total)")
    lines.append("\(name)_sum \(Double(sum) / 1e6)")
    lines.append("\(name)_count \(total)")
  }

  private static func head(_ name: String, _ kind: Kind, _ help: String) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(kind.rawValue)"]
  }

  private static func text(_ labels: [(String, String)]) -> String {
    guard !labels.isEmpty else { return "" }
    return "{"
      + labels.map { name, value in "\(name)=\"\(escaped(value))\"" }.joined(separator: ",")
      + "}"
  }

  private static func escaped(_ value: String) -> String {
    value.flatMap { character in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      default: String(character)
      }
    }.map { String($0) }.joined()
  }

  /// All of them as text.
  static func text(_ families: [MetricFamily]) -> String {
    families.flatMap(\.lines).map { $0 + "\n" }.joined()
  }
}
