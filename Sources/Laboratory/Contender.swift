public import Trays

/// A rule that takes part in a comparison.
public struct Contender: Sendable {
  /// How it is called in tables and plots.
  public var name: String

  /// Where the rule is described.
  public var source: String

  /// Makes one, with a clear antenna.
  public var make: @Sendable () -> any TrayDecider

  /// Enters a rule.
  public init(name: String, source: String, make: @escaping @Sendable () -> any TrayDecider) {
    self.name = name
    self.source = source
    self.make = make
  }
}
