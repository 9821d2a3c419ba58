import Primitives
import TagReads
import Trays

/// Every tag read within a fixed time: `duration` of an event cycle.
///
/// EPCglobal, Application Level Events 1.0, 8.2.1 (ECBoundarySpec). It is all that Fosstrak, the
/// reference open-source implementation, knows of boundaries (EventCycleImpl at 822fcc8 waits for
/// `duration` and for nothing else). The cycle is triggered by the first tag.
struct FixedWindow: PublishedRule {
  var stay = TrayStay()
  let isAmending: Bool
  private let window: Duration

  init(_ window: Duration, isAmending: Bool = false) {
    self.window = window
    self.isAmending = isAmending
  }

  var deadline: Moment? { stay.began.map { $0 + window } }

  mutating func decide(by round: InventoryRound) -> [TagID]? { nil }
}
