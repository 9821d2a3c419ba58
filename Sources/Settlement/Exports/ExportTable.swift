public import Money
public import Primitives

/// What stands in a cell of an exported table.
public enum ExportCell: Hashable, Sendable {
  /// Nothing.
  case blank
  /// Text from the books: never a formula, whatever it begins with.
  case text(String)
  /// A whole number.
  case number(Int64)
  /// Money.
  case amount(Int64)
  /// A rate in hundredths of a percent, written in percent.
  case rate(Int)
  /// A day.
  case day(CalendarDay)
}

/// A column of an exported table.
public struct ExportColumn: Hashable, Sendable {
  /// What is in a column.
  public enum Content: Hashable, Sendable {
    /// Text, and whatever else.
    case text
    /// Whole numbers.
    case number
    /// Money.
    case amount
    /// Rates in percent.
    case rate
    /// Days.
    case day
  }

  /// Its name, the same for ever: small letters, digits and `_`.
  public var name: String
  /// What is in it.
  public var content: Content

  /// Makes a column.
  public init(_ name: String, _ content: Content = .text) {
    self.name = name
    self.content = content
  }
}

/// Where the rows of an exported table go.
public protocol ExportTable {
  /// Adds a row with a cell for each column.
  mutating func append(_ row: [ExportCell]) throws
}

/// Writes a table as CSV (RFC 4180): UTF-8, a dot before decimals, no grouping, CRLF.
///
/// Text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).
public struct CSVTable: ExportTable {
  private let outlet: JournalExport.Outlet
  private let currency: Currency

  /// Begins a table with the names of its columns.
  ///
  /// - Parameters:
  ///   - withMark: whether a byte order mark goes first, without which Excel takes UTF-8 for the
  ///     system's own encoding.
  ///   - outlet: takes the file piece by piece.
  public init(
    _ columns: [ExportColumn], currency: Currency, withMark: Bool,
    to outlet: @escaping JournalExport.Outlet
  ) throws {
    self.outlet = outlet
    self.currency = currency
    if withMark { try outlet([0xEF, 0xBB, 0xBF]) }
    try append(columns.map { .text($0.name) })
  }

  public mutating func append(_ row: [ExportCell]) throws {
    var line: [UInt8] = []
    line.reserveCapacity(256)
    for (index, cell) in row.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      write(cell, to: &line)
    }
    line.append(UInt8(ascii: "\r"))
    line.append(UInt8(ascii: "\n"))
    try outlet(line)
  }

  private func write(_ cell: ExportCell, to line: inout [UInt8]) {
    switch cell {
    case .blank: break
    case .text(let text): Self.write(text, to: &line)
    case .number(let number): line.append(contentsOf: String(number).utf8)
    case .amount(let amount): Self.write(amount, currency.minorDigits, to: &line)
    case .rate(let rate): Self.write(Int64(rate), 2, to: &line)
    case .day(let day): line.append(contentsOf: day.description.utf8)
    }
  }

  private static func write(_ text: String, to line: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      guard let first = bytes.first else { return }
      let isFormula = "=+-@\t\r".utf8.contains(first)
      let needsQuotes =
        bytes.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        || first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ")
      if needsQuotes { line.append(0x22) }
      if isFormula { line.append(UInt8(ascii: "'")) }
      for byte in bytes {
        if byte == 0x22 { line.append(0x22) }
        line.append(byte)
      }
      if needsQuotes { line.append(0x22) }
    }
  }

  /// A number with so many decimals, of the smallest units.
  private static func write(_ units: Int64, _ decimals: Int, to line: inout [UInt8]) {
    if units < 0 { line.append(UInt8(ascii: "-")) }
    let digits = Array(String(units.magnitude).utf8)
    guard decimals > 0 else { return line.append(contentsOf: digits) }
    let missing = max(0, decimals + 1 - digits.count)
    let padded = [UInt8](repeating: UInt8(ascii: "0"), count: missing) + digits
    line.append(contentsOf: padded.dropLast(decimals))
    line.append(UInt8(ascii: "."))
    line.append(contentsOf: padded.suffix(decimals))
  }
}
