import Primitives

/// A visit while it is being drawn: first when it comes, then with what.
struct VisitDraft {
  private let scenario: Scenario
  private let number: Int
  private let lane: Int
  private let opens: Moment
  private let ramp: Duration
  private(set) var isOverlapping = false
  private var rest: Moment
  private var tap: Moment
  private var departs: Moment
  private var places: [VisitPlan.Place] = []
  private var hasLateDish = false
  private var placing: TrayPlacing?

  init(
    _ scenario: Scenario, number: Int, lane: Int, before: VisitPlan?,
    _ random: inout SeededGenerator
  ) {
    let habits = scenario.habits
    self.scenario = scenario
    self.number = number
    self.lane = lane
    let gap = random.duration(habits.gap)
    let isSwap = random.chance(habits.swapShare)
    let sharesRound = random.chance(0.5)
    isOverlapping = random.chance(habits.overlapShare)
    guard let before else {
      isOverlapping = false
      opens = .origin + .seconds(12) + gap * (lane + 1)
      ramp = habits.arrivalRamp
      (rest, tap, departs) = (opens, opens, opens)
      return
    }
    let wait = isOverlapping ? .zero : isSwap ? .milliseconds(sharesRound ? -60 : 0) : gap
    opens = before.departs + wait
    ramp = isSwap ? .milliseconds(60) : habits.arrivalRamp
    (rest, tap, departs) = (opens, opens, opens)
  }

  /// Draws the plates, and from when they are in their places when the diner taps.
  mutating func fill(from hall: inout Hall, _ random: inout SeededGenerator) {
    let habits = scenario.habits
    let count = random.integer(habits.plateCount)
    placing = TrayPlacing(habits, &random)
    let arrivals = (0..<count).map { _ in opens + random.duration(.zero...ramp) }.sorted()
    rest = arrivals.last ?? opens
    let wait = random.duration(habits.tapAfter)
    tap = rest + wait
    departs = tap + random.duration(habits.stayAfter)
    for arrival in arrivals { add(at: arrival, from: &hall, &random) }
    for _ in arrivals where random.chance(habits.lateShare) {
      let latest = min(habits.lateAfter.upperBound, wait - habits.lateBeforeTap)
      let after = random.duration(habits.lateAfter.lowerBound...latest)
      add(at: rest + after, from: &hall, &random)
      hasLateDish = true
    }
    if count > 1, random.chance(habits.removedShare) { takeOff(&random) }
  }

  /// The visit as drawn.
  func visit() -> VisitPlan {
    VisitPlan(
      number: number, lane: lane, opens: opens, rest: rest, tap: tap, departs: departs,
      places: places.sorted { $0.tag < $1.tag }, hasLateDish: hasLateDish)
  }

  private mutating func add(
    at arrival: Moment, from hall: inout Hall, _ random: inout SeededGenerator
  ) {
    let habits = scenario.habits
    let lift = departs + random.duration(.zero...habits.liftRamp)
    let plate = hall.take(from: opens, until: lift, &random)
    let before = places.indices.filter { places[$0].from <= arrival }
    if !before.isEmpty, random.chance(habits.couplingShare) {
      let other = before[random.integer(0...before.count - 1)]
      let rate = places[other].rate(at: arrival) * random.number(habits.couplingFactor)
      places[other].shift = RateShift(at: arrival, rate: min(rate, PlateQuality.rateMax))
    }
    places.append(
      VisitPlan.Place(
        plate: plate, tag: hall.plates[plate].tag, from: arrival, until: lift,
        rate: scenario.quality.onVisit(hall.plates[plate].quality, &random)
          * (placing?.factor(&random) ?? 1)))
  }

  /// Takes one of the first plates off by hand, well after it was put down and before the tap.
  private mutating func takeOff(_ random: inout SeededGenerator) {
    let earliest: Duration = .milliseconds(300)
    let latest = max(earliest, tap.since(rest) - .milliseconds(600))
    places[0].until = rest + random.duration(earliest...latest)
  }
}
