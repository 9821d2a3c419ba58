public import TagReads

/// What a lane makes of a tag, for the other lanes of the station to weigh.
public struct TagClaim: Sendable, Hashable {
  /// The tag.
  public var tag: TagID

  /// How much more likely it is that the tag lies on this lane's tray than that it does not, by
  /// this lane's rounds alone.
  public var odds: Double

  /// This lane counts the tag among its plates.
  public var isHeld: Bool

  /// Makes a claim; the odds are 0 or more.
  public init(_ tag: TagID, odds: Double, isHeld: Bool) {
    self.tag = tag
    self.odds = odds
    self.isHeld = isHeld
  }
}
