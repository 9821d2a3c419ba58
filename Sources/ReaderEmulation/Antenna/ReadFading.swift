package import Primitives

/// Spells in which a tag, or everything on the antenna, is read worse: a hand, a spoon, a stack.
///
/// The two-state model of Gilbert ("Capacity of a Burst-Noise Channel", 1960) and Elliott (1963),
/// stepped once an air round:
///
///     good --enterProbability--> faded      read rate unchanged while good,
///     good <--leaveProbability-- faded      times `rateFactor` while faded
public struct ReadFading: Hashable, Sendable {
  /// The probability that a spell begins in an air round.
  public var enterProbability: Double

  /// The probability that a spell ends in an air round.
  public var leaveProbability: Double

  /// What the read rate is multiplied by during a spell, 0 to 1.
  public var rateFactor: Double

  /// No spells.
  public static let none = ReadFading(enterProbability: 0, leaveProbability: 1, rateFactor: 1)

  /// Makes a fading from its probabilities an air round.
  public init(enterProbability: Double, leaveProbability: Double, rateFactor: Double) {
    self.enterProbability = enterProbability
    self.leaveProbability = leaveProbability
    self.rateFactor = rateFactor
  }

  /// Steps a spell by one air round.
  package func step(_ isFaded: inout Bool, using generator: inout SeededGenerator) {
    if generator.chance(isFaded ? leaveProbability : enterProbability) { isFaded.toggle() }
  }
}
