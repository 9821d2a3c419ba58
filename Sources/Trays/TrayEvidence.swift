public import Primitives

/// All a rule may judge by: the tray as the rounds have shown it so far.
public struct TrayEvidence: Sendable, Hashable {
  /// The tags that count as on the tray, sorted by tag.
  public var members: [TagEvidence]

  /// Complete rounds since the set last changed: since the last newcomer was first read or the
  /// last member was found gone. A pause between complete rounds starts the count again.
  public var quietRounds: Int

  /// Complete rounds since the tray arrived.
  public var completeRounds: Int

  /// When the tray arrived.
  public var arrived: Moment

  /// When the set last changed.
  public var changed: Moment

  /// The end of the last round.
  public var now: Moment

  /// Puts the evidence together; members must be sorted by tag.
  public init(
    members: [TagEvidence], quietRounds: Int, completeRounds: Int, arrived: Moment,
    changed: Moment, now: Moment
  ) {
    self.members = members
    self.quietRounds = quietRounds
    self.completeRounds = completeRounds
    self.arrived = arrived
    self.changed = changed
    self.now = now
  }
}
