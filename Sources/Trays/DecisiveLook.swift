import Primitives
import TagReads

/// The last look at a settled tray before money moves: only rounds begun after the tap count.
struct DecisiveLook: Sendable {
  /// When the diner tapped.
  let tap: Moment

  /// Rounds of any quality begun since.
  private(set) var rounds = 0

  /// Complete rounds begun since.
  private(set) var completeRounds = 0

  init(tap: Moment) {
    self.tap = tap
  }

  mutating func note(_ round: InventoryRound) {
    guard round.began >= tap else { return }
    rounds += 1
    if round.quality == .complete { completeRounds += 1 }
  }

  /// Whether a tag has been read since the tap.
  func hasSeen(_ tag: TagEvidence) -> Bool { tag.lastAsked >= tap }
}
