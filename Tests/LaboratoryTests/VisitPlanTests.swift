import Primitives
import TagReads
import Testing

@testable import Laboratory

/// Trays come as their parameters say.
struct VisitPlanTests {
  /// All visits of a scenario, and what the antennas were told.
  private func plan(
    _ scenario: Scenario, _ count: Int = 2_000
  ) -> (visits: [VisitPlan], presences: [(lane: Int, presence: Presence)], hall: Hall) {
    var planner = VisitPlanner(scenario, visits: count, seed: 5)
    planner.plan(until: Moment(nanoseconds: .max / 2))
    let visits = (0..<count).compactMap { planner.timetable.visit(numbered: $0) }
    return (visits, planner.presences, planner.hall)
  }

  private func share(_ visits: [VisitPlan], _ isMeant: (VisitPlan) -> Bool) -> Double {
    Double(visits.count(where: isMeant)) / Double(visits.count)
  }

  @Test func `a tray comes to rest, is tapped for, stays and leaves`() {
    let (visits, _, _) = plan(.mixed)
    #expect(visits.count == 2_000)
    for visit in visits {
      #expect((1...9).contains(visit.places.count))
      #expect(visit.rest.since(visit.opens) <= .milliseconds(300))
      #expect((.milliseconds(1500) ... .seconds(4)).contains(visit.tap.since(visit.rest)))
      #expect((.seconds(6) ... .seconds(8)).contains(visit.departs.since(visit.tap)))
      #expect(visit.truth(at: visit.opens - .milliseconds(1)).isEmpty)
      #expect(visit.isTruth(visit.places.map(\.tag), at: visit.tap))
      #expect(visit.truth(at: visit.departs + .milliseconds(80)).isEmpty)
    }
  }

  @Test func `the lanes have trays one after the other, with a gap`() {
    let (visits, _, _) = plan(.mixed)
    for lane in 0...1 {
      let own = visits.filter { $0.lane == lane }
      #expect(abs(own.count - 1_000) < 50)
      for (one, next) in zip(own, own.dropFirst()) {
        #expect((.seconds(2) ... .seconds(5)).contains(next.opens.since(one.departs)))
      }
    }
  }

  @Test func `a plate is on one tray at a time`() {
    let (visits, _, hall) = plan(.mixed, 500)
    var busyUntil: [TagID: Moment] = [:]
    for visit in visits.sorted(by: { $0.opens < $1.opens }) {
      for place in visit.places {
        #expect(place.from > busyUntil[place.tag] ?? .origin - .seconds(1))
        busyUntil[place.tag] = place.until
        #expect(hall.index(of: place.tag) == place.plate)
      }
    }
  }

  @Test func `one dish in fifty is late, and never later than 200 ms before the tap`() {
    let (visits, _, _) = plan(.mixed)
    let places = visits.flatMap { visit in visit.places.map { (visit, $0) } }
    let late = places.filter { $1.from > $0.rest }
    #expect(abs(Double(late.count) / Double(places.count) - 0.02) < 0.005)
    #expect(late.allSatisfy { $1.from <= $0.tap - .milliseconds(200) })
    #expect(late.allSatisfy { $1.from >= $0.rest + .milliseconds(300) })
    #expect(late.allSatisfy { visit, _ in visit.hasLateDish })
  }

  @Test func `one tray in 25 has a stray, which is read badly`() {
    let (visits, presences, _) = plan(.mixed)
    #expect(abs(share(visits, \.hasStray) - 0.04) < 0.012)
    let strays = presences.map(\.presence).filter { $0.strength <= -60 }
    #expect(strays.allSatisfy { (0.02...0.2).contains($0.rate) })
    #expect(strays.count > 50)
  }

  @Test func `a neighbour's plate lies on the next lane's tray all the while`() {
    let (visits, presences, _) = plan(.named("strays-high") ?? .mixed)
    let strayed = visits.filter(\.hasStray)
    #expect(share(visits, \.hasStray) > 0.4)
    for visit in strayed.prefix(200) {
      let sources = visits.filter { other in
        other.lane != visit.lane && other.opens < visit.tap && other.departs > visit.opens
          && presences.contains { lane, presence in
            lane == visit.lane && other.owns(presence.tag) && presence.rate >= 0.4
          }
      }
      #expect(!sources.isEmpty)
    }
  }

  @Test func `a dish is taken off by hand between rest and tap`() {
    let (visits, _, _) = plan(.named("removed") ?? .mixed)
    let removed = visits.filter { $0.truth(at: $0.tap).count < $0.places.count }
    #expect((0.3...0.5).contains(Double(removed.count) / 2_000))
    #expect(removed.allSatisfy { !$0.truth(at: $0.tap).isEmpty })
  }

  @Test func `a swapped tray comes with no gap or within a round`() {
    let (visits, _, _) = plan(.named("swap") ?? .mixed)
    let own = visits.filter { $0.lane == 0 }
    let gaps = zip(own, own.dropFirst()).map { $1.opens.since($0.departs) }
    let swaps = gaps.filter { $0 < .seconds(1) }
    #expect((0.4...0.6).contains(Double(swaps.count) / Double(gaps.count)))
    #expect(swaps.allSatisfy { $0 == .zero || $0 == .milliseconds(-60) })
    #expect(Set(swaps).count == 2)
  }

  @Test func `a rim that pushes in is a stray for the diner before`() {
    let (visits, _, _) = plan(.named("overlap") ?? .mixed)
    #expect((0.4...0.6).contains(share(visits, \.hasStray)))
  }

  @Test func `plates put beside others change their rate`() {
    let (visits, _, _) = plan(.named("coupling") ?? .mixed)
    let places = visits.flatMap(\.places)
    let shifted = places.filter { $0.shift != nil }
    #expect(Double(shifted.count) / Double(places.count) > 0.2)
    #expect(shifted.allSatisfy { $0.rate(at: $0.from) == $0.rate || $0.shift?.at == $0.from })
  }
}
