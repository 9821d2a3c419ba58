import Primitives
import TagReads
import Trays

/// Every tag read until none was new for a time: `stableSetInterval` of an event cycle.
///
/// EPCglobal, Application Level Events 1.0, 8.2.1 (ECBoundarySpec). Only tags that come count as a
/// change: one that is taken away stays in the set, and how often a tag was read does not matter.
struct StableSet: PublishedRule {
  var stay = TrayStay()
  let isAmending: Bool
  private let interval: Duration

  init(_ interval: Duration, isAmending: Bool = false) {
    self.interval = interval
    self.isAmending = isAmending
  }

  var deadline: Moment? { stay.began == nil ? nil : stay.lastNew + interval }

  mutating func decide(by round: InventoryRound) -> [TagID]? { nil }
}
