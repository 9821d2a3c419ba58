public import Trays

/// A rule that takes part in a comparison.
public struct Contender: Sendable {
  /// How it is called in tables and plots.
  public var name: String

  /// Where the rule is described.
  public var source: String

  /// Makes one for a lane, with a clear antenna.
  public var make: @Sendable () -> any TrayDecider

  /// Makes what stands beside the deciders of all lanes.
  public var station: @Sendable () -> any StationSide

  /// Enters a rule; without a station side it knows which tags are registered and nothing else.
  public init(
    name: String, source: String,
    station: @escaping @Sendable () -> any StationSide = { StandingOnly() },
    make: @escaping @Sendable () -> any TrayDecider
  ) {
    self.name = name
    self.source = source
    self.station = station
    self.make = make
  }
}
