/// A file or sheet as rows under named columns.
struct ImportTable {
  /// The place of the file among those given.
  let fileIndex: Int
  /// What the rows are about.
  let kind: CatalogueFileKind
  /// True for a sheet of a workbook, where a row ends with its last cell that says something.
  let isSheet: Bool
  /// The headings, without empty ones at the end.
  let header: [CSVCell]
  /// The lines below it that say something.
  let records: [CSVRecord]
  /// Which cell of a record belongs to a column; only columns that mean something.
  var columnIndexes: [String: Int] = [:]

  /// Reads a file as far as it can be read and notes what is wrong with its form; nothing if it
  /// cannot be told what the file is.
  ///
  /// - Parameter mayBeEmpty: whether a table without rows is one all the same.
  init?(_ file: ImportFile, fileIndex: Int, mayBeEmpty: Bool, log: inout ComplaintLog) {
    guard file.bytes.count <= ImportFile.byteCountMax else {
      log.add(fileIndex, 1, 1, "\(file.bytes.count) bytes; allowed are \(ImportFile.byteCountMax)")
      return nil
    }
    let (all, faults) = Self.lines(of: file)
    let lines = all.filter { !$0.isBlank }
    for fault in faults {
      if file.sheet == nil {
        log.add(fileIndex, fault.line, fault.column, fault.message)
      } else {
        log.addUnreadable(fileIndex, fault)
      }
    }
    guard !lines.isEmpty else {
      if faults.isEmpty {
        log.add(fileIndex, 1, 1, "the file is empty; its first line must name the columns")
      }
      return nil
    }
    let heading = ImportHeading(lines)
    guard let kind = heading.kind else {
      log.add(fileIndex, heading.cells[0].line, heading.cells[0].column, Self.unknownHeader)
      return nil
    }
    self.fileIndex = fileIndex
    self.kind = kind
    isSheet = file.sheet != nil
    header = heading.cells
    records = Array(lines.dropFirst(heading.lineCount))
    if records.isEmpty, !mayBeEmpty {
      log.add(fileIndex, header[0].line, header[0].column, "no \(kind.rawValue) below the columns")
    }
  }

  private static func lines(of file: ImportFile) -> ([CSVRecord], [CSVFault]) {
    switch file.content {
    case .sheet(let records, let faults): return (records, faults)
    case .bytes(let bytes):
      var reader = CSVReader(bytes, separator: CSVReader.separator(of: bytes))
      var lines: [CSVRecord] = []
      while let record = reader.next() { lines.append(record) }
      return (lines, reader.faults)
    }
  }

  private static let unknownHeader: String = {
    let keys = CatalogueFileKind.allCases.map { "\($0.keyColumn) (\($0.rawValue))" }
    return "no known column in the first line; it must name the columns, one of them "
      + keys.joined(separator: ", ")
  }()
}

/// Finds the line that names the columns.
///
/// Lines of title above it, as merged cells leave them, are passed over if they have fewer cells
/// that say something. Where a second line splits the price by groups under a merged cell, both
/// together name the columns: `price` above `student` is `price_student`.
struct ImportHeading {
  static let titleLineCountMax = 5

  let kind: CatalogueFileKind?
  private(set) var cells: [CSVCell]
  private(set) var lineCount: Int

  init(_ lines: [CSVRecord]) {
    let candidates = lines.prefix(Self.titleLineCountMax + 1)
    let found = candidates.firstIndex { ImportColumn.kind(of: $0.cells.map(\.text)) != nil }
    let place =
      found.flatMap { index in
        let width = Self.width(lines[index])
        return lines[..<index].allSatisfy { Self.width($0) < width } ? index : nil
      } ?? 0
    let line = lines[place].cells
    cells = Array(line[...(line.lastIndex { !Cell.trimmed($0.text).isEmpty } ?? 0)])
    lineCount = place + 1
    let names = cells.map { Cell.plain($0.text) }
    kind = ImportColumn.kind(of: names) ?? CatalogueFileKind.detected(from: names)
    if let kind, lines.count > lineCount { takeSecondLine(lines[lineCount].cells, kind) }
  }

  /// How many cells say something.
  private static func width(_ record: CSVRecord) -> Int {
    record.cells.count { !Cell.trimmed($0.text).isEmpty }
  }

  private mutating func takeSecondLine(_ second: [CSVCell], _ kind: CatalogueFileKind) {
    guard kind.hasGroupPrices else { return }
    var joined = cells
    var above = ""
    var groupCount = 0
    for (index, cell) in second.enumerated() {
      let text = Cell.plain(cell.text)
      if index < cells.count, !Cell.trimmed(cells[index].text).isEmpty {
        above = ImportColumn.named(cells[index].text, in: kind, groups: [])
        // A heading merged downwards stands in both lines.
        if text == Cell.plain(cells[index].text) { continue }
      }
      if index >= joined.count { joined.append(cell) }
      if text.isEmpty {
        if index >= cells.count { joined[index].text = "" }
        continue
      }
      guard above == "price" else { return }
      let isFirst = index < cells.count && !Cell.trimmed(cells[index].text).isEmpty
      let isStandard = isFirst && ["standard", "标准", "all"].contains(text.lowercased())
      joined[index].text = isStandard ? "price" : "price_\(text)"
      groupCount += 1
    }
    guard groupCount > 0 else { return }
    cells = Array(joined[...(joined.lastIndex { !Cell.trimmed($0.text).isEmpty } ?? 0)])
    lineCount += 1
  }
}

/// One line of a table, by column.
struct ImportRow {
  let table: ImportTable
  let record: CSVRecord
  let origin: ImportOrigin

  /// The cell in that column, if the file has the column and the line is long enough.
  func cell(_ column: String) -> CSVCell? {
    guard let index = table.columnIndexes[column] else { return nil }
    if index < record.cells.count { return record.cells[index] }
    guard table.isSheet, let first = record.cells.first else { return nil }
    return CSVCell(text: "", line: first.line, column: index + 1)
  }

  /// The text in that column without blanks around it; empty where there is none. Names stay as
  /// they are, everything else is folded to half width.
  func text(_ column: String) -> String {
    guard let cell = cell(column) else { return "" }
    let isProse = column.hasPrefix("name_") || column == "photo"
    return isProse ? Cell.trimmed(cell.text) : Cell.plain(cell.text)
  }
}

/// The line that an imported item comes from.
struct ImportOrigin {
  var tableIndex: Int32
  var recordIndex: Int32
  /// True for a binding that comes from the cell `class` of a dish.
  var isClassCell = false
}
