import Foundation
import Testing

@testable import Laboratory

struct ComparisonTableTests {
  private static let figures = ComparisonFigures(
    seed: 1, trays: 40,
    scenarios: [
      Comparison(.mixed, Array(Contender.published.prefix(4)), trays: 40, seed: 1).figures()
    ])

  @Test func `a table has a line a rule, all of one width`() {
    let lines = ComparisonTable(Self.figures).text.split(separator: "\n")
    #expect(lines.count == 2 + 1 + 4)
    #expect(Set(lines.dropFirst(2).map(\.count)).count == 1)
    #expect(lines[0].hasPrefix("mixed: "))
    #expect(lines[1].hasPrefix("40 trays, "))
  }

  @Test func `figures survive JSON`() throws {
    let data = try JSONEncoder().encode(Self.figures)
    #expect(try JSONDecoder().decode(ComparisonFigures.self, from: data) == Self.figures)
  }

  @Test(arguments: [(0.0, 1, "0.0"), (12.345, 2, "12.35"), (0.0149, 3, "0.015"), (7.5, 0, "8")])
  func `numbers have as many decimals as wanted`(number: Double, places: Int, text: String) {
    #expect(ComparisonTable.decimal(number, places) == text)
  }

  @Test func `the plot has a mark for each rule, hollow for one without a wrong bill`() throws {
    var scenario = Self.figures.scenarios[0]
    scenario.rules[3].silentWrong = Cases(0, among: 20_000)
    scenario.rules[3].name = "ours"
    let svg = ComparisonPlot(scenario).svg
    let marks = svg.split(separator: "\n").filter { $0.hasPrefix("<circle") }
    #expect(marks.count == 4)
    #expect(marks.count { $0.contains("fill=\"white\"") } == 1)
    #expect(marks[3].contains("#c00"))
    #expect(svg.contains(">1e-4</text>") && !svg.contains(">1e-5</text>"))
    let parser = XMLChecker(svg)
    #expect(parser.isWellFormed)
  }
}

/// Whether every element that is opened is closed again, in order.
private struct XMLChecker {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isSound = true
    for match in text.matches(of: /<(\/?)(\w+)[^<>]*?(\/?)>/) {
      if match.output.1 == "/" {
        if open.popLast() != match.output.2 { isSound = false }
      } else if match.output.3.isEmpty {
        open.append(match.output.2)
      }
    }
    isWellFormed = isSound && open.isEmpty
  }
}
