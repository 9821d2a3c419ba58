/// One fault in an imported file, with its place.
public struct ImportComplaint: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The file's name as it was given.
  public var file: String

  /// The sheet of a workbook, or nothing in a CSV file.
  public var sheet: String?

  /// The line, or the sheet's row, from 1.
  public var line: Int

  /// The character of that line at which the cell begins, or the sheet's column, from 1.
  public var column: Int

  /// What was found and what is allowed.
  public var message: String

  /// Makes a complaint.
  public init(file: String, sheet: String? = nil, line: Int, column: Int, message: String) {
    self.file = file
    self.sheet = sheet
    self.line = line
    self.column = column
    self.message = message
  }

  /// `menu.csv:4:13: price "-3.00" is negative; allowed is 0 or more`, or for a sheet
  /// `menu.xlsx:Dishes!D4: ...`.
  public var description: String {
    guard let sheet else { return "\(file):\(line):\(column): \(message)" }
    return "\(file):\(sheet)!\(letters)\(line): \(message)"
  }

  /// The column as spreadsheets name it: A, B, ..., Z, AA, ...
  private var letters: String {
    var letters = ""
    var rest = column
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// The files were refused and nothing was taken over. Every fault is listed; correct them all, then
/// import again.
public struct ImportRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  /// The most complaints that are listed.
  public static let complaintCountMax = 1_000

  /// The faults in the order of files, lines and columns.
  public var complaints: [ImportComplaint]

  /// How many more there are than are listed.
  public var unlistedCount: Int

  public var description: String {
    let more = unlistedCount > 0 ? ["and \(unlistedCount) more faults"] : []
    return (complaints.map(\.description) + more).joined(separator: "\n")
  }
}
