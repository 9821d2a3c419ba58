public import Primitives
public import TagReads

/// A decided set of plates, and how sure the decision is.
public struct TrayReading: Equatable, Sendable {
  /// The plates and unknown tags of the tray, sorted.
  public var tags: [TagID]

  /// When it was decided.
  public var at: Moment

  /// The complete rounds of this visit that stand behind the decision.
  public var rounds: Int

  /// The expected number of wrong lines, overlooked or misjudged: for small figures, the chance
  /// that the set is wrong.
  public var risk: Double

  /// Makes a reading; the tags must be sorted.
  public init(tags: [TagID], at: Moment, rounds: Int, risk: Double) {
    self.tags = tags
    self.at = at
    self.rounds = rounds
    self.risk = risk
  }
}
