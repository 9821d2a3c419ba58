import Primitives
import TagReads

/// One tray's stay: what has been concluded about it so far.
struct TrayVisit: Sendable {
  /// When its first tag was read.
  let arrived: Moment

  /// The tags on it at the last judgement, sorted.
  var members: [TagID] = []

  /// The settled set, while it holds.
  var settled: TrayReading?

  /// The set settled last in this visit, whether or not it still holds: when the last of it has
  /// left, the visit is over, whatever else lies there by then.
  var core: Set<TagID>?

  /// What the tray has taught when it was last decided, or last given up.
  var lesson: TrayLesson?

  /// The lane's habits before they learned from this tray: one that is tapped for again teaches
  /// them anew, and so no more than another.
  var habitsBefore: LaneHabits?

  /// Complete rounds since the tray arrived.
  var completeRounds = 0

  /// The look for a payment, while one is going on.
  var look: DecisiveLook?

  /// How long the set has been unsettled.
  var patience: Patience

  init(arrived: Moment, now: Moment) {
    self.arrived = arrived
    patience = Patience(since: now)
  }

  mutating func note(_ round: InventoryRound, clarity: Double, _ beliefs: TrayBeliefs) {
    patience.note(round)
    look?.note(round, clarity: clarity, beliefs)
    if round.quality == .complete { completeRounds += 1 }
  }

  /// The settled set no longer holds; what to say about it, nothing if there was none.
  mutating func unsettle(at now: Moment) -> TrayEvent? {
    guard settled != nil else { return nil }
    let wasLooking = look != nil
    settled = nil
    look = nil
    patience = Patience(since: now)
    return wasLooking ? .contradicted : .unsettled
  }
}
