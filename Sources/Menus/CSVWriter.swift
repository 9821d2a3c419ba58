/// Writes CSV as RFC 4180 defines it.
public struct CSVWriter: Sendable {
  /// What has been written so far: a byte order mark, without which Excel takes UTF-8 for the
  /// system's own encoding, then lines that end with CRLF.
  public private(set) var text = "\u{FEFF}"

  /// Begins a file with the names of its columns.
  public init(header: [String]) {
    append(header)
  }

  /// Adds a line; cells that need quotes get them.
  public mutating func append(_ cells: [String]) {
    text += cells.map(quoted).joined(separator: ",")
    text += "\r\n"
  }

  private func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes || cell.first == " " || cell.last == " " else { return cell }
    let doubled = cell.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }
}
