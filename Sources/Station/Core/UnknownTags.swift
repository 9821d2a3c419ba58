internal import Primitives
internal import TagReads

/// The tags that lanes have read and nobody knows, as far as the station remembers.
///
/// - countMax (tags, 500): the one that was seen longest ago is forgotten for a new one.
struct UnknownTags: Sendable {
  static let countMax = 500

  private struct Sight: Sendable {
    var lane: Int
    var at: WallTime
  }

  private var sights: [TagID: Sight] = [:]

  /// Notes that a lane has read a tag.
  mutating func saw(_ tag: TagID, lane: Int, at wall: WallTime) {
    if sights[tag] == nil, sights.count >= Self.countMax,
      let oldest = sights.min(by: { ($0.value.at, $0.key) < ($1.value.at, $1.key) })
    {
      sights[oldest.key] = nil
    }
    sights[tag] = Sight(lane: lane, at: wall)
  }

  /// Forgets tags that are plates or cards by now.
  mutating func keep(_ isUnknown: (TagID) -> Bool) {
    sights = sights.filter { isUnknown($0.key) }
  }

  /// The tags, the newest first.
  var listed: [ListedPlate] {
    sights.sorted { ($1.value.at, $0.key) < ($0.value.at, $1.key) }.map { tag, sight in
      ListedPlate(
        tag: tag.description, plateClass: nil, standing: "unknown", at: sight.at.milliseconds,
        by: "lane \(sight.lane)")
    }
  }
}

/// What a tray antenna read in its last complete round.
struct LyingRound: Sendable {
  private(set) var round = 0
  private(set) var tags: [TagID] = []

  mutating func take(_ new: InventoryRound) {
    guard new.quality == .complete else { return }
    round += 1
    tags = Set(new.reads.map(\.tag)).sorted()
  }
}
