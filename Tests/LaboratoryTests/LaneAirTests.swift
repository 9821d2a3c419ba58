import Primitives
import ReaderEmulation
import TagReads
import Testing

@testable import Laboratory

/// The antenna reads as its parameters say.
struct LaneAirTests {
  private static let quiet = Scenario("quiet", about: "one plate, nothing goes wrong").with {
    $0.plateCount = 10
    $0.troubles = .none
    $0.pace.restingPeriod = .zero
  }

  /// Rounds of an antenna with plates at certain read rates and nothing else.
  private func rounds(
    _ count: Int, rates: [Double], _ scenario: Scenario = quiet
  ) -> (rounds: [AntennaRound], tags: [TagID]) {
    var random = SeededGenerator(seed: 11)
    let hall = Hall(scenario, random: &random)
    var air = LaneAir(scenario, lane: 0, random: random.split())
    let plates = hall.plates.prefix(rates.count)
    for (plate, rate) in zip(plates, rates) {
      air.expect(
        Presence(
          tag: plate.tag, uid: plate.uid, from: .origin, until: Moment(nanoseconds: .max),
          rate: rate))
    }
    return ((0..<count).map { _ in air.round(in: hall) }, plates.map(\.tag))
  }

  private func share(of tag: TagID, in rounds: [AntennaRound]) -> Double {
    Double(rounds.count { $0.round.tags.contains(tag) }) / Double(rounds.count)
  }

  @Test func `every plate is read at its own rate`() {
    let rates = [0.05, 0.3, 0.7, 0.95, 1]
    let (rounds, tags) = rounds(20_000, rates: rates)
    for (tag, rate) in zip(tags, rates) {
      #expect(abs(share(of: tag, in: rounds) - rate) < 0.012, "\(rate)")
    }
    #expect(rounds.allSatisfy { $0.round.quality == .complete && $0.unknowns.isEmpty })
  }

  /// A spell begins in 2 of 100 rounds and ends in 35: 5.4 % of rounds, in which next to nothing is
  /// read.
  @Test func `bursts take what they are said to take, and come in runs`() {
    let scenario = Self.quiet.with {
      $0.troubles.ownBursts = ReadFading(
        enterProbability: 0.02, leaveProbability: 0.35, rateFactor: 0)
    }
    let (rounds, tags) = rounds(40_000, rates: [1], scenario)
    let missed = rounds.map { !$0.round.tags.contains(tags[0]) }
    let missedCount = missed.count { $0 }
    let runCount = zip(missed, [false] + missed).count { $0.0 && !$0.1 }
    #expect(abs(Double(missedCount) / 40_000 - 0.02 / 0.37) < 0.004)
    #expect(abs(Double(missedCount) / Double(runCount) - 1 / 0.35) < 0.2, "mean length")
  }

  @Test func `shared bursts meet all plates at once, own bursts each for itself`() {
    func together(_ change: (inout AirTroubles) -> Void) -> Double {
      let scenario = Self.quiet.with { change(&$0.troubles) }
      let (rounds, _) = rounds(20_000, rates: [1, 1], scenario)
      let missing = rounds.map { 2 - $0.round.tags.count }
      return Double(missing.count { $0 == 2 }) / Double(missing.count { $0 > 0 })
    }
    let burst = ReadFading(enterProbability: 0.02, leaveProbability: 0.3, rateFactor: 0)
    #expect(together { $0.sharedBursts = burst } == 1)
    #expect(together { $0.ownBursts = burst } < 0.1)
  }

  @Test func `rounds are cut short, disturbed and haunted as often as said`() {
    let scenario = Self.quiet.with {
      ($0.troubles.partialShare, $0.troubles.disturbedShare) = (0.03, 0.05)
      $0.troubles.ghostShare = 0.02
    }
    let (rounds, tags) = rounds(20_000, rates: [1], scenario)
    func share(_ isMeant: (AntennaRound) -> Bool) -> Double {
      Double(rounds.count(where: isMeant)) / 20_000
    }
    #expect(abs(share { $0.round.quality == .partial } - 0.03) < 0.005)
    #expect(abs(share { $0.round.quality == .disturbed } - 0.05) < 0.006)
    #expect(abs(share { !$0.unknowns.isEmpty } - 0.02) < 0.004)
    let broken = rounds.filter { $0.round.quality != .complete }
    #expect(abs(self.share(of: tags[0], in: broken) - scenario.troubles.keptShare) < 0.05)
    #expect(rounds.allSatisfy { $0.unknowns.allSatisfy { $0 != tags[0] } })
  }

  @Test func `a damaged reply is a disturbed round without the tag`() {
    let scenario = Self.quiet.with { $0.troubles.corruptedShare = 0.1 }
    let (rounds, tags) = rounds(10_000, rates: [1], scenario)
    let broken = rounds.filter { $0.round.quality == .disturbed }
    #expect(abs(Double(broken.count) / 10_000 - 0.1) < 0.01)
    #expect(broken.allSatisfy { !$0.round.tags.contains(tags[0]) })
  }

  @Test func `a round takes what its tags take`() {
    let (rounds, _) = rounds(200, rates: [1, 1, 1])
    let air = SlotAnticollision(hallUIDs(3)).elapsed.nanoseconds
    let pace = ReaderPace()
    for round in rounds.map(\.round) {
      let rest = round.ended.since(round.began) - pace.fieldReset - .nanoseconds(air)
      #expect(pace.hostTime.contains(rest))
    }
    for (one, next) in zip(rounds, rounds.dropFirst()) {
      #expect(next.round.began.since(one.round.ended) == pace.pause)
    }
  }

  private func hallUIDs(_ count: Int) -> [UInt64] {
    var random = SeededGenerator(seed: 11)
    return Hall(Self.quiet, random: &random).plates.prefix(count).map(\.uid)
  }

  @Test func `a stalled reader leaves gaps`() {
    let scenario = Self.quiet.with { $0.pace.stallShare = 0.1 }
    let (rounds, _) = rounds(2_000, rates: [1], scenario)
    let gaps = zip(rounds, rounds.dropFirst()).map { $1.round.began.since($0.round.ended) }
    let stalls = gaps.filter { $0 > .milliseconds(10) }
    #expect(abs(Double(stalls.count) / 2_000 - 0.1) < 0.02)
    #expect(stalls.allSatisfy { $0 >= .milliseconds(500) && $0 < .milliseconds(2_010) })
  }

  @Test func `signal strength is told at UHF alone`() {
    #expect(rounds(5, rates: [1]).rounds.allSatisfy { $0.round.reads[0].signalStrengthDBm == nil })
    let uhf = Self.quiet.with { $0.pace.air = .gen2(Gen2Air()) }
    let reads = rounds(500, rates: [1], uhf).rounds.map { $0.round.reads[0] }
    #expect(reads.allSatisfy { abs(($0.signalStrengthDBm ?? 0) + 50) <= 6 })
    #expect(reads[0].tag.technology == .epc)
  }
}
