import Foundation
import Sheets
import Testing

/// openpyxl, which shares no code with us, writes what we read and reads what we write.
@Suite(.timeLimit(.minutes(2))) struct WorkbookPeerTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func run(_ arguments: [String]) throws -> String {
    let python = Self.root.appending(path: ".build/peers/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path()),
      "\(python.path()) is not there: run Tests/Peers/install, as `make test` does")
    let process = Process()
    process.executableURL = python
    process.arguments = [Self.root.appending(path: "Tests/Peers/workbook.py").path()] + arguments
    let said = Pipe()
    process.standardOutput = said
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(text)")
    return text
  }

  private func scratch(_ name: String) -> String {
    NSTemporaryDirectory() + "traytally-\(UUID().uuidString)-\(name)"
  }

  @Test func `what openpyxl writes is read as it was meant`() throws {
    let path = scratch("theirs.xlsx")
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try run(["write", path])
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    #expect(WorkbookReader.isWorkbook(bytes))
    let sheets = try WorkbookReader.sheets(of: bytes)
    #expect(sheets.map(\.name) == ["Dishes", "Menü 菜单", "Notes"])
    #expect(sheets.map(\.isHidden) == [false, false, true])
    #expect(
      sheets[0].rows == [
        SheetRow(number: 1, cells: ["第48周菜单"]),
        SheetRow(number: 2, cells: ["dish", "name_zh", "price", "vat_percent"]),
        SheetRow(number: 3, cells: ["D01", "米饭 & 粥", "12.5", "6%"]),
        SheetRow(number: 5, cells: ["1001", "<b>", "0.1", "6.25%"]),
      ])
    #expect(
      sheets[1].rows == [
        SheetRow(number: 1, cells: ["2026-11-26", "10:30", "true", "2026-11-26 18:45"]),
        SheetRow(number: 2, cells: ["2026-11-26", "lunch"]),
        SheetRow(number: 3, cells: ["2026-11-27", "24:00", "?"]),
      ])
    #expect(sheets[1].faults.map(\.column) == [3] && sheets[1].faults.map(\.row) == [3])
  }

  @Test func `what we write is read by openpyxl as it was meant`() throws {
    let path = scratch("ours.xlsx")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try WorkbookWriter(path: path)
    try writer.begin(
      "Dishes",
      [
        SheetColumn("dish"), SheetColumn("name_zh", width: 28),
        SheetColumn("price", look: .decimals(2)), SheetColumn("date", look: .day),
      ])
    try writer.append([.text("D01"), .text("米饭"), .number(12.5), .day(daysSince1970: 20_783)])
    try writer.append([.text("=1+1"), .text("<&>"), .number(0.1)])
    try writer.append([.text("1001"), .blank, .number(14)])
    try writer.begin("Empty", [SheetColumn("a")])
    try writer.close()
    #expect(
      try run(["read", path]) == """
        sheet Dishes freeze A2 width 28.7 titles $1:$1
        1 s:dish s:name_zh s:price s:date
        2 s:D01 s:米饭 n:12.5:0.00 d:2026-11-26:yyyy-mm-dd
        3 s:=1+1 s:<&> n:0.1:0.00 -
        4 s:1001 - n:14:0.00 -
        sheet Empty freeze A2 width - titles $1:$1
        1 s:a

        """)
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    let sheets = try WorkbookReader.sheets(of: bytes)
    #expect(
      sheets[0].rows.map(\.cells) == [
        ["dish", "name_zh", "price", "date"], ["D01", "米饭", "12.5", "2026-11-26"],
        ["=1+1", "<&>", "0.1"], ["1001", "", "14"],
      ])
  }

  @Test func `a sheet of a hundred thousand rows comes back whole`() throws {
    let path = scratch("long.xlsx")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try WorkbookWriter(path: path)
    try writer.begin("Sales", [SheetColumn("receipt"), SheetColumn("amount")])
    for number in 1...100_000 { try writer.append([.text("R\(number)"), .number(Double(number))]) }
    try writer.close()
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    let rows = try WorkbookReader.sheets(of: bytes)[0].rows
    #expect(rows.count == 100_001 && rows.last?.cells == ["R100000", "100000"])
  }

  @Test func `a name that no sheet can have, and a place where nothing can be written`() throws {
    let writer = try WorkbookWriter(path: "/nowhere/x.xlsx")
    #expect(throws: SheetError.self) { try writer.begin("a/b", [SheetColumn("a")]) }
    try writer.begin("a", [SheetColumn("a")])
    #expect(throws: SheetError.self) { try writer.close() }
  }
}
