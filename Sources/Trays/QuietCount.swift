import Primitives
import TagReads

/// Numbers the complete rounds, and remembers after which of them nothing that came before counts.
///
/// The rounds since the last newcomer follow from the newcomers themselves (each knows the number
/// of its first round), so that a ghost, once it is known as one, has not been a change.
struct QuietCount: Sendable {
  /// Complete rounds so far.
  private(set) var completeRounds = 0

  /// `completeRounds` when a tag left, or when a pause ended.
  private(set) var restart = 0

  /// When that was.
  private(set) var restarted: Moment = .origin

  private var lastComplete: Moment?

  /// Takes a round in.
  ///
  /// Nobody knows what happened on the antenna in a long pause between complete rounds, so what was
  /// counted before it no longer counts.
  mutating func note(_ round: InventoryRound, pauseMax: Duration) {
    guard round.quality == .complete else { return }
    if let lastComplete, round.ended.since(lastComplete) > pauseMax { restart(at: round.began) }
    lastComplete = round.ended
    completeRounds += 1
  }

  /// The set changed at a moment other than by a newcomer.
  mutating func restart(at now: Moment) {
    restart = completeRounds
    restarted = now
  }
}
