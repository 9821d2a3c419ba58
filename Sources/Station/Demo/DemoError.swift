/// A demonstration cannot be set up or has failed.
public struct DemoError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  /// Somebody stopped it before it had shown anything.
  static let stopped = DemoError(
    "stopped before the last diner was served: there is nothing to report")
}
