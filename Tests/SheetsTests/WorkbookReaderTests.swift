import Sheets
import Testing

@Suite struct WorkbookReaderTests {
  /// The styles of the sheets below: 0 plain, 1 date, 2 Chinese date, 3 time, 4 percent, 5 money,
  /// 6 hours passed.
  private static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>\
    <numFmt numFmtId="165" formatCode="&quot;¥&quot;#,##0.00_);[Red]\\(0\\)"/>\
    <numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>\
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/>\
    <xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
    """

  private func read(
    _ rows: String, after: String = "", strings: String = "", properties: String = ""
  ) throws -> WorkbookSheet {
    let book = HandmadeWorkbook(
      sheet: "<sheetData>\(rows)</sheetData>\(after)", strings: strings, styles: Self.styles,
      properties: properties)
    return try #require(WorkbookReader.sheets(of: book.bytes).first)
  }

  private func refusal(
    _ book: HandmadeWorkbook, limits: WorkbookLimits = WorkbookLimits()
  ) -> String {
    do {
      _ = try WorkbookReader.sheets(of: book.bytes, limits: limits)
      return ""
    } catch {
      return error.message
    }
  }

  @Test func `texts are shared or inline, plain or rich, without the readings of Japanese`() throws
  {
    let sheet = try read(
      """
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c>\
      <c r="D2" t="inlineStr"><is><r><t>be</t></r><r><t xml:space="preserve">low </t></r></is></c>\
      </row><row><c t="str"><f>A1</f><v>a_x000D_b</v></c></row>
      """,
      strings: """
        <si><t>米饭</t><rPh sb="0" eb="2"><t>べい</t></rPh></si>\
        <si><r><t>a </t></r><r><t>&amp; b</t></r></si>
        """)
    #expect(sheet.name == "Dishes" && !sheet.isHidden && sheet.faults.isEmpty)
    #expect(
      sheet.rows == [
        SheetRow(number: 2, cells: ["a & b", "米饭", "", "below "]),
        SheetRow(number: 3, cells: ["a\rb"]),
      ])
  }

  @Test(arguments: [
    ("12.5", 0, "12.5"), ("12.50", 5, "12.5"), ("0.1", 0, "0.1"), ("1E-3", 0, "0.001"),
    ("0.30000000000000004", 0, "0.3"), ("12.499999999999998", 0, "12.5"), ("-3", 0, "-3"),
    ("100", 0, "100"), ("6901234567890", 0, "6901234567890"), ("0", 0, "0"),
    ("46352", 1, "2026-11-26"), ("46352", 2, "2026-11-26"), ("46352.5", 1, "2026-11-26 12:00"),
    ("61", 1, "1900-03-01"), ("59", 1, "1900-02-28"), ("1", 1, "1900-01-01"),
    ("0.4375", 3, "10:30"), ("1", 6, "24:00"), ("0.06", 4, "6%"), ("0.0625", 4, "6.25%"),
    ("46352", 0, "46352"),
  ])
  func `numbers say what their formats show`(raw: String, style: Int, text: String) throws {
    let sheet = try read("<row r=\"1\"><c r=\"A1\" s=\"\(style)\"><v>\(raw)</v></c></row>")
    #expect(sheet.rows == [SheetRow(number: 1, cells: [text])] && sheet.faults.isEmpty)
  }

  @Test func `days of old Macintosh programs count from 1904`() throws {
    let row = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44890</v></c></row>"
    #expect(try read(row, properties: "date1904=\"1\"").rows[0].cells == ["2026-11-26"])
    #expect(try read(row, properties: "date1904=\"0\"").rows[0].cells == ["2022-11-25"])
  }

  @Test(arguments: [
    ("<c r=\"B1\" t=\"e\"><v>#REF!</v></c>", "holds the error #REF!; correct or clear it"),
    (
      "<c r=\"B1\"><f>1+1</f></c>",
      "holds a formula without a value; open the file in the spreadsheet program and save it"
    ),
    (
      "<c r=\"B1\"><v>1234567890123456</v></c>",
      "holds a number of more than 15 digits, which spreadsheets round; give the cell the format Text and type it again"
    ),
    ("<c r=\"B1\" t=\"s\"><v>7</v></c>", "points to a text that is not there; type it again"),
    (
      "<c r=\"B1\" s=\"1\"><v>60</v></c>",
      "holds 1900-02-29, a day that never was; type the date again"
    ),
    (
      "<c r=\"B1\" s=\"1\"><v>-1</v></c>",
      "holds a date before 1900 or after 9999; type it such as 2026-11-26"
    ),
    ("<c r=\"B1\"><v>nan</v></c>", "holds \"nan\" in place of a number; type it again"),
  ])
  func `a cell that says nothing is named`(cell: String, message: String) throws {
    let sheet = try read("<row r=\"1\">\(cell)<c r=\"C1\"><v>1</v></c></row>")
    #expect(sheet.faults == [SheetFault(row: 1, column: 2, message: message)])
    #expect(sheet.rows == [SheetRow(number: 1, cells: ["", "?", "1"])])
  }

  @Test func `the stored value of a formula counts, truth is spelled out, blank cells are nothing`()
    throws
  {
    let sheet = try read(
      """
      <row r="1"><c r="A1"><f>6*2</f><v>12</v></c><c r="B1" t="b"><v>1</v></c>\
      <c r="C1" s="5"/><c r="D1" t="d"><v>2026-11-26T00:00:00</v></c><c r="E1"/></row>\
      <row r="9"><c r="A9"/></row>
      """)
    #expect(sheet.rows == [SheetRow(number: 1, cells: ["12", "true", "", "2026-11-26"])])
  }

  @Test func `cells merged downwards speak in every row, merged sideways once`() throws {
    let sheet = try read(
      """
      <row r="1"><c r="A1" t="str"><v>title</v></c></row>\
      <row r="2"><c r="A2" t="str"><v>day</v></c><c r="B2"><v>1</v></c></row>\
      <row r="3"><c r="B3"><v>2</v></c></row><row r="4"><c r="B4"><v>3</v></c></row>\
      <row r="5"><c r="B5"><v>4</v></c></row>
      """,
      after: "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A4\"/></mergeCells>")
    #expect(
      sheet.rows.map(\.cells) == [
        ["title"], ["day", "1"], ["day", "2"], ["day", "3"], ["", "4"],
      ])
  }

  @Test func `what no workbook needs is refused`() {
    let plain = HandmadeWorkbook(sheet: "<sheetData/>")
    #expect(refusal(plain) == "")
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
    #expect(
      refusal(HandmadeWorkbook(sheet: "<sheetData/>", beforeRoot: entity))
        == "declares a document type, which no spreadsheet program does; it is refused")
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(refusal(HandmadeWorkbook(sheet: deep)).contains("nested deeper than any workbook"))
    #expect(refusal(HandmadeWorkbook(sheet: "<sheetData>")).contains("has broken XML in xl/"))
    var locked = plain
    locked.locked = "xl/workbook.xml"
    #expect(refusal(locked) == "is locked with a password; save it without one")
    var empty = plain
    empty.parts["xl/workbook.xml"] = nil
    #expect(refusal(empty).contains("has no xl/workbook.xml in it"))
    #expect(throws: SheetError.self) { try WorkbookReader.sheets(of: [0x50, 0x4B, 3, 4, 0]) }
    #expect(throws: SheetError.self) { try WorkbookReader.sheets(of: []) }
  }

  @Test func `what is too much is refused before it is kept`() {
    func rows(_ rows: String) -> HandmadeWorkbook {
      HandmadeWorkbook(sheet: "<sheetData>\(rows)</sheetData>")
    }
    #expect(
      refusal(rows("<row r=\"1000001\"><c r=\"A1000001\"><v>1</v></c></row>"))
        .contains("has something in row 1000001, column 1; allowed are 1000000 rows"))
    #expect(refusal(rows("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")).contains("column 16384"))
    #expect(
      refusal(rows("<row r=\"2\"/><row r=\"1\"/>")) == "has its rows out of order; save it again")
    #expect(
      refusal(rows("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>"))
        == "has its cells out of order; save it again")
    var limits = WorkbookLimits()
    limits.entryBytesMax = 2_000
    let long = String(repeating: " ", count: 3_000)
    #expect(refusal(rows(long), limits: limits).contains("unpacks to more than"))
    limits = WorkbookLimits()
    limits.totalBytesMax = 700
    #expect(refusal(rows(""), limits: limits).contains("unpacks to more than"))
    limits = WorkbookLimits()
    limits.cellCountMax = 10
    let wide = "<row r=\"1\"><c r=\"K1\"><v>1</v></c></row>"
    #expect(refusal(rows(wide), limits: limits).contains("has more than 10 cells"))
    limits.entryCountMax = 3
    #expect(refusal(rows(""), limits: limits).contains("a workbook has 3 at most"))
  }
}
