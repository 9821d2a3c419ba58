import Primitives
import Trays

/// The bills one diner was shown before paying, against the truth at each moment.
struct BillWatch {
  private(set) var count = 0
  private(set) var isFirstWrong = false
  /// From rest to the first bill.
  private(set) var firstAfter: Duration?
  /// From rest to the first bill that equals the truth.
  private(set) var rightAfter: Duration?

  mutating func note(_ reading: TrayReading, of visit: VisitPlan, at now: Moment) {
    let isRight = visit.isTruth(reading.tags, at: now)
    count += 1
    if count == 1 {
      isFirstWrong = !isRight || now < visit.rest
      firstAfter = max(.zero, now.since(visit.rest))
    }
    if rightAfter == nil, isRight, now >= visit.rest { rightAfter = now.since(visit.rest) }
  }
}
