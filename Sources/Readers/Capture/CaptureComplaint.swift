/// What is wrong with a capture file, where, and what to do about it.
public struct CaptureComplaint: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, counted from 1.
  public var line: Int

  /// What is wrong and what the line should be.
  public var message: String

  /// Makes a complaint about a line.
  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  public var description: String { "line \(line): \(message)" }
}
