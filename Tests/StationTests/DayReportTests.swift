import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

@testable import Station

/// How the hall did: what is not in the sums of a settlement, and agrees with them.
@Suite(.timeLimit(.minutes(2))) struct DayReportTests {
  private let canteen: SettledDesk

  init() throws {
    canteen = try SettledDesk()
    let tags = ["E004015000A01001", "E004015000A01002", "E004015000A01003"]
    try canteen.desk.answer(.enrolPlates(plateClass: "white", tags: tags))
    try canteen.desk.answer(.bindPlates(dish: "R01", meal: "lunch", tags: tags))
    try canteen.perform(.grant(number: "A1", amount: 700, expires: nil))
    try canteen.perform(.ringUp(RingUp(items: ["7.00"], account: "A1", lane: 2)))
    try canteen.close()
  }

  private func report(_ numbers: ClosedRange<Int> = 1...1) throws -> DayReport {
    try ReportMaker(store: canteen.desk.store).report(of: numbers)
  }

  @Test func `every table comes to what the settlement says`() throws {
    let report = try report()
    let figures = try #require(try canteen.desk.store.dayClose(number: 1)).close.figures
    let net = figures[FigureName.net]
    #expect(report.total.gross == net && report.total.receipts == 3)
    #expect(report.hours.reduce(0) { $0 + $1.takings.gross } == net)
    #expect(report.lanes.reduce(0) { $0 + $1.takings.gross } == net)
    #expect(report.groups.reduce(0) { $0 + $1.takings.gross } == net)
    #expect(report.dishes.reduce(0) { $0 + $1.takings.gross } == net)
    #expect(report.lanes.map(\.lane) == ["", "1", "2"])
    let part = FigureName.part(.payment, "wallet-subsidy", .gross)
    #expect(report.groups.reduce(0) { $0 + $1.subsidy } == figures[part])
    #expect(figures[part] == 700)
  }

  @Test func `plates that nobody bought are told by dish`() throws {
    let rice = try #require(try report().dishes.first { $0.dish == "R01" })
    #expect(rice.bound == 3 && rice.takings.lines == 1 && rice.unsold == 2)
    try canteen.close(counted: 1)
    #expect(try report(2...2).dishes == [], "those plates were of the day before")
  }

  @Test func `days are compared by their business date`() throws {
    try canteen.close(counted: 1)
    let days = try report(2...2).days
    #expect(days.count == 1 && days[0].takings.receipts == 3)
    let both = try report(1...2)
    #expect(both.settlements == [1, 2] && both.days == days)
  }

  @Test func `a chart has a bar for each row, and no text of the books becomes markup`() throws {
    let tables = try report().tables(in: .cny)
    #expect(tables.map(\.word) == ["hours", "lanes", "groups", "dishes", "days"])
    let dishes = try #require(tables.first { $0.word == "dishes" }?.chart)
    #expect(dishes.bars.map(\.length) == dishes.bars.map(\.length).sorted(by: >))
    #expect(XMLCheck.isWellFormed(dishes.svg) && dishes.svg.contains("米饭"))
    let page = try report().page(in: .cny)
    #expect(page.contains(dishes.svg) && !page.contains("HYPERLINK"))
    let wild = BarChart(title: "<&", bars: [BarChart.Bar("<b>\"&", -3, "]]>")])
    #expect(XMLCheck.isWellFormed(wild.svg) && wild.svg.contains("&lt;b&gt;&quot;&amp;"))
  }

  @Test func `the report is written as a page, tables and charts`() throws {
    let folder = try Scratch()
    let paths = try canteen.export(ExportOrder(.last, as: [.report], to: folder.path))
    let ends = paths.map { path in String(path.split(separator: "-").last ?? "") }
    #expect(
      ends == [
        "report.html", "hours.csv", "hours.svg", "lanes.csv", "groups.csv", "dishes.csv",
        "dishes.svg", "days.csv", "days.svg",
      ])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == ends.count)
  }
}

/// Whether Python's expat takes a text for XML.
enum XMLCheck {
  static func isWellFormed(_ text: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c", "import sys, xml.dom.minidom as m; m.parseString(sys.argv[1].encode())", text,
    ]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
