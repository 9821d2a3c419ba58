/// Reads one sheet (ECMA-376 part 1, 18.3).
final class SheetReading: XMLReading {
  private let texts: [String]
  private let formats: NumberFormats
  private let is1904: Bool
  private let limits: WorkbookLimits

  private(set) var rows: [SheetRow] = []
  private(set) var faults: [SheetFault] = []
  private var merged: [CellRange] = []
  private var lastRow = 0
  private var cellCount = 0
  private var textBytes = 0

  /// The row and cell being read.
  private var row = SheetRow(number: 0, cells: [])
  private var column = 0
  private var kind = "n"
  private var style = 0
  private var value: String?
  private var inline = ""
  private var hasFormula = false

  init(
    texts: [String], formats: NumberFormats, is1904: Bool, limits: WorkbookLimits
  ) {
    self.texts = texts
    self.formats = formats
    self.is1904 = is1904
    self.limits = limits
  }

  func begin(_ element: XMLElement, in path: [String]) throws(SheetError) {
    switch element.name {
    case "row" where path.last == "sheetData":
      row = SheetRow(number: Int(element.attributes["r"] ?? "") ?? lastRow + 1, cells: [])
      column = 0
      guard row.number > lastRow else {
        throw SheetError("has its rows out of order; save it again")
      }
      lastRow = row.number
    case "c" where path.last == "row": try beginCell(element.attributes)
    case "f" where path.last == "c": hasFormula = true
    case "mergeCell":
      guard let range = CellRange(element.attributes["ref"] ?? "") else { return }
      if merged.count < 10_000 { merged.append(range) }
    default: break
    }
  }

  private func beginCell(_ attributes: [String: String]) throws(SheetError) {
    let named = attributes["r"].flatMap { CellRange.column(of: $0) }
    let next = named ?? column + 1
    guard next > column else { throw SheetError("has its cells out of order; save it again") }
    column = next
    kind = attributes["t"] ?? "n"
    style = Int(attributes["s"] ?? "") ?? 0
    (value, inline, hasFormula) = (nil, "", false)
  }

  func end(_ name: String, text: String, in path: [String]) throws(SheetError) {
    switch name {
    case "v" where path.last == "c": value = text
    case "t" where path.contains("is") && !path.contains("rPh"): inline += text
    case "c" where path.last == "row": try endCell()
    case "row" where path.last == "sheetData":
      if !row.cells.isEmpty { rows.append(row) }
    default: break
    }
  }

  private func endCell() throws(SheetError) {
    let text: String
    switch content {
    case .text(""): return
    case .text(let said): text = said
    case .fault(let message):
      if faults.count < limits.faultCountMax {
        faults.append(SheetFault(row: row.number, column: column, message: message))
      }
      // The row counts, so that the faults beside this one are found as well.
      text = "?"
    }
    try checkPlace()
    let missing = column - 1 - row.cells.count
    if missing > 0 { row.cells += Array(repeating: "", count: missing) }
    row.cells.append(text)
    cellCount += missing + 1
    textBytes += text.utf8.count
    guard cellCount <= limits.cellCountMax, textBytes <= limits.textBytesMax else {
      throw SheetError(
        "has more than \(limits.cellCountMax) cells or \(limits.textBytesMax >> 20) MiB of text in "
          + "a sheet; split it into smaller files")
    }
  }

  private func checkPlace() throws(SheetError) {
    guard row.number <= limits.rowCountMax, column <= limits.columnCountMax else {
      throw SheetError(
        "has something in row \(row.number), column \(column); allowed are \(limits.rowCountMax) "
          + "rows and \(limits.columnCountMax) columns: delete the rows and columns that are not "
          + "needed")
    }
  }

  /// What the cell says.
  private var content: CellText {
    if kind == "inlineStr" { return .text(unescaped(inline)) }
    guard let value else {
      return hasFormula
        ? .fault(
          "holds a formula without a value; open the file in the spreadsheet program and save it")
        : .text("")
    }
    switch kind {
    case "s":
      guard let index = Int(value), texts.indices.contains(index) else {
        return .fault("points to a text that is not there; type it again")
      }
      return .text(texts[index])
    case "str": return .text(unescaped(value))
    case "b": return .text(value == "1" ? "true" : "false")
    case "e": return .fault("holds the error \(value.prefix(20)); correct or clear it")
    case "d":
      return .text(value.hasSuffix("T00:00:00") ? String(value.dropLast(9)) : value)
    default:
      return .number(value, formats.meaning(ofStyle: style), is1904: is1904)
    }
  }

  /// The sheet with the text of cells merged downwards in every row they cover: a date beside the
  /// lines of its day. Cells merged sideways say it once, in the first column.
  func sheet(name: String, isHidden: Bool) -> WorkbookSheet {
    for range in merged where range.columns.count == 1 && range.rows.count > 1 { fill(range) }
    return WorkbookSheet(name: name, isHidden: isHidden, rows: rows, faults: faults)
  }

  private func fill(_ range: CellRange) {
    let column = range.columns.lowerBound
    guard let first = index(ofRow: range.rows.lowerBound),
      rows[first].cells.count >= column
    else { return }
    let text = rows[first].cells[column - 1]
    var index = first + 1
    while index < rows.count, range.rows.contains(rows[index].number) {
      let missing = column - rows[index].cells.count
      if missing > 0 { rows[index].cells += Array(repeating: "", count: missing) }
      rows[index].cells[column - 1] = text
      index += 1
    }
  }

  private func index(ofRow number: Int) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? low : nil
  }
}

/// Cells from one corner to the other, such as `A1:C2`.
struct CellRange: Equatable {
  var rows: ClosedRange<Int>
  var columns: ClosedRange<Int>

  init?(_ text: String) {
    let corners = text.split(separator: ":")
    guard let first = corners.first, let last = corners.last, corners.count <= 2,
      let left = Self.column(of: first), let right = Self.column(of: last),
      let top = Self.row(of: first), let bottom = Self.row(of: last), left <= right, top <= bottom
    else { return nil }
    rows = top...bottom
    columns = left...right
  }

  /// The column of a cell's name from 1: 28 for `AB12`.
  static func column(of cell: some StringProtocol) -> Int? {
    var column = 0
    for byte in cell.utf8.prefix(while: { $0 >= 0x41 }) {
      guard (0x41...0x5A).contains(byte), column < 100_000 else { return nil }
      column = column * 26 + Int(byte) - 0x40
    }
    return column > 0 ? column : nil
  }

  private static func row(of cell: some StringProtocol) -> Int? {
    Int(cell.drop { $0.isLetter }).flatMap { $0 > 0 ? $0 : nil }
  }
}
