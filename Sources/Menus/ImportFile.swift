/// A file, or a sheet of a workbook, to be imported: its name for complaints, and what it holds.
public struct ImportFile: Sendable {
  /// The most bytes a file may have.
  public static let byteCountMax = 64 << 20

  /// What it holds.
  enum Content: Sendable {
    /// CSV text.
    case bytes([UInt8])
    /// A sheet's rows, and the cells that say nothing a menu can use.
    case sheet([CSVRecord], faults: [CSVFault])
  }

  /// The name as the user gave it.
  public var name: String

  /// The sheet of the workbook, or nothing for a CSV file.
  public let sheet: String?

  var content: Content

  /// Makes a file of CSV bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    sheet = nil
    content = .bytes(bytes)
  }

  /// Makes a file of CSV text.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Makes a sheet of its rows; the cells' lines are rows, their columns the sheet's columns, from
  /// 1. Cells must not be left out at the beginning of a row or between others.
  public init(name: String, sheet: String, records: [CSVRecord], faults: [CSVFault] = []) {
    self.name = name
    self.sheet = sheet
    content = .sheet(records, faults: faults)
  }

  /// True if its columns say what table it is; a sheet of explanations is none.
  public var isTable: Bool {
    let lines: [CSVRecord]
    switch content {
    case .bytes: return true
    case .sheet(let records, _): lines = records.filter { !$0.isBlank }
    }
    return lines.prefix(ImportHeading.titleLineCountMax + 1).contains {
      ImportColumn.kind(of: $0.cells.map(\.text)) != nil
    }
  }

  /// How the file is called in complaints about others.
  var title: String { sheet.map { "\(name), sheet \($0)," } ?? name }

  /// The bytes of a CSV file; of a sheet none.
  public var bytes: [UInt8] {
    get {
      guard case .bytes(let bytes) = content else { return [] }
      return bytes
    }
    set { content = .bytes(newValue) }
  }
}
