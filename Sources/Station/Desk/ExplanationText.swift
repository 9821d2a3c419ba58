internal import Foundation

/// Lays out what a tray was judged by, for a terminal or a page.
public struct ExplanationText {
  private static let header = ["", "first ms", "last ms", "rounds", "chance"]

  /// How wide a line may be.
  private let columns: Int

  /// Lays out lines of so many characters at most.
  public init(columns: Int) {
    self.columns = columns
  }

  /// The whole text.
  public func text(_ explanation: ExplanationAnswer) -> String {
    let tags = explanation.plates + explanation.others
    let widths = widths(of: tags)
    var lines = [title(explanation)]
    lines += explanation.risks.map(line)
    lines += ["", row(Self.header, widths)]
    for tag in explanation.plates { lines += block(tag, widths) }
    if !explanation.others.isEmpty { lines += ["", "Read and not billed:"] }
    for tag in explanation.others { lines += block(tag, widths) }
    lines += ["", timeLine(explanation.marks, label: "", widths)]
    lines += tags.map { timeLine($0.timeline, label: $0.tag, widths) }
    if explanation.readsLeftOut > 0 {
      lines.append("\(explanation.readsLeftOut) reads of more tags are left out")
    }
    if let replay = explanation.replay { lines += ["", sentence(replay)] }
    return lines.map { line in trimmed(line) }.joined(separator: "\n")
  }

  private func title(_ explanation: ExplanationAnswer) -> String {
    let lane = explanation.lane.map { ", lane \($0)" } ?? ""
    return "\(explanation.receipt)\(lane): \(explanation.rounds) rounds, "
      + "\(explanation.completeRounds) behind the decision"
  }

  private func line(_ risk: ExplainedRisk) -> String {
    let both = risk.limit.map { ", allowed \(brief($0)) together" } ?? ""
    return "\(risk.moment.padded(to: 8)) at \(risk.ms) ms: expected overlooked "
      + brief(risk.overlooked) + allowed(risk.overlookedLimit) + ", wrong side "
      + brief(risk.misjudged) + allowed(risk.misjudgedLimit) + both
  }

  private func allowed(_ limit: Double?) -> String {
    limit.map { " (allowed \(brief($0)))" } ?? ""
  }

  private func block(_ tag: ExplainedTag, _ widths: [Int]) -> [String] {
    let about = tag.reasonsFor.map { "+ \($0)" } + tag.reasonsAgainst.map { "- \($0)" }
    let name = tag.name.map { [$0] } ?? []
    return [row(cells(tag), widths)] + (name + about).map { "    \($0)" }
  }

  private func cells(_ tag: ExplainedTag) -> [String] {
    [
      tag.tag, "\(tag.firstMs)", "\(tag.lastMs)", "\(tag.reads) of \(tag.asked)",
      tag.chance.map(share) ?? "gone",
    ]
  }

  private func widths(of tags: [ExplainedTag]) -> [Int] {
    let rows = [Self.header] + tags.map(cells)
    return Self.header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  }

  private func row(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
  }

  /// A time line that is too wide loses its beginning: the decision is at the end.
  private func timeLine(_ line: String, label: String, _ widths: [Int]) -> String {
    let room = max(10, columns - (widths.first ?? 0) - 2)
    let shown = line.count > room ? "<" + line.suffix(room - 1) : line
    return label.padded(to: widths.first ?? 0) + "  " + shown
  }

  private func sentence(_ replay: ExplainedReplay) -> String {
    let settings = replay.hasSameSettings ? "" : ", under settings that have changed since"
    if replay.agrees { return "Today's engine agrees\(settings)." }
    guard let tags = replay.tags else {
      return "Today's engine does not agree: it would not have taken money\(settings)."
    }
    return "Today's engine does not agree: it would have billed "
      + "\(tags.joined(separator: ", "))\(settings)."
  }

  private func share(_ chance: Double) -> String {
    chance > 0.9999 ? "> 99.99 %" : String(format: "%.2f %%", chance * 100)
  }

  private func brief(_ number: Double) -> String { String(format: "%.2g", number) }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

extension String {
  /// Filled up with blanks.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
