public import Primitives
public import TagReads

/// The seam between the rounds of an antenna and the decision what lies on it.
///
/// `TrayEngine` is the station's own; the laboratory puts the rules that others use behind the same
/// seam, so that all of them judge the same rounds.
public protocol TrayDecider: Sendable {
  /// The decided set, while it holds.
  var settled: TrayReading? { get }

  /// When `wake` wants to be called, if no round comes before.
  var nextWake: Moment? { get }

  /// Takes a round in; `knowing` is asked for the tags in it and for those read before.
  mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent]

  /// Time has passed without a round.
  mutating func wake(at now: Moment) -> [TrayEvent]

  /// The diner tapped: answered by `confirmed`, `contradicted` or `undecided`, now or later.
  mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent]

  /// Ends a decisive look without an answer; the decided set stands.
  mutating func cancelDecisiveLook()
}
