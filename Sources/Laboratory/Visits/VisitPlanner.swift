import Primitives
import TagReads

/// Plans the visits of a run, all from the seed: what comes to which lane when, and what strays.
///
/// Nothing here depends on what a rule makes of a tray, so every rule meets the same rounds.
struct VisitPlanner {
  /// How far ahead of the rounds visits are planned: a stray that lies near before its tray comes
  /// must be known in time, and so must the tray on the next lane.
  static let lookahead: Duration = .seconds(120)

  let scenario: Scenario
  var hall: Hall
  /// The visits of each lane, by number within the lane; past ones are dropped.
  private(set) var timetable: Timetable
  /// What has been planned and not yet handed to the antennas.
  var presences: [(lane: Int, presence: Presence)] = []

  private let timing: RoundTiming
  private let visitCount: Int
  private var planned = 0
  private var nextUnhaunted = 0
  private var random: SeededGenerator

  init(_ scenario: Scenario, visits: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    self.scenario = scenario
    hall = Hall(scenario, random: &random)
    timetable = Timetable(laneCount: scenario.laneCount)
    timing = RoundTiming(scenario.pace)
    visitCount = visits
    self.random = random
    planBackground()
  }

  /// Plans until all is known that can reach the antennas before a moment.
  mutating func plan(until moment: Moment) {
    while planned < visitCount, let lane = timetable.nextLane,
      timetable.lastDeparture(on: lane) < moment + Self.lookahead
    {
      let draft = draft(on: lane)
      timetable.add(draft)
      place(draft)
      planned += 1
    }
    planNeighbours(until: moment + Self.lookahead / 2)
  }

  /// Forgets visits that are over.
  mutating func forget(before moment: Moment) {
    timetable.forget(before: moment - .seconds(60))
  }

  private mutating func planBackground() {
    let end = Moment(nanoseconds: .max)
    for lane in 0..<scenario.laneCount {
      for rate in scenario.strays.background {
        let plate = hall.take(from: .origin, until: .origin + .seconds(10_000_000), &random)
        haunt(lane, plate, from: .origin, until: end, rate: rate)
      }
    }
  }

  private mutating func draft(on lane: Int) -> VisitPlan {
    var own = random.split()
    var draft = VisitDraft(
      scenario, number: planned, lane: lane, before: timetable.last(on: lane), &own)
    draft.fill(from: &hall, &own)
    var visit = draft.visit()
    visit.floor = PhysicalFloor.time(of: visit, in: hall, timing: timing)
    if draft.isOverlapping, let before = timetable.last(on: lane) {
      overlap(visit, with: before, &own)
    }
    haunt(&visit, &own)
    return visit
  }

  /// Hands the plates of a tray to the antenna.
  private mutating func place(_ visit: VisitPlan) {
    for place in visit.places {
      presences.append(
        (
          visit.lane,
          Presence(
            tag: place.tag, uid: hall.plates[place.plate].uid, from: place.from,
            until: place.until, rate: place.rate, shift: place.shift,
            strength: random.integer(-58 ... -44))
        ))
    }
  }

  /// Lets the rim of a tray reach into the field while the diner before is about to pay.
  private mutating func overlap(
    _ visit: VisitPlan, with before: VisitPlan, _ random: inout SeededGenerator
  ) {
    let from = before.tap + random.duration(.seconds(-1) ... .milliseconds(500))
    for place in visit.places where place.from <= visit.rest {
      haunt(
        visit.lane, place.plate, from: max(from, before.rest), until: place.from,
        rate: random.number(scenario.habits.overlapRates))
    }
    timetable.markStray(on: before.lane)
  }

  /// Draws whether a tray has a stray, and of what kind.
  private mutating func haunt(_ visit: inout VisitPlan, _ random: inout SeededGenerator) {
    let strays = scenario.strays
    guard random.chance(strays.share) else { return }
    let rate = random.number(strays.rates)
    let weights = [strays.nextLane, strays.carriedPast, strays.lyingNear, strays.foreign]
    let kind = random.index(of: weights)
    guard kind != 0 else {
      visit.neighbourRate = rate
      return
    }
    visit.hasStray = true
    var (from, until) = (visit.opens, visit.departs)
    switch kind {
    case 1:
      let width = visit.tap.since(visit.opens)
      from = visit.opens + random.duration(.milliseconds(-500)...width)
      until = from + random.duration(strays.carriedTime)
    case 2:
      from = from - random.duration(strays.lyingBefore)
      until = until + random.duration(strays.lyingAfter)
    default:
      from = from + random.duration(.seconds(-1) ... .seconds(1))
      until = until + random.duration(.seconds(-1) ... .seconds(1))
    }
    let plate = hall.take(from: from, until: until, &random)
    haunt(visit.lane, plate, from: from, until: until, rate: rate)
  }

  private mutating func haunt(
    _ lane: Int, _ plate: Int, from: Moment, until: Moment, rate: Double
  ) {
    presences.append(
      (
        lane,
        Presence(
          tag: hall.plates[plate].tag, uid: hall.plates[plate].uid, from: from, until: until,
          rate: rate, strength: random.integer(-74 ... -60))
      ))
  }

  /// Picks the plates of the next lane's trays that are read here too, once those are known.
  private mutating func planNeighbours(until moment: Moment) {
    while nextUnhaunted < planned, let visit = timetable.visit(numbered: nextUnhaunted),
      visit.opens < moment
    {
      nextUnhaunted += 1
      guard let rate = visit.neighbourRate,
        let source = timetable.neighbour(of: visit)
      else { continue }
      let place = source.places[random.integer(0...source.places.count - 1)]
      haunt(visit.lane, place.plate, from: place.from, until: place.until, rate: rate)
      timetable.markStray(numbered: visit.number)
    }
  }
}
