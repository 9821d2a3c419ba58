/// What the station knows of a tag apart from the rounds of this antenna.
///
/// A decider may leave all of it but the standing unused, as the rules of others do.
public struct TagKnowledge: Sendable, Hashable {
  /// What the tag is.
  public var standing: TagStanding

  /// Whether a plate carries something that can be billed: one without a dish is rarely on a tray,
  /// and often in a stack beside it.
  public var isInUse: Bool

  /// How well the plate was read on earlier trays; nothing if it has not been seen often enough.
  public var past: RateProfile?

  /// What another lane of the station makes of the tag; nothing if no other lane reads it.
  public var rival: RivalClaim?

  /// Puts the knowledge together; what is left out is not known.
  public init(
    _ standing: TagStanding, isInUse: Bool = true, past: RateProfile? = nil,
    rival: RivalClaim? = nil
  ) {
    self.standing = standing
    self.isInUse = isInUse
    self.past = past
    self.rival = rival
  }
}
