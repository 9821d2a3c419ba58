import TagReads

/// What one polling of the air brings, over both interfaces of an HF reader.
struct AirFinds {
  /// A tag the reader got through to, and the air time until then.
  struct Find {
    var lying: LyingTag
    var elapsed: CarrierTime
  }

  /// The tags in the order in which they are found: plates, then cards.
  private(set) var tags: [Find] = []

  /// The air time of everything.
  var elapsed = CarrierTime.zero

  /// Polls the tags that answer.
  init(_ answering: [LyingTag], polling: Set<FeigAirInterface>) {
    if polling.contains(.iso15693) { findVicinityTags(answering) }
    if polling.contains(.iso14443) { findProximityCards(answering) }
  }

  /// Polls an antenna without a field.
  static func nobody(polling: Set<FeigAirInterface>) -> AirFinds {
    AirFinds([], polling: polling)
  }

  /// Breaks the polling off after so many finds, or half-way if there are none to keep.
  mutating func abort(after count: Int) {
    elapsed =
      count > 0 && count <= tags.count
      ? tags[count - 1].elapsed : CarrierTime(periods: elapsed.periods / 2)
    tags.removeLast(max(0, tags.count - count))
  }

  private mutating func findVicinityTags(_ answering: [LyingTag]) {
    var byUID: [UInt64: LyingTag] = [:]
    for lying in answering where lying.tag.id.technology == .iso15693 {
      byUID[lying.tag.id.bytes.reduce(0) { $0 << 8 | UInt64($1) }] = lying
    }
    let anticollision = SlotAnticollision(byUID.keys.sorted())
    tags += anticollision.finds.compactMap { find in
      byUID[find.uid].map { Find(lying: $0, elapsed: find.elapsed) }
    }
    elapsed += anticollision.elapsed
  }

  private mutating func findProximityCards(_ answering: [LyingTag]) {
    for lying in answering where lying.tag.id.technology == .iso14443 {
      elapsed += ProximityAir.card(uidBytes: lying.tag.id.bytes.count)
      tags.append(Find(lying: lying, elapsed: elapsed))
    }
    elapsed += ProximityAir.emptyPoll
  }
}
