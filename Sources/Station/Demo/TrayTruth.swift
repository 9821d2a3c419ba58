internal import Primitives
internal import TagReads

/// What lay on a lane's antenna at a moment, as far as it has not been paid.
struct TrayTruth: Equatable, Sendable {
  /// How long a plate must have lain there to be at rest: four rounds or more to be seen in.
  static let restTime: Duration = .milliseconds(300)

  /// Plates at rest: all must be on a bill.
  var due: [TagID] = []
  /// Plates that have just been put there or taken away: they may be on a bill.
  var inMotion: [TagID] = []
  /// True if something lies at rest that no list knows: then no bill may be payable.
  var hasStranger = false
  /// True if a plate has lain there for so long that the lane must have decided about it.
  var hasOverdue = false

  /// True if a bill for these plates is what lies there.
  func allows(_ plates: Set<TagID>) -> Bool {
    !hasStranger && plates.isSuperset(of: due) && plates.isSubset(of: due + inMotion)
  }
}
