/// Why an export cannot be made.
public struct ExportFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public let description: String

  /// Makes the error.
  public init(_ description: String) {
    self.description = description
  }
}
