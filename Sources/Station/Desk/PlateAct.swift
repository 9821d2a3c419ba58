/// What staff do with plates beside entering, binding and showing them.
public enum PlateAct: Codable, Sendable, Equatable {
  /// Takes plates out of use for good, or notes them as lost.
  case depart(tags: [String], isLost: Bool)
  /// Takes plates that were retired or lost back into use, in the class they had.
  case restore(tags: [String])
  /// Puts a dish on every plate of a class that has none of its own, for a meal period or always.
  case bindClass(plateClass: String, dish: String, meal: String?)
  /// Lists plates.
  case list(PlateListing, plateClass: String?)
  /// What was done with a plate, newest first.
  case history(tag: String, limit: Int)
  /// What lies on a lane's tray antenna; of a running station only.
  case lying(lane: Int)
}

/// Which plates are listed.
public enum PlateListing: String, Codable, Sendable, Equatable, CaseIterable {
  /// All that are in use.
  case all
  /// Those that nothing gives a price now.
  case unbound
  /// Tags that lanes have read and nobody knows; of a running station only.
  case unknown
  /// Those that were retired or noted as lost.
  case retired
}

/// What lies on a tray antenna.
public struct LyingAnswer: Codable, Sendable, Equatable {
  /// The number of the last complete round.
  public var round: Int
  /// The tags it read, sorted.
  public var tags: [String]

  /// Makes an answer.
  public init(round: Int, tags: [String]) {
    self.round = round
    self.tags = tags
  }
}

/// A line of a list of plates.
public struct ListedPlate: Codable, Sendable, Equatable {
  /// The plate's tag.
  public var tag: String
  /// Its class, if it has one.
  public var plateClass: String?
  /// `in-use`, `retired`, `lost` or `unknown`.
  public var standing: String
  /// When it left, or when a lane last read it; milliseconds since 1970, UTC.
  public var at: Int64?
  /// Who took it out of use, or the lane that read it.
  public var by: String?
}

/// What is known of a plate's past.
public struct PlateHistoryAnswer: Codable, Sendable, Equatable {
  /// One thing done with it.
  public struct Entry: Codable, Sendable, Equatable {
    /// Milliseconds since 1970, UTC.
    public var at: Int64
    /// `enrolled`, `bound`, `retired`, `lost`, `restored` or `sold`.
    public var act: String
    /// The class, the dish and meal, or the receipt.
    public var detail: String
    /// The operator, or the lane.
    public var by: String
  }

  /// The plate.
  public var tag: String
  /// How often it was sold and not given back.
  public var sold: Int
  /// How often it has been washed: sold, and seen again afterwards.
  public var washes: Int
  /// What was done, newest first.
  public var entries: [Entry]
}
