/// A workbook or text file could not be read or written, and what to do about it.
public struct SheetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was found and what to do, as the end of a sentence that begins with the file's name.
  public var message: String

  /// Makes an error.
  public init(_ message: String) {
    self.message = message
  }

  public var description: String { message }
}
