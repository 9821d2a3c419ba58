import Primitives
import TagReads
import Trays

/// Sixteen lanes with thirty plates each, of which two are read on the next lane too.
struct FullStation {
  private let laneCount = 16
  private let plateCount = 30
  private var engines: [TrayEngine]
  private var arbiter = LaneArbiter()
  private var random = SeededGenerator(seed: 1)

  init() {
    engines = (0..<16).map { _ in TrayEngine() }
  }

  /// Plays rounds, the lanes taking turns, and prints the median and the slowest percent of what a
  /// lane's round costs: engine, arbiter and what is known of the tags.
  func measure(rounds: Int) {
    var station = self
    let clock = ContinuousClock()
    var costs: [Duration] = []
    costs.reserveCapacity(rounds)
    for number in 0..<rounds {
      let lane = number % laneCount
      let round = station.round(on: lane, number: number / laneCount)
      costs.append(clock.measure { station.take(round, on: lane) })
    }
    costs.sort()
    func microseconds(_ share: Double) -> String {
      let cost = costs[Int(Double(costs.count - 1) * share)] / .microseconds(1)
      return "\((cost * 10).rounded() / 10) us"
    }
    print(
      "round of \(plateCount) tags, \(laneCount) lanes: p50 \(microseconds(0.5)),",
      "p95 \(microseconds(0.95)), p99 \(microseconds(0.99)) each, \(rounds) rounds")
  }

  private mutating func round(on lane: Int, number: Int) -> InventoryRound {
    var reads: [TagRead] = []
    for plate in 0..<plateCount where random.chance(0.9) { add(plate, of: lane, to: &reads) }
    for plate in 0..<2 where random.chance(0.2) {
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

  private mutating func take(_ round: InventoryRound, on lane: Int) {
    let arbiter = arbiter
    _ = engines[lane].observe(round) { tag in
      TagKnowledge(.plate, rival: arbiter.rival(of: tag, on: lane, at: round.ended))
    }
    self.arbiter.note(engines[lane].claims, of: lane, at: round.ended)
  }
}
