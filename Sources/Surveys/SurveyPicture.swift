import Primitives
import TagReads

/// A survey as a picture: nine fields as the diner sees them, red where a plate is read badly.
///
/// A plain SVG without scripts. Each field says how often the plate read least was read, how soon a
/// tray there can be billed, and has a bar for each plate, as high as its read rate.
public struct SurveyPicture: Sendable {
  private let report: SurveyReport
  private let proposal: SurveyProposal
  private let title: String

  private static let cellWidth = 200.0
  private static let cellHeight = 150.0
  private static let left = 30.0
  private static let top = 80.0

  /// Prepares the picture; the title is any text.
  public init(_ report: SurveyReport, _ proposal: SurveyProposal, title: String) {
    self.report = report
    self.proposal = proposal
    self.title = title
  }

  /// The picture.
  public var svg: String {
    let fields = SurveyPosition.allCases.map(field)
    return ([head] + fields + [legend, "</svg>"]).joined(separator: "\n") + "\n"
  }

  private var head: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="660" height="600" viewBox="0 0 660 600" \
    font-family="sans-serif" font-size="12">
    <rect width="660" height="600" fill="white"/>
    <text x="30" y="28" font-size="16">\(Self.escaped(title))</text>
    <text x="30" y="48" fill="#555">read rate of the plate read least; \
    \(report.plates.count) plates, \(rounds) rounds each</text>
    <text x="330" y="70" text-anchor="middle">back / 后</text>
    """
  }

  private var rounds: Int { report.places.map(\.result.rounds).min() ?? 0 }

  private var legend: String {
    let steps = stride(from: 0.0, through: 1, by: 0.25).enumerated().map { index, rate in
      let x = 30 + Double(index) * 60
      return """
        <rect x="\(number(x))" y="565" width="16" height="16" fill="\(Self.color(rate))"/>
        <text x="\(number(x + 22))" y="578">\(number(rate, 2))</text>
        """
    }
    return """
      <text x="330" y="548" text-anchor="middle">front / 前 (diner)</text>
      \(steps.joined(separator: "\n"))
      <text x="345" y="578" fill="#555">bars: one a plate, full height is every round</text>
      """
  }

  private func field(_ position: SurveyPosition) -> String {
    let x = Self.left + Double(position.column) * Self.cellWidth
    let y = Self.top + Double(position.row) * Self.cellHeight
    let result = report.result(at: position)
    let weakest = result?.weakest?.rate
    let fill = weakest.map(Self.color) ?? "#eee"
    return """
      <g transform="translate(\(number(x)) \(number(y)))">
      <rect width="200" height="150" fill="\(fill)" stroke="white" stroke-width="2"/>
      <text x="12" y="22">\(position.rawValue) \(position.chineseName)</text>
      <text x="12" y="58" font-size="26">\(weakest.map { number($0, 2) } ?? "not measured")</text>
      <text x="12" y="78">\(time(at: position))</text>
      \(bars(result?.tags ?? []))
      </g>
      """
  }

  private func time(at position: SurveyPosition) -> String {
    guard let place = proposal.places.first(where: { $0.position == position }) else { return "" }
    let time = place.seconds.map { "bill in \(number($0, 2)) s at best" } ?? "no bill"
    return "\(time), \(place.grade.rawValue)"
  }

  /// The plates' rates side by side in the lower part of a field.
  private func bars(_ plates: [ReadCount]) -> String {
    let width = min(24, 176 / Double(max(1, plates.count)))
    return plates.enumerated().map { index, plate in
      let height = 48 * (plate.rate ?? 0)
      return """
        <rect x="\(number(12 + Double(index) * width))" y="\(number(142 - height))" \
        width="\(number(width * 0.8))" height="\(number(height))" fill="#234" \
        fill-opacity="0.6"><title>\(plate.tag) \(number(plate.rate ?? 0, 2))</title></rect>
        """
    }.joined(separator: "\n")
  }

  /// From red at 0 by yellow to green at 1; the upper end is stretched, for there it matters.
  static func color(_ rate: Double) -> String {
    let share = min(1, max(0, rate * rate))
    let (red, green) = share < 0.5 ? (230, 90 + 260 * share) : (230 - 280 * (share - 0.5), 220)
    return "rgb(\(Int(red)),\(Int(green)),110)"
  }

  private func number(_ value: Double, _ places: Int = 1) -> String {
    DecimalText.of(value, places: places)
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: character.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? "\(character)" : " "
      }
    }.joined()
  }
}
