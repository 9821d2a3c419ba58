import Primitives
import TagReads

/// The last look at a settled tray before money moves: only rounds begun after the tap count.
struct DecisiveLook: Sendable {
  /// When the diner tapped.
  let tap: Moment

  /// The plates that were there at the tap and that no round has shown.
  private(set) var unseen: UnseenPlates

  /// Rounds of any quality begun since.
  private(set) var rounds = 0

  /// Complete rounds begun since.
  private(set) var completeRounds = 0

  init(tap: Moment, unseen: UnseenPlates) {
    self.tap = tap
    self.unseen = unseen
  }

  mutating func note(_ round: InventoryRound, clarity: Double, _ beliefs: TrayBeliefs) {
    guard round.began >= tap else { return }
    rounds += 1
    unseen.note(clarity: clarity, at: round.ended, beliefs)
    if round.quality == .complete { completeRounds += 1 }
  }

  /// Whether a tag has been read since the tap.
  func hasSeen(_ tag: TagEvidence) -> Bool { tag.lastAsked >= tap }
}
