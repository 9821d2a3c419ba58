public import Primitives
public import TagReads
public import Trays

/// What a station does beside its lanes' deciders: tells them what it knows of a tag, and learns.
///
/// The rules of others use nothing of it but the standing. One station side serves all lanes of a
/// contender.
public protocol StationSide: Sendable {
  /// What is known of a tag that was just read on a lane; asked once for each tag of a round.
  func knowledge(
    of tag: TagID, standing: TagStanding, on lane: Int, at now: Moment
  ) -> TagKnowledge

  /// A lane's decider has taken a round in.
  mutating func observed(by decider: any TrayDecider, on lane: Int, at now: Moment)

  /// A tray was paid for.
  mutating func paid(
    _ reading: TrayReading, by decider: any TrayDecider, on lane: Int, at now: Moment)
}

/// A station that knows which tags are registered, and nothing else.
public struct StandingOnly: StationSide {
  /// Makes one; it has no state.
  public init() {}

  public func knowledge(
    of tag: TagID, standing: TagStanding, on lane: Int, at now: Moment
  ) -> TagKnowledge {
    TagKnowledge(standing)
  }

  public func observed(by decider: any TrayDecider, on lane: Int, at now: Moment) {}

  public func paid(
    _ reading: TrayReading, by decider: any TrayDecider, on lane: Int, at now: Moment
  ) {}
}
