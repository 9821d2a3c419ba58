public import TagReads
public import Trays

/// How often a tag was read in a step: the complete rounds with it, and all complete ones.
///
/// Rounds that were cut short or disturbed are left out, for a tag that is missing from them says
/// nothing about it.
public struct ReadCount: Sendable, Hashable, Codable {
  /// The tag.
  public var tag: TagID

  /// Complete rounds that contained it.
  public var hits: Int

  /// Complete rounds.
  public var rounds: Int

  /// Puts a count together.
  public init(_ tag: TagID, hits: Int, rounds: Int) {
    self.tag = tag
    self.hits = hits
    self.rounds = rounds
  }

  /// The share of the rounds; nothing without a complete round.
  public var rate: Double? { rounds > 0 ? Double(hits) / Double(rounds) : nil }

  /// The rate to reckon with: a tag that was never missed in a hundred rounds is not sure to answer
  /// in the next (Jeffreys' prior for a share).
  public var cautiousRate: Double { (Double(hits) + 0.5) / (Double(rounds) + 1) }

  /// The tag's class of read rate, by these rounds and by what is assumed before them.
  public func profile(assuming prior: RateProfile) -> RateProfile {
    prior.after(hits: hits, misses: max(0, rounds - hits))
  }
}
