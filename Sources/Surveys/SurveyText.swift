import Primitives
import TagReads

/// A survey as text for a terminal: figures by position, rates by plate, a heat map, the proposal.
public struct SurveyText: Sendable {
  private let report: SurveyReport
  private let proposal: SurveyProposal

  /// Prepares the text.
  public init(_ report: SurveyReport, _ proposal: SurveyProposal) {
    self.report = report
    self.proposal = proposal
  }

  /// All of it, ending with a line feed.
  public var text: String {
    [background, places, plates, heatMap, advice].joined(separator: "\n") + "\n"
  }

  private var background: String {
    let clear = report.background
    let head =
      "clear antenna: \(decimal(clear.roundsPerSecond, 1)) rounds a second, "
      + "p50 \(decimal(clear.roundTimeP50, 1)) ms, p95 \(decimal(clear.roundTimeP95, 1)) ms, "
      + "\(percent(clear.disturbedShare)) disturbed\n"
    if clear.tags.isEmpty { return head + "no background tag\n" }
    return head
      + clear.tags.map { "background tag \($0.tag): \(rate($0))\n" }.joined()
  }

  private var places: String {
    let head = ["position", "rounds/s", "p50 ms", "p95 ms", "disturbed", "weakest", "bill", ""]
    let rows = report.places.map { place in
      let result = place.result
      let judged = proposal.places.first { $0.position == place.position }
      return [
        place.position.names, decimal(result.roundsPerSecond, 1),
        decimal(result.roundTimeP50, 1), decimal(result.roundTimeP95, 1),
        percent(result.disturbedShare), result.weakest.map(rate) ?? "-",
        judged?.seconds.map { decimal($0, 2) + " s" } ?? "-", judged?.grade.rawValue ?? "",
      ]
    }
    return table([head] + rows)
  }

  /// Rows are plates and columns positions: there may be thirty of the one and nine of the other.
  private var plates: String {
    let head = ["plate"] + report.places.map(\.position.rawValue)
    let rows = report.plates.map { plate in
      [plate.description]
        + report.places.map { place in
          place.result.tags.first { $0.tag == plate }.map(rate) ?? "-"
        }
    }
    return table([head] + rows)
  }

  private var heatMap: String {
    let edge = "+-------------+-------------+-------------+"
    let rows = (0..<3).map { row in
      let cells = SurveyPosition.allCases.filter { $0.row == row }.map(cell)
      return "        |" + cells.joined(separator: "|") + "|\n        " + edge
    }
    return "the plate read least, seen from the diner; back (后)\n        \(edge)\n"
      + rows.joined(separator: "\n") + "\n" + String(repeating: " ", count: 22) + "front (前)\n"
  }

  private func cell(_ position: SurveyPosition) -> String {
    guard let weakest = report.result(at: position)?.weakest, let value = weakest.rate else {
      return "      -      "
    }
    return "  \(Self.shade(value))  \(rate(weakest))  ".padded(to: 13)
  }

  /// The darker, the better.
  static func shade(_ rate: Double) -> String {
    let marks: [(below: Double, mark: String)] = [
      (0.2, "···"), (0.5, "░░░"), (0.8, "▒▒▒"), (0.95, "▓▓▓"),
    ]
    return marks.first { rate < $0.below }?.mark ?? "███"
  }

  private var advice: String {
    "proposal\n" + proposal.advice.map { "- \($0.sentence)\n" }.joined()
  }

  private func table(_ rows: [[String]]) -> String {
    let columns = rows.first?.indices ?? 0..<0
    let widths = columns.map { column in rows.map { $0[column].columnCount }.max() ?? 0 }
    return rows.map { row in
      let cells = columns.map { row[$0].padded(to: widths[$0], isLeft: $0 == 0) }
      return cells.joined(separator: "  ").trimmedEnd + "\n"
    }.joined()
  }

  private func rate(_ count: ReadCount) -> String {
    count.rate.map { decimal($0, 2) } ?? "-"
  }

  private func percent(_ share: Double) -> String { decimal(share * 100, 1) + " %" }

  private func decimal(_ number: Double, _ places: Int) -> String {
    DecimalText.of(number, places: places)
  }
}

extension String {
  /// How many columns of a terminal it takes: Chinese characters take two.
  fileprivate var columnCount: Int {
    unicodeScalars.reduce(0) { $0 + ((0x2E80...0x9FFF).contains($1.value) ? 2 : 1) }
  }

  fileprivate func padded(to width: Int, isLeft: Bool = true) -> String {
    let space = String(repeating: " ", count: max(0, width - columnCount))
    return isLeft ? self + space : space + self
  }

  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
