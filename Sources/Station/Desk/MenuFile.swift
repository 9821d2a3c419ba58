internal import Foundation
internal import Menus
internal import Sheets

/// A file as somebody named it, as the tables in it: a workbook has one for each sheet.
struct MenuFile {
  /// The tables.
  private(set) var tables: [ImportFile] = []
  /// What whoever imports it should know.
  private(set) var notes: [String] = []

  /// - Throws: `DeskRefusal` if a workbook cannot be read or has no table in it.
  init(_ file: DeskFile) throws {
    let bytes = [UInt8](file.content)
    guard WorkbookReader.isWorkbook(bytes) else {
      let text = OfficeText(bytes)
      tables = [ImportFile(name: file.name, bytes: text.bytes)]
      if let encoding = text.encoding {
        notes = ["\(file.name) was read as \(encoding), because it is not UTF-8"]
      }
      return
    }
    let sheets: [WorkbookSheet]
    do throws(SheetError) {
      sheets = try WorkbookReader.sheets(of: bytes)
    } catch {
      throw DeskRefusal("\(file.name) \(error.message)")
    }
    for sheet in sheets { take(sheet, of: file.name) }
    guard !tables.isEmpty else {
      let names = sheets.map(\.name).joined(separator: ", ")
      throw DeskRefusal(
        "\(file.name): no sheet names the columns of a table of the menu (sheets: \(names)); "
          + "'menu export FILE.xlsx' writes a workbook to start from")
    }
  }

  private mutating func take(_ sheet: WorkbookSheet, of name: String) {
    let table = ImportFile(
      name: name, sheet: sheet.name, records: sheet.rows.map(CSVRecord.init),
      faults: sheet.faults.map {
        CSVFault(line: $0.row, column: $0.column, message: $0.message)
      })
    if sheet.isHidden {
      notes.append("\(name): the hidden sheet \(sheet.name) was passed over")
    } else if table.isTable {
      tables.append(table)
    } else if sheet.name != MenuWorkbook.wordsSheetName, !sheet.rows.isEmpty {
      notes.append("\(name): the sheet \(sheet.name) is no table of the menu and was passed over")
    }
  }
}

extension CSVRecord {
  fileprivate init(_ row: SheetRow) {
    self.init(
      cells: row.cells.enumerated().map { index, text in
        CSVCell(text: text, line: row.number, column: index + 1)
      })
  }
}
