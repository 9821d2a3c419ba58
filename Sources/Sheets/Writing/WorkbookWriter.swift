import CXLSXWriter
import Foundation

/// Writes a workbook row by row through libxlsxwriter, in constant memory: a row is on disk as soon
/// as the next one begins.
///
/// Numbers are written as numbers, texts as texts. The first row of each sheet stays in sight and
/// is repeated on every printed page; sheets print on A4, as wide as the page. Nothing is at the
/// path until `close()` has returned.
public final class WorkbookWriter {
  /// - rowCountMax (rows, 1,048,576): what a sheet holds, the first row included (Excel's limit).
  public static let rowCountMax = 1_048_576

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var columns: [SheetColumn] = []
  private var formats: [UnsafeMutablePointer<lxw_format>?] = []
  private var made: [String: UnsafeMutablePointer<lxw_format>] = [:]
  private var rowIndex: lxw_row_t = 0
  private let path: String

  /// Begins a workbook (workbook_new_opt).
  ///
  /// - Parameter path: where the file will be; it is replaced.
  public init(path: String) throws(SheetError) {
    self.path = path
    var options = lxw_workbook_options()
    options.constant_memory = 1
    workbook = workbook_new_opt(path, &options)
    if workbook == nil { throw SheetError("cannot be written for want of memory; try again") }
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
  }

  /// Begins a sheet (workbook_add_worksheet) with its first row; earlier sheets take no more rows.
  ///
  /// - Parameter name: 1 to 31 characters, none of `[]:*?/\`.
  public func begin(_ name: String, _ columns: [SheetColumn]) throws(SheetError) {
    guard let begun = workbook_add_worksheet(workbook, name) else {
      throw SheetError("cannot have a sheet called \"\(name)\"; name it otherwise")
    }
    sheet = begun
    self.columns = columns
    formats = columns.map { format(for: $0.look) }
    for (index, column) in columns.enumerated() {
      let place = lxw_col_t(index)
      worksheet_set_column(begun, place, place, column.width, nil)
    }
    worksheet_freeze_panes(begun, 1, 0)
    worksheet_repeat_rows(begun, 0, 0)
    worksheet_set_paper(begun, 9)
    worksheet_set_landscape(begun)
    worksheet_fit_to_pages(begun, 1, 0)
    worksheet_set_footer(begun, "&L&F  &A&R&P / &N")
    let bold = boldFormat
    rowIndex = 0
    for (index, column) in columns.enumerated() {
      try check(worksheet_write_string(begun, 0, lxw_col_t(index), column.heading, bold))
    }
  }

  /// Adds a row to the sheet that was begun last.
  public func append(_ row: [SheetValue]) throws(SheetError) {
    rowIndex += 1
    guard rowIndex < Self.rowCountMax else {
      throw SheetError("cannot hold more than \(Self.rowCountMax) rows in a sheet; export less")
    }
    for (index, value) in row.enumerated() { try write(value, lxw_col_t(index)) }
  }

  /// Writes the file (workbook_close).
  public func close() throws(SheetError) {
    guard let workbook else { return }
    self.workbook = nil
    try check(workbook_close(workbook))
  }

  private func write(_ value: SheetValue, _ column: lxw_col_t) throws(SheetError) {
    let index = Int(column)
    let format = formats.indices.contains(index) ? formats[index] : nil
    switch value {
    case .blank: break
    case .text(let text):
      try check(worksheet_write_string(sheet, rowIndex, column, text, nil))
    case .number(let number):
      try check(worksheet_write_number(sheet, rowIndex, column, number, format))
    case .day(let days):
      let day = self.format(for: .day)
      try check(worksheet_write_number(sheet, rowIndex, column, Double(days + 25_569), day))
    }
  }

  private var boldFormat: UnsafeMutablePointer<lxw_format>? {
    if let known = made["bold"] { return known }
    guard let format = workbook_add_format(workbook) else { return nil }
    format_set_bold(format)
    format_set_bottom(format, 1)
    made["bold"] = format
    return format
  }

  private func format(for look: SheetColumn.Look) -> UnsafeMutablePointer<lxw_format>? {
    let code: String
    switch look {
    case .plain: return nil
    case .decimals(let count):
      code = count == 0 ? "0" : "0." + String(repeating: "0", count: count)
    case .day: code = "yyyy-mm-dd"
    }
    if let known = made[code] { return known }
    guard let format = workbook_add_format(workbook) else { return nil }
    format_set_num_format(format, code)
    made[code] = format
    return format
  }

  private func check(_ error: lxw_error) throws(SheetError) {
    guard error != LXW_NO_ERROR else { return }
    let reason = lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
    throw SheetError("\(path) cannot be written: \(reason)")
  }
}
