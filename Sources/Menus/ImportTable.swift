/// A file as rows under named columns.
struct ImportTable {
  /// The place of the file among those given.
  let fileIndex: Int
  /// What the rows are about.
  let kind: CatalogueFileKind
  /// The cells of the first line, without empty ones at its end.
  let header: [CSVCell]
  /// The lines below it that say something.
  let records: [CSVRecord]
  /// Which cell of a record belongs to a column; only columns that mean something.
  var columnIndexes: [String: Int] = [:]

  /// Reads a file as far as it can be read and notes what is wrong with its form; nothing if it
  /// cannot be told what the file is.
  init?(_ file: ImportFile, fileIndex: Int, log: inout ComplaintLog) {
    guard file.bytes.count <= ImportFile.byteCountMax else {
      log.add(fileIndex, 1, 1, "\(file.bytes.count) bytes; allowed are \(ImportFile.byteCountMax)")
      return nil
    }
    var reader = CSVReader(file.bytes)
    var lines: [CSVRecord] = []
    while let record = reader.next() {
      if !record.isBlank { lines.append(record) }
    }
    for fault in reader.faults { log.add(fileIndex, fault.line, fault.column, fault.message) }
    guard let first = lines.first else {
      if reader.faults.isEmpty {
        log.add(fileIndex, 1, 1, "the file is empty; its first line must name the columns")
      }
      return nil
    }
    header = Array(first.cells[...(first.cells.lastIndex { !Cell.trimmed($0.text).isEmpty } ?? 0)])
    let names = header.map { Cell.trimmed($0.text) }
    guard let kind = CatalogueFileKind.detected(from: names) else {
      log.add(fileIndex, header[0].line, header[0].column, Self.unknownHeader(names))
      return nil
    }
    self.fileIndex = fileIndex
    self.kind = kind
    records = Array(lines.dropFirst())
    if records.isEmpty {
      log.add(fileIndex, header[0].line, header[0].column, "no \(kind.rawValue) below the columns")
    }
  }

  private static func unknownHeader(_ names: [String]) -> String {
    if names.count == 1, let separator = [";", "\t"].first(where: names[0].contains) {
      let shown = separator == "\t" ? "tabs" : "\"\(separator)\""
      return "the cells are separated by \(shown); save the file with commas between them"
    }
    let keys = CatalogueFileKind.allCases.map { "\($0.keyColumn) (\($0.rawValue))" }
    return "no known column in the first line; it must name the columns, one of them "
      + keys.joined(separator: ", ")
  }
}

/// One line of a table, by column.
struct ImportRow {
  let table: ImportTable
  let record: CSVRecord
  let origin: ImportOrigin

  /// The cell in that column, if the file has the column and the line is long enough.
  func cell(_ column: String) -> CSVCell? {
    guard let index = table.columnIndexes[column], index < record.cells.count else { return nil }
    return record.cells[index]
  }

  /// The text in that column without blanks around it; empty where there is none.
  func text(_ column: String) -> String {
    cell(column).map { Cell.trimmed($0.text) } ?? ""
  }
}

/// The line that an imported item comes from.
struct ImportOrigin {
  var tableIndex: Int32
  var recordIndex: Int32
  /// True for a binding that comes from the cell `class` of a dish.
  var isClassCell = false
}
