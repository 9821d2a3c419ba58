import Primitives
import TagReads

/// Counts the complete rounds since the set of tags last changed.
struct QuietCount: Sendable {
  /// Complete rounds since the last change, counted up to `TagEvidence.roundsMax`.
  private(set) var rounds = 0

  /// When the set last changed.
  private(set) var changed: Moment = .origin

  private var lastComplete: Moment?

  /// Takes a round in; a newcomer in it, of whatever quality, is a change.
  ///
  /// Nobody knows what happened on the antenna in a long pause between complete rounds, so what was
  /// counted before it no longer counts.
  mutating func note(_ round: InventoryRound, hasNewcomer: Bool, pauseMax: Duration) {
    if round.quality == .complete {
      if let lastComplete, round.ended.since(lastComplete) > pauseMax { rounds = 0 }
      lastComplete = round.ended
      rounds = min(rounds + 1, TagEvidence.roundsMax)
    }
    if hasNewcomer { restart(at: round.ended) }
  }

  /// The set changed at a moment.
  mutating func restart(at now: Moment) {
    rounds = 0
    changed = now
  }
}
