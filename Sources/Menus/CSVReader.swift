/// One cell of a CSV file and where it begins.
public struct CSVCell: Equatable, Sendable {
  /// The cell's text, without its quotes.
  public var text: String

  /// The line on which the cell begins, from 1.
  public var line: Int

  /// The character of that line at which the cell begins, from 1, counted in Unicode scalars.
  public var column: Int

  /// Makes a cell.
  public init(text: String, line: Int, column: Int) {
    self.text = text
    self.line = line
    self.column = column
  }
}

/// One line of a CSV file; several lines of text if a quoted cell holds line breaks.
public struct CSVRecord: Equatable, Sendable {
  /// The cells, at least one.
  public var cells: [CSVCell]

  /// Makes a record of at least one cell.
  public init(cells: [CSVCell]) {
    self.cells = cells
  }

  /// True if no cell says anything, as in the empty rows that spreadsheets leave behind.
  public var isBlank: Bool {
    cells.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
  }
}

/// A place in a CSV file that breaks the format.
public struct CSVFault: Equatable, Sendable {
  /// The line, from 1.
  public var line: Int

  /// The character of that line, from 1.
  public var column: Int

  /// What was found and what is allowed.
  public var message: String

  /// Makes a fault.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Reads CSV as RFC 4180 defines it, strictly, and knows the line and column of every cell.
///
/// Commas between cells, or another separator that it is told; cells in quotes may hold separators,
/// line breaks, and quotes written twice; lines end with CRLF or LF, the last one need not; the
/// text is UTF-8, a byte order mark is passed over. A fault is noted and reading goes on as well as
/// it can, so that one pass finds them all.
///
/// Why not SwiftCSV 0.10: it gives rows of plain strings without line or column, accepts a quote
/// that is never closed, drops blanks around cells and an empty last cell of the file, and takes
/// text in which broken UTF-8 has already been replaced.
public struct CSVReader: Sequence, IteratorProtocol {
  /// The most bytes a cell may have.
  public static let cellByteCountMax = 10_000

  /// The most faults that are noted.
  public static let faultCountMax = 1_000

  /// What breaks the format, in the part read so far.
  public private(set) var faults: [CSVFault] = []

  private let bytes: [UInt8]
  private let separator: UInt8
  private var offset = 0
  private var line = 1
  private var column = 1

  /// Reads a file's bytes; nothing but a fault comes of bytes that are not UTF-8 text.
  ///
  /// - Parameter separator: the byte between cells.
  public init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
    self.separator = separator
    if let fault = TextEncoding.fault(in: bytes) {
      self.bytes = []
      faults = [fault]
    } else {
      self.bytes = bytes
      offset = bytes.starts(with: TextEncoding.byteOrderMark) ? 3 : 0
    }
  }

  /// The next record, or nothing at the end of the file.
  public mutating func next() -> CSVRecord? {
    guard offset < bytes.count else { return nil }
    var cells = [cell()]
    while current == separator {
      advance()
      cells.append(cell())
    }
    endLine()
    return CSVRecord(cells: cells)
  }

  private enum Byte {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let quote = UInt8(ascii: "\"")
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private var isAtCellEnd: Bool {
    switch current {
    case nil, separator, Byte.lineFeed, Byte.carriageReturn: true
    default: false
    }
  }

  private mutating func advance() {
    let byte = bytes[offset]
    offset += 1
    if byte == Byte.lineFeed {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func endLine() {
    if current == Byte.carriageReturn {
      let isAlone = offset + 1 >= bytes.count || bytes[offset + 1] != Byte.lineFeed
      if isAlone {
        note(line, column, "a carriage return without a line feed; end lines with CRLF or LF")
      }
      advance()
      if isAlone {
        line += 1
        column = 1
        return
      }
    }
    if current == Byte.lineFeed { advance() }
  }

  private mutating func note(_ line: Int, _ column: Int, _ message: String) {
    guard faults.count < Self.faultCountMax else { return }
    faults.append(CSVFault(line: line, column: column, message: message))
  }
}

extension CSVReader {
  private mutating func cell() -> CSVCell {
    let (startLine, startColumn) = (line, column)
    var text = current == Byte.quote ? quotedText() : bareText()
    if text.utf8.count > Self.cellByteCountMax {
      let count = text.utf8.count
      note(
        startLine, startColumn,
        "a cell of \(count) bytes; allowed are \(Self.cellByteCountMax)")
      text = ""
    }
    return CSVCell(text: text, line: startLine, column: startColumn)
  }

  private mutating func bareText() -> String {
    let start = offset
    var hasQuote = false
    while !isAtCellEnd {
      if current == Byte.quote, !hasQuote {
        hasQuote = true
        note(
          line, column,
          "a quote inside a cell without quotes; put quotes round the cell and write this one twice"
        )
      }
      advance()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func quotedText() -> String {
    let (startLine, startColumn) = (line, column)
    var text: [UInt8] = []
    advance()
    while let byte = current {
      advance()
      if byte == Byte.quote {
        guard current == Byte.quote else {
          skipRestOfCell()
          return String(decoding: text, as: UTF8.self)
        }
        advance()
      }
      text.append(byte)
    }
    note(startLine, startColumn, "this quote is never closed; close it or remove it")
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func skipRestOfCell() {
    guard !isAtCellEnd else { return }
    note(
      line, column,
      "text after a closing quote; a comma or the line's end is allowed, or write the quote twice")
    while !isAtCellEnd { advance() }
  }
}

extension CSVReader {
  /// What stands between the cells of a file: a comma, or the semicolon or tab that spreadsheets
  /// write in countries where the comma stands before decimals. The first line that has any of them
  /// outside quotes decides, by the one it has most of.
  static func separator(of bytes: [UInt8]) -> UInt8 {
    let known = Array(",;\t".utf8)
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == Byte.quote { isQuoted.toggle() }
      if byte == Byte.lineFeed, !isQuoted, counts.contains(where: { $0 > 0 }) { break }
      if !isQuoted, let index = known.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? known[0] : known[counts.firstIndex(of: most) ?? 0]
  }
}
