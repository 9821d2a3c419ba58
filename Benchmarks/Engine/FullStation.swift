import Primitives
import TagReads
import Trays

/// Sixteen lanes with thirty plates each, of which two are read on the next lane too, as a station
/// runs them: with what is remembered of each plate, and with the evidence kept.
struct FullStation {
  /// - stayRounds (rounds, 60): how long a tray stands on its lane, of `visitRounds`.
  private let stayRounds = 60
  private let visitRounds = 70
  private let tapRound = 30
  private let laneCount = 16
  private let plateCount = 30
  private var engines: [RecordedEngine]
  private var arbiter = LaneArbiter()
  private var memory = PlateMemory()
  private var random = SeededGenerator(seed: 1)

  init() {
    engines = (0..<16).map { _ in RecordedEngine() }
  }

  /// Plays rounds, the lanes taking turns, and prints the median and the slowest percent of what a
  /// lane's round with plates costs: engine, evidence, arbiter and what is known of the tags.
  func measure(rounds: Int) {
    var station = self
    let clock = ContinuousClock()
    var costs: [Duration] = []
    costs.reserveCapacity(rounds)
    for number in 0..<rounds {
      let lane = number % laneCount
      let round = station.round(on: lane, number: number / laneCount)
      let cost = clock.measure { station.take(round, number / station.laneCount, on: lane) }
      if !round.reads.isEmpty { costs.append(cost) }
    }
    costs.sort()
    func microseconds(_ share: Double) -> String {
      let cost = costs[Int(Double(costs.count - 1) * share)] / .microseconds(1)
      return "\((cost * 10).rounded() / 10) us"
    }
    print(
      "round of \(plateCount) tags, \(laneCount) lanes: p50 \(microseconds(0.5)),",
      "p95 \(microseconds(0.95)), p99 \(microseconds(0.99))",
      "each; \(costs.count) rounds, \(station.memory.count) plates remembered")
  }

  private mutating func round(on lane: Int, number: Int) -> InventoryRound {
    var reads: [TagRead] = []
    let isThere = number % visitRounds < stayRounds
    for plate in 0..<plateCount where isThere && random.chance(0.9) {
      add(plate, of: lane, to: &reads)
    }
    for plate in 0..<2 where isThere && random.chance(0.2) {
      add(plate, of: (lane + 1) % laneCount, to: &reads)
    }
    let began = Moment.origin + .milliseconds(250 * number + lane)
    return InventoryRound(
      reads, quality: .complete, began: began, ended: began + .milliseconds(220))
  }

  private func add(_ plate: Int, of lane: Int, to reads: inout [TagRead]) {
    let number = 0xE004_0150_0000_0000 + UInt64(lane * 100 + plate)
    if let tag = TagID(iso15693: number) { reads.append(TagRead(tag)) }
  }

  private mutating func take(_ round: InventoryRound, _ number: Int, on lane: Int) {
    let (arbiter, memory) = (arbiter, memory)
    if number % visitRounds == tapRound { _ = engines[lane].beginDecisiveLook(at: round.began) }
    let (habits, learned) = (engines[lane].habits, engines[lane].lesson)
    _ = engines[lane].observe(round) { tag in
      TagKnowledge(
        .plate, past: memory.past(of: tag, on: habits),
        rival: arbiter.rival(of: tag, on: lane, at: round.ended))
    }
    self.arbiter.note(engines[lane].claims, of: lane, at: round.ended)
    if let lesson = engines[lane].lesson, lesson != learned { self.memory.learn(lesson) }
  }
}
