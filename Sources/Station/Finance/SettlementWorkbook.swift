internal import Foundation
internal import Ledger
internal import LedgerStore
internal import Money
internal import Primitives
internal import Settlement
internal import Sheets

/// Settlements as a workbook: the sheets Summary, Items, Dishes and Tenders.
///
/// Numbers are numbers and days are days, so that a spreadsheet can go on with them. A sheet holds
/// 1,048,575 items; more are refused before anything is written.
struct SettlementWorkbook {
  let export: SettlementExport

  private var store: LedgerStore { export.store }

  /// Writes the file; answers its path.
  func write(_ numbers: ClosedRange<Int>, _ name: String) throws -> String {
    try refuseTooMany(numbers)
    let file = try ExportFile(folder: export.order.folder, name: name)
    do {
      try fill(WorkbookWriter(path: file.draftPath), numbers)
    } catch let error as SheetError {
      throw file.fault(error.message)
    }
    try file.finish()
    return file.path
  }

  private func fill(_ writer: WorkbookWriter, _ numbers: ClosedRange<Int>) throws {
    let isWhole = export.order.filter == ItemFilter()
    if isWhole {
      let offsets = ZoneTable()
      var summary = SummaryTable(
        try sheet("Summary", SummaryColumns.all, writer), utcOffset: offsets.seconds)
      try store.tourSettlements(numbers, withRecords: false, &summary)
    }
    let offsets = ZoneTable()
    var items = ItemsTable(
      try sheet("Items", ItemColumns.all, writer), export.order.filter, utcOffset: offsets.seconds)
    try store.tourSettlements(numbers, &items)
    if isWhole {
      var dishes = BreakdownTable(try sheet("Dishes", BreakdownColumns.all, writer), [.dish])
      try store.tourSettlements(numbers, withRecords: false, &dishes)
      var tenders = TendersTable(try sheet("Tenders", TenderColumns.all, writer))
      try store.tourSettlements(numbers, withRecords: false, &tenders)
    }
    try writer.close()
  }

  private func refuseTooMany(_ numbers: ClosedRange<Int>) throws {
    let count = try store.lineCount(of: numbers)
    guard count < WorkbookWriter.rowCountMax else {
      throw ExportFault(
        "a sheet holds \(WorkbookWriter.rowCountMax - 1) items and there are \(count): export "
          + "fewer days, or take csv")
    }
  }

  private func sheet(
    _ name: String, _ columns: [ExportColumn], _ writer: WorkbookWriter
  ) throws -> SheetTable {
    try writer.begin(name, columns.map(look))
    return SheetTable(writer: writer, divisor: divisor)
  }

  private var divisor: Double {
    (0..<store.currency.minorDigits).reduce(1) { divisor, _ in divisor * 10 }
  }

  private func look(_ column: ExportColumn) -> SheetColumn {
    switch column.content {
    case .text: SheetColumn(column.name, width: 14)
    case .number: SheetColumn(column.name, width: 9)
    case .amount: SheetColumn(column.name, look: .decimals(store.currency.minorDigits))
    case .rate: SheetColumn(column.name, width: 9, look: .decimals(2))
    case .day: SheetColumn(column.name, look: .day)
    }
  }
}

/// A sheet of a workbook that takes the rows of an exported table.
private struct SheetTable: ExportTable {
  let writer: WorkbookWriter
  let divisor: Double

  func append(_ row: [ExportCell]) throws {
    try writer.append(row.map(value))
  }

  private func value(_ cell: ExportCell) -> SheetValue {
    switch cell {
    case .blank: .blank
    case .text(let text): .text(text)
    case .number(let number): .number(Double(number))
    case .amount(let amount): .number(Double(amount) / divisor)
    case .rate(let rate): .number(Double(rate) / 100)
    case .day(let day): .day(daysSince1970: day.daysSince1970)
    }
  }
}
