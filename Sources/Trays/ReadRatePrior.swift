/// What is assumed of a tag's read rate before it has been observed: a beta distribution, written
/// as the rounds it is worth.
///
/// With `hits` 4.5 and `misses` 0.5 a tag is expected to answer in 9 of 10 rounds, and that belief
/// weighs as much as 5 observed rounds.
public struct ReadRatePrior: Sendable, Hashable {
  /// Imagined rounds in which the tag answered; above 0.
  public var hits: Double

  /// Imagined rounds in which it did not; above 0.
  public var misses: Double

  /// Makes a prior worth `hits + misses` rounds.
  public init(hits: Double = 4.5, misses: Double = 0.5) {
    self.hits = hits
    self.misses = misses
  }
}
