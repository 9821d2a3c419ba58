import Primitives

/// The trays that have come, counted once each.
struct TrayCensus {
  private(set) var trays = 0
  private(set) var withStray = 0
  private(set) var withLateDish = 0
  private(set) var floors = Quantiles()
  private var next: [Int] = []

  /// Counts the visits that have ended by a moment.
  mutating func note(_ timetable: Timetable, laneCount: Int, until moment: Moment) {
    if next.isEmpty { next = Array(repeating: 0, count: laneCount) }
    for lane in 0..<laneCount {
      while let visit = timetable.visit(next[lane], on: lane), visit.departs <= moment {
        next[lane] += 1
        trays += 1
        if visit.hasStray { withStray += 1 }
        if visit.hasLateDish { withLateDish += 1 }
        floors.add(visit.floor)
      }
    }
  }
}
