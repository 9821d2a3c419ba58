import Primitives

/// The visits planned for each lane, in order; those long past are dropped.
struct Timetable {
  private struct Lane {
    var visits: [VisitPlan] = []
    var dropped = 0
  }

  private var lanes: [Lane]

  init(laneCount: Int) {
    lanes = Array(repeating: Lane(), count: laneCount)
  }

  /// The lane whose planned visits end first.
  var nextLane: Int? {
    lanes.indices.min { lastDeparture(on: $0) < lastDeparture(on: $1) }
  }

  /// The visit with an index within its lane; nothing if it is not planned.
  func visit(_ index: Int, on lane: Int) -> VisitPlan? {
    let position = index - lanes[lane].dropped
    return lanes[lane].visits.indices.contains(position) ? lanes[lane].visits[position] : nil
  }

  /// The visit whose diner has the lane at a moment.
  func visit(at now: Moment, on lane: Int) -> VisitPlan? {
    lanes[lane].visits.last { $0.opens <= now && now < $0.departs }
  }

  /// The visit with a number over all lanes.
  func visit(numbered number: Int) -> VisitPlan? {
    place(of: number).map { lanes[$0.lane].visits[$0.position] }
  }

  func last(on lane: Int) -> VisitPlan? { lanes[lane].visits.last }

  func lastDeparture(on lane: Int) -> Moment { last(on: lane)?.departs ?? .origin }

  /// The visit on the next lane that is there longest while this one is judged.
  func neighbour(of visit: VisitPlan) -> VisitPlan? {
    var found: (visit: VisitPlan, overlap: Duration)?
    for lane in lanes.indices where lane != visit.lane {
      for other in lanes[lane].visits {
        let overlap = min(other.departs, visit.tap).since(max(other.opens, visit.opens))
        if overlap > (found?.overlap ?? .zero) { found = (other, overlap) }
      }
    }
    return found?.visit
  }

  /// The numbers of the visits, on any lane, whose trays these plates are on, are about to be on or
  /// were on just now.
  func homes(of plates: [Int], at now: Moment) -> [Int?] {
    var homes: [Int: Int] = [:]
    for lane in lanes {
      for visit in lane.visits
      where visit.opens - .seconds(20) <= now && now < visit.departs + Hall.turnaround {
        for place in visit.places where homes[place.plate] == nil {
          homes[place.plate] = visit.number
        }
      }
    }
    return plates.map { homes[$0] }
  }

  mutating func add(_ visit: VisitPlan) { lanes[visit.lane].visits.append(visit) }

  mutating func markStray(on lane: Int) {
    let last = lanes[lane].visits.count - 1
    lanes[lane].visits[last].hasStray = true
  }

  mutating func markStray(numbered number: Int) {
    guard let place = place(of: number) else { return }
    lanes[place.lane].visits[place.position].hasStray = true
  }

  mutating func forget(before moment: Moment) {
    for lane in lanes.indices {
      let over = lanes[lane].visits.prefix { $0.departs < moment }.count
      lanes[lane].visits.removeFirst(over)
      lanes[lane].dropped += over
    }
  }

  private func place(of number: Int) -> (lane: Int, position: Int)? {
    for lane in lanes.indices {
      if let position = lanes[lane].visits.firstIndex(where: { $0.number == number }) {
        return (lane, position)
      }
    }
    return nil
  }
}
