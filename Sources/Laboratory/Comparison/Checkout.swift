import Primitives
import TagReads
import Trays

/// One contender at the lanes of a station: its deciders, its diners, and what became of them.
struct Checkout {
  private(set) var tally = Tally()
  private var deciders: [any TrayDecider]
  private var diners: [Diner]
  private var clocks: [Moment]
  private var station: any StationSide
  private var paidPlates: PaidPlates

  init(_ contender: Contender, laneCount: Int, plateCount: Int) {
    deciders = (0..<laneCount).map { _ in contender.make() }
    diners = Array(repeating: Diner(), count: laneCount)
    clocks = Array(repeating: .origin, count: laneCount)
    station = contender.station()
    paidPlates = PaidPlates(plateCount: plateCount)
  }

  /// Plays rounds through the deciders and lets the diners act between them.
  mutating func take(_ rounds: [AntennaRound], _ stream: RoundStream) {
    let (timetable, hall) = (stream.timetable, stream.hall)
    for round in rounds { take(round, timetable, hall) }
  }

  /// The run is over: whoever still stands there has not paid.
  mutating func close(_ stream: RoundStream) {
    for lane in diners.indices {
      if let visit = stream.timetable.visit(diners[lane].index, on: lane) { leave(lane, visit) }
    }
  }

  private mutating func take(_ round: AntennaRound, _ timetable: Timetable, _ hall: Hall) {
    let (lane, now) = (round.lane, round.delivered)
    pass(lane, until: now, wakesInTime: !round.isAfterSleep, timetable, hall)
    let events = Self.observe(round, by: &deciders[lane], asking: station)
    handle(events, lane, at: now, timetable, hall)
    station.observed(by: deciders[lane], on: lane, at: now)
    tapIfWanted(lane, at: now, timetable, hall)
  }

  private static func observe(
    _ round: AntennaRound, by decider: inout any TrayDecider, asking station: any StationSide
  ) -> [TrayEvent] {
    let unknowns = round.unknowns
    return decider.observe(round.round) { tag in
      let isUnknown = !unknowns.isEmpty && unknowns.contains(tag)
      return station.knowledge(
        of: tag, standing: isUnknown ? .unknown : .plate, on: round.lane, at: round.delivered)
    }
  }
}

// What happens between two rounds of a lane.
extension Checkout {
  private enum Step {
    case leave
    case arrive(VisitPlan)
    case wake, tap
  }

  private mutating func pass(
    _ lane: Int, until now: Moment, wakesInTime: Bool, _ timetable: Timetable, _ hall: Hall
  ) {
    var isWoken = false
    while let (step, at) = nextStep(lane, wakesInTime, isWoken, now, timetable), at <= now {
      clocks[lane] = max(clocks[lane], at)
      switch step {
      case .leave:
        if let visit = timetable.visit(diners[lane].index, on: lane) { leave(lane, visit) }
      case .arrive(let visit): diners[lane].arrive(visit)
      case .wake:
        let wanted = deciders[lane].nextWake
        let events = deciders[lane].wake(at: clocks[lane])
        handle(events, lane, at: clocks[lane], timetable, hall)
        isWoken = deciders[lane].nextWake == wanted
      case .tap: tap(lane, at: clocks[lane], timetable, hall)
      }
    }
    clocks[lane] = max(clocks[lane], now)
  }

  /// What comes next, and when; a decider that slept through its time is woken at the end.
  private func nextStep(
    _ lane: Int, _ wakesInTime: Bool, _ isWoken: Bool, _ now: Moment, _ timetable: Timetable
  ) -> (Step, Moment)? {
    let diner = diners[lane]
    var found: (Step, Moment)?
    func offer(_ step: Step, _ at: Moment) {
      if at < found?.1 ?? Moment(nanoseconds: .max) { found = (step, at) }
    }
    let next = timetable.visit(diner.index + 1, on: lane)
    if diner.stage != .away, let visit = timetable.visit(diner.index, on: lane) {
      offer(.leave, next.map { min($0.opens, visit.departs) } ?? visit.departs)
    } else if let next {
      offer(.arrive(next), next.opens)
    }
    if !isWoken, let wake = deciders[lane].nextWake {
      offer(.wake, wakesInTime ? max(wake, clocks[lane]) : max(wake, now))
    }
    if case .waiting(let tap) = diner.stage, tap <= now, deciders[lane].settled != nil {
      offer(.tap, max(tap, clocks[lane]))
    }
    return found
  }

  private mutating func tapIfWanted(
    _ lane: Int, at now: Moment, _ timetable: Timetable, _ hall: Hall
  ) {
    guard case .waiting(let wanted) = diners[lane].stage, wanted <= now,
      deciders[lane].settled != nil
    else { return }
    tap(lane, at: now, timetable, hall)
  }

  private mutating func tap(_ lane: Int, at now: Moment, _ timetable: Timetable, _ hall: Hall) {
    diners[lane].tap(at: now)
    handle(deciders[lane].beginDecisiveLook(at: now), lane, at: now, timetable, hall)
  }

  private mutating func leave(_ lane: Int, _ visit: VisitPlan) {
    guard diners[lane].stage != .away else { return }
    if case .looking = diners[lane].stage { deciders[lane].cancelDecisiveLook() }
    tally.note(diners[lane], of: visit)
    diners[lane].leave()
  }
}

// What the deciders say.
extension Checkout {
  private mutating func handle(
    _ events: [TrayEvent], _ lane: Int, at now: Moment, _ timetable: Timetable, _ hall: Hall
  ) {
    guard !events.isEmpty, diners[lane].stage != .away,
      let visit = timetable.visit(diners[lane].index, on: lane)
    else { return }
    for event in events {
      switch event {
      case .settled(let reading) where !diners[lane].hasPaid:
        diners[lane].bills.note(reading, of: visit, at: now)
      case .confirmed(let reading):
        guard case .looking(let tap) = diners[lane].stage else { continue }
        answer(reading, tapped: tap, lane, visit, at: now, timetable, hall)
      case .contradicted, .undecided:
        if case .looking = diners[lane].stage { diners[lane].beRefused(at: now) }
      default: continue
      }
    }
  }

  /// A bill with a tag nobody has registered is shown as a problem and cannot be paid.
  private mutating func answer(
    _ reading: TrayReading, tapped tap: Moment, _ lane: Int, _ visit: VisitPlan, at now: Moment,
    _ timetable: Timetable, _ hall: Hall
  ) {
    let plates = reading.tags.compactMap(hall.index)
    guard plates.count == reading.tags.count else { return diners[lane].beRefused(at: now) }
    let homes = timetable.homes(of: plates, at: now)
    let twice = paidPlates.note(plates, homes: homes)
    let faults = PaymentFaults(
      paid: reading.tags, homes: homes, truth: visit.truth(at: tap), visit: visit.number)
    tally.note(faults, paidTwice: twice, confirmedAfter: now.since(tap))
    diners[lane].pay()
    station.paid(reading, by: deciders[lane], on: lane, at: now)
  }
}
