internal import Foundation
internal import Ledger
internal import LedgerStore
internal import Money
internal import Primitives
internal import Settlement

/// Writes settlements into files, each in its place only when it is whole.
///
/// It reads the books and changes nothing in them, whatever becomes of the files.
public struct SettlementExport {
  let store: LedgerStore
  let order: ExportOrder

  /// Opens the books to be read only, beside a station that may be running, and exports.
  ///
  /// - Returns: the paths of the files, in the order of the formats.
  /// - Throws: `ExportFault` or `StoreError`, whose descriptions say what to do.
  public static func perform(
    _ order: ExportOrder, configuration: StationConfiguration
  ) async throws -> [String] {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try performNow(order, configuration: configuration) })
      }
    }
  }

  /// The same, on a thread that may block.
  static func performNow(
    _ order: ExportOrder, configuration: StationConfiguration
  ) throws -> [String] {
    let store = try LedgerStore.openForReading(configuration)
    defer { try? store.close() }
    return try SettlementExport(store: store, order: order).run()
  }

  /// Exports; answers the paths of the files.
  func run() throws -> [String] {
    var isFolder = ObjCBool(false)
    let isThere = FileManager.default.fileExists(atPath: order.folder, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else {
      throw ExportFault("there is no folder \(order.folder): create it, or name another one")
    }
    let numbers = try store.numbers(of: order.selection)
    let name = try name(of: numbers)
    return try order.formats.flatMap { try write($0, numbers, name) }
  }

  /// `East-2026-11-26-z12`, or for several `East-2026-11-01-z12-2026-11-30-z41`.
  private func name(of numbers: ClosedRange<Int>) throws -> String {
    let ends = try [numbers.lowerBound, numbers.upperBound].map { number in
      guard let close = try store.dayClose(number: number)?.close else {
        throw ExportFault("there is no Z \(number): 'traytally day list' shows those there are")
      }
      return "\(close.businessDay)-z\(number)"
    }
    return ([store.station.text] + (ends[0] == ends[1] ? [ends[0]] : ends)).joined(separator: "-")
  }

  private func write(
    _ format: ExportFormat, _ numbers: ClosedRange<Int>, _ name: String
  ) throws -> [String] {
    if order.filter != ItemFilter(), ![.csv, .xlsx].contains(format) {
      throw ExportFault(
        "\(format.rawValue) is of whole settlements: leave --lane and --dish out, or take csv or "
          + "xlsx")
    }
    switch format {
    case .csv: return try tables(numbers, name)
    case .xlsx: return [try SettlementWorkbook(export: self).write(numbers, name + ".xlsx")]
    case .hledger:
      return [
        try file(name + ".journal") { file in
          var journal = HledgerJournal(currency: store.currency, to: file.write)
          try store.tourSettlements(numbers, &journal)
        }
      ]
    case .json:
      return [
        try file(name + ".json") { file in
          var list = try SettlementList(to: file.write)
          try store.tourSettlements(numbers, withRecords: false, &list)
          try list.finish()
        }
      ]
    case .html: return [try pages(numbers, name)]
    case .payroll: return [try payroll(numbers, name)]
    case .report: return try report(numbers, name)
    case .journal:
      return [
        try file(store.station.text + ".jsonl") { file in
          try JournalExport.write(store, to: file.write)
        }
      ]
    }
  }

  private func file(_ name: String, _ fill: (ExportFile) throws -> Void) throws -> String {
    let file = try ExportFile(folder: order.folder, name: name)
    try fill(file)
    try file.finish()
    return file.path
  }
}

// The formats that need more than a line.
extension SettlementExport {
  private func tables(_ numbers: ClosedRange<Int>, _ name: String) throws -> [String] {
    let items = try file(name + "-items.csv") { file in
      let offsets = ZoneTable()
      var items = ItemsTable(
        try table(ItemColumns.all, file), order.filter, utcOffset: offsets.seconds)
      try store.tourSettlements(numbers, &items)
    }
    guard order.filter == ItemFilter() else { return [items] }
    let summary = try file(name + "-summary.csv") { file in
      let offsets = ZoneTable()
      var summary = SummaryTable(
        try table(SummaryColumns.all, file), utcOffset: offsets.seconds)
      try store.tourSettlements(numbers, withRecords: false, &summary)
    }
    let breakdowns = try file(name + "-breakdowns.csv") { file in
      var breakdowns = BreakdownTable(try table(BreakdownColumns.all, file))
      try store.tourSettlements(numbers, withRecords: false, &breakdowns)
    }
    return [summary, items, breakdowns]
  }

  private func table(_ columns: [ExportColumn], _ file: ExportFile) throws -> CSVTable {
    try CSVTable(
      columns, currency: store.currency, withMark: order.withMark, to: file.write)
  }

  private func pages(_ numbers: ClosedRange<Int>, _ name: String) throws -> String {
    try file(name + ".html") { file in
      let offsets = ZoneTable()
      let previous = try store.dayClose(number: numbers.lowerBound - 1)?.close.figures
      var pages = try SettlementPage(
        currency: store.currency, isCopy: order.isCopy, previous: previous,
        utcOffset: offsets.seconds, to: file.write)
      try store.tourSettlements(numbers, withRecords: false, &pages)
      try pages.finish()
    }
  }

  /// A page, and each of its tables and charts as a file.
  private func report(_ numbers: ClosedRange<Int>, _ name: String) throws -> [String] {
    let report = try ReportMaker(store: store).report(of: numbers)
    let page = try file(name + "-report.html") { file in
      try file.write(Array(report.page(in: store.currency).utf8))
    }
    let parts = try report.tables(in: store.currency).flatMap { table in
      let rows = try file("\(name)-\(table.word).csv") { file in
        var csv = try self.table(table.columns, file)
        for row in table.rows { try csv.append(row) }
      }
      guard let chart = table.chart else { return [rows] }
      let picture = try file("\(name)-\(table.word).svg") { file in
        try file.write(Array((chart.svg + "\n").utf8))
      }
      return [rows, picture]
    }
    return [page] + parts
  }

  private func payroll(_ numbers: ClosedRange<Int>, _ name: String) throws -> String {
    try file(name + "-payroll.csv") { file in
      var payroll = Payroll()
      try store.tourSettlements(numbers, &payroll)
      var rows = try table(Payroll.columns, file)
      try payroll.write(to: &rows, station: store.station)
    }
  }
}

/// The offsets of the time zones that settlements name.
final class ZoneTable {
  private var zones: [String: ZoneOffsets] = [:]

  /// Seconds that the clocks of a zone are ahead of UTC at a moment.
  func seconds(at time: WallTime, in name: String) -> Int {
    if let zone = zones[name] { return zone.seconds(at: time) }
    let zone = ZoneOffsets(name)
    zones[name] = zone
    return zone.seconds(at: time)
  }
}
