import Foundation
import LedgerStore
import Settlement
import Testing

@testable import Station

/// What finance gets: files that say the same whichever program reads them, or no file.
@Suite(.timeLimit(.minutes(2))) struct DayExportTests {
  private let canteen: SettledDesk
  private let folder: Scratch

  init() throws {
    canteen = try SettledDesk()
    folder = try Scratch()
    try canteen.close(counted: 900, reason: "one coin short")
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: path), encoding: .utf8)
  }

  private func order(
    _ formats: [ExportFormat], filter: ItemFilter = ItemFilter(), withMark: Bool = false
  ) -> ExportOrder {
    ExportOrder(.last, as: formats, to: folder.path, filter: filter, withMark: withMark)
  }

  /// A table by its columns.
  private func table(_ path: String) throws -> [[String: String]] {
    let rows = records(ofCSV: try text(path))
    let heading = try #require(rows.first)
    #expect(rows.allSatisfy { $0.count == heading.count })
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(heading, $0)) }
  }

  @Test func `the tables say what was sold, given back and counted`() throws {
    let paths = try canteen.export(order([.csv]))
    #expect(paths.count == 3)
    let summary = try #require(try table(paths[0]).first)
    let items = try table(paths[1])
    let breakdowns = try table(paths[2])
    #expect(items.map { $0["quantity"] } == ["1", "1", "1", "1", "1", "-1", "1"])
    #expect(items.map { $0["lane"] } == ["1", "1", "1", "2", "2", "1", ""])
    let gross = items.compactMap { $0["gross"].flatMap { Decimal(string: $0) } }.reduce(0, +)
    #expect(Decimal(string: summary["net_sales"] ?? "") == gross)
    for word in ["payment", "vat", "meal", "lane", "dish", "class", "group", "day"] {
      let parts = breakdowns.filter { $0["breakdown"] == word }
      let sum = parts.compactMap { $0["gross"].flatMap { Decimal(string: $0) } }.reduce(0, +)
      #expect(sum == gross, "by \(word)")
    }
    #expect(summary["drawer_counted"] == "9.00" && summary["bank_taken_in"] == "100.00")
    #expect(summary["difference_reason"] == "one coin short")
  }

  @Test func `a formula in a text is none in a file, and the text survives its quotes`()
    async throws
  {
    let paths = try canteen.export(order([.csv, .xlsx], withMark: true))
    let raw = try Data(contentsOf: URL(filePath: paths[1]))
    #expect(raw.starts(with: [0xEF, 0xBB, 0xBF]))
    let charge = try #require(try table(paths[1]).last)
    #expect(charge["name"] == "'" + SettledDesk.formula)
    #expect(!(try await peer("read", paths[3])).contains { $0.contains("f:=") })
  }

  @Test func `openpyxl finds in the workbook what the tables say`() async throws {
    let paths = try canteen.export(order([.csv, .xlsx]))
    let titles = try await peer("read", paths[3]).filter { $0.hasPrefix("sheet ") }
      .map { $0.split(separator: " ")[1] }
    #expect(titles == ["Summary", "Items", "Dishes", "Tenders"])
    #expect(try await peer("compare", paths[3], "Summary", paths[0]) == [])
    #expect(try await peer("compare", paths[3], "Items", paths[1]) == [])
    #expect(try await peer("compare", paths[3], "Dishes", paths[2], "breakdown=dish") == [])
  }

  /// What openpyxl says, line by line.
  private func peer(_ word: String, _ arguments: String...) async throws -> [String] {
    let said = try await PeerProgram.script("workbook.py").run([word] + arguments)
    #expect(said.status == 0)
    return said.lines
  }

  @Test func `one lane, one dish`() throws {
    let lane = try canteen.export(order([.csv], filter: ItemFilter(lane: 2)))
    #expect(lane.count == 1)
    #expect(try table(lane[0]).map { $0["receipt"] } == ["Test-000003", "Test-000003"])
    let dish = try canteen.export(order([.csv], filter: ItemFilter(dish: "R01")))
    #expect(try table(dish[0]).map { $0["dish"] } == ["R01"])
    #expect(throws: ExportFault.self) {
      try canteen.export(order([.hledger], filter: ItemFilter(lane: 2)))
    }
  }

  @Test func `pages are marked as copies unless they are the first print`() throws {
    let copy = try canteen.export(order([.html]))
    #expect(try text(copy[0]).contains("COPY 副本"))
    #expect(try text(copy[0]).contains("Test-000001 – Test-000005 (5)"))
    var first = order([.html])
    first.isCopy = false
    let print = try canteen.export(first)
    #expect(try !text(print[0]).contains("COPY"))
  }

  @Test func `what does not exist is refused, naming what does`() throws {
    #expect(fault(ExportOrder(.numbers(2...2), as: [.csv], to: folder.path)).contains("no Z 2"))
    let nowhere = ExportOrder(.last, as: [.csv], to: folder.path + "/none")
    #expect(fault(nowhere).contains("create it"))
    #expect(fault(ExportOrder(.last, as: [.csv], to: "/proc")).contains("name another folder"))
    #expect(try contents() == [])
  }

  private func fault(_ order: ExportOrder) -> String {
    do {
      try canteen.export(order)
      return ""
    } catch { return "\(error)" }
  }

  private func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  @Test(.enabled(if: SmallDisk.isAllowed, "needs root and the right to mount"))
  func `a full disk leaves no half file, and the older one as it was`() throws {
    let disk = try SmallDisk(kilobytes: 64)
    let order = ExportOrder(.last, as: [.csv, .xlsx, .json], to: disk.path)
    let paths = try canteen.export(order)
    let before = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
    try disk.fill()
    for format in [ExportFormat.csv, .xlsx, .json, .html, .hledger] {
      let refused = fault(ExportOrder(.last, as: [format], to: disk.path))
      #expect(refused.contains("books are as they were"), "\(format): \(refused)")
    }
    #expect(try paths.map { try Data(contentsOf: URL(filePath: $0)) } == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: disk.path).sorted()
    #expect(names.count == paths.count + 1, "the filler and the whole files: \(names)")
    try disk.free()
    #expect(try canteen.export(order) == paths)
    #expect(try canteen.desk.store.verify().isSound)
  }
}
