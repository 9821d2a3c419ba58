/// One fault in an imported file, with its place.
public struct ImportComplaint: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The file's name as it was given.
  public var file: String

  /// The line, from 1.
  public var line: Int

  /// The character of that line at which the cell begins, from 1.
  public var column: Int

  /// What was found and what is allowed.
  public var message: String

  /// Makes a complaint.
  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `menu.csv:4:13: price "-3.00" is negative; allowed is 0 or more`.
  public var description: String { "\(file):\(line):\(column): \(message)" }
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
