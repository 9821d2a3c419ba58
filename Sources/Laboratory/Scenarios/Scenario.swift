/// A canteen as the laboratory plays it: its plates, its diners, its readers and their troubles.
public struct Scenario: Sendable, Hashable {
  /// How it is called on the command line and in tables.
  public var name: String

  /// What is special about it.
  public var about: String

  /// - plateCount (plates, 3000): plates in the hall.
  public var plateCount = 3000

  /// - laneCount (lanes, 2, 1...2): lanes side by side, each with a reader of its own; trays come
  ///   to both, and all are scored.
  public var laneCount = 2

  /// How well the plates are read.
  public var quality = PlateQuality()

  /// What diners do with their trays.
  public var habits = TrayHabits()

  /// What is read here and does not belong here.
  public var strays = StrayHabits()

  /// What goes wrong on the air.
  public var troubles = AirTroubles()

  /// How long rounds take.
  public var pace = ReaderPace()

  /// Makes a scenario of the documented defaults, which are those of `mixed`.
  public init(_ name: String, about: String) {
    self.name = name
    self.about = about
  }

  /// The same with changes.
  func with(_ change: (inout Scenario) -> Void) -> Scenario {
    var changed = self
    change(&changed)
    return changed
  }
}
