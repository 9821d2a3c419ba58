import Primitives

/// The rounds of all lanes of a scenario, in the order in which the station gets them.
///
/// The same scenario, seed and number of trays give the same rounds, whoever asks and however
/// often.
struct RoundStream {
  private(set) var planner: VisitPlanner
  private var airs: [LaneAir] = []
  private var ready: [[AntennaRound]]
  private var isOver = false
  private let pace: ReaderPace
  private var random: SeededGenerator

  /// How long a lane is watched after its last tray.
  private static let epilogue: Duration = .seconds(2)

  init(_ scenario: Scenario, visits: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    planner = VisitPlanner(scenario, visits: visits, seed: random.next())
    pace = scenario.pace
    for lane in 0..<scenario.laneCount {
      airs.append(LaneAir(scenario, lane: lane, random: random.split()))
    }
    ready = Array(repeating: [], count: scenario.laneCount)
    self.random = random
  }

  /// The visits around the rounds given last.
  var timetable: Timetable { planner.timetable }

  /// The plates of the canteen.
  var hall: Hall { planner.hall }

  /// The next rounds, some thousand of them; none when the last tray has left.
  mutating func next(atMost count: Int = 2_048) -> [AntennaRound] {
    guard let earliest = airs.map(\.now).min(), !isOver else { return [] }
    planner.forget(before: earliest)
    var rounds: [AntennaRound] = []
    rounds.reserveCapacity(count)
    while rounds.count < count, let round = nextRound() { rounds.append(round) }
    isOver = rounds.count < count
    return rounds
  }

  private mutating func nextRound() -> AntennaRound? {
    for lane in airs.indices where ready[lane].isEmpty { deliver(on: lane) }
    let lane = ready.indices.min { first, second in
      guard let one = ready[first].first else { return false }
      guard let other = ready[second].first else { return true }
      return one.delivered < other.delivered
    }
    guard let lane, !ready[lane].isEmpty else { return nil }
    return ready[lane].removeFirst()
  }

  private mutating func nextRound(of lane: Int) -> AntennaRound {
    let tray = planner.timetable.visit(at: airs[lane].now, on: lane)
    return airs[lane].round(in: planner.hall, tray: tray)
  }

  /// Takes a lane's next round, which may come twice or after the next one.
  private mutating func deliver(on lane: Int) {
    planner.plan(until: airs[lane].now)
    for planned in planner.presences { airs[planned.lane].expect(planned.presence) }
    planner.presences.removeAll(keepingCapacity: true)
    guard airs[lane].now < planner.timetable.lastDeparture(on: lane) + Self.epilogue else { return }
    let round = nextRound(of: lane)
    ready[lane].append(round)
    if random.chance(pace.duplicateShare) { ready[lane].append(round) }
    if random.chance(pace.reorderedShare) {
      let after = nextRound(of: lane)
      let late = AntennaRound(
        lane: lane, round: round.round, delivered: after.delivered, unknowns: round.unknowns)
      ready[lane] = [after, late]
    }
  }
}
