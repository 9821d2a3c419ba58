/// What the other lanes of a station make of a tag that this one reads too.
public struct RivalClaim: Sendable, Hashable {
  /// How much more likely the tag lies on the tray of one of them than on nobody's: the strongest
  /// of the other lanes, by its own rounds alone.
  public var odds: Double

  /// Another lane counts the tag among its plates at this moment; until it lets go, no other may.
  public var isHeld: Bool

  /// Makes a claim; the odds are 0 or more.
  public init(odds: Double, isHeld: Bool) {
    self.odds = odds
    self.isHeld = isHeld
  }
}
