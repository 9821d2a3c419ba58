/// A line of an antenna script that cannot be followed.
public struct AntennaScriptError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line, counted from 1.
  public var line: Int

  /// What is wrong with it and what would be right.
  public var message: String

  /// Makes a complaint about a line.
  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  public var description: String { "line \(line): \(message)" }
}
