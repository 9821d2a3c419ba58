import Primitives
import TagReads
import Testing

@testable import Laboratory

struct RoundStreamTests {
  private func rounds(_ scenario: Scenario, seed: UInt64 = 9, atMost: Int = 2_048) -> [AntennaRound]
  {
    var stream = RoundStream(scenario, visits: 40, seed: seed)
    var all: [AntennaRound] = []
    while case let some = stream.next(atMost: atMost), !some.isEmpty { all += some }
    return all
  }

  @Test func `the same seed gives the same rounds, however they are asked for`() {
    let one = rounds(.mixed)
    #expect(one.map(\.round) == rounds(.mixed).map(\.round))
    #expect(one.map(\.round) == rounds(.mixed, atMost: 2_048 * 7).map(\.round))
    #expect(one.map(\.round) != rounds(.mixed, seed: 10).map(\.round))
  }

  @Test func `rounds come in the order of their delivery, on each lane its own`() {
    let all = rounds(.mixed)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.delivered <= $1.delivered })
    #expect(Set(all.map(\.lane)) == [0, 1])
    for lane in 0...1 {
      let own = all.filter { $0.lane == lane }
      #expect(zip(own, own.dropFirst()).allSatisfy { $0.round.ended < $1.round.began })
    }
  }

  /// Until the first read of a plate the lane rests, and again when the tray has gone.
  @Test func `a lane rests while there is no tray`() throws {
    var stream = RoundStream(.plain, visits: 2, seed: 9)
    let all = stream.next(atMost: 100_000).filter { $0.lane == 0 }.map(\.round)
    let visit = try #require(stream.timetable.visit(0, on: 0))
    let gaps = zip(all, all.dropFirst()).map { ($0, $1.began.since($0.began)) }
    let cleared = visit.departs + .milliseconds(500)
    let without = gaps.filter { $0.0.ended < visit.opens || $0.0.began > cleared }
    let first = all.first { !$0.reads.isEmpty }?.began ?? .origin
    let with = gaps.filter { $0.0.began >= first && $0.0.ended < visit.departs }
    #expect(without.count > 20 && without.allSatisfy { $0.1 == .milliseconds(100) })
    #expect(with.count > 40 && with.allSatisfy { $0.1 < .milliseconds(100) })
  }

  @Test func `a stumbling reader delivers rounds twice and in the wrong order`() {
    let all = rounds(.named("stalls") ?? .mixed).filter { $0.lane == 0 }
    let pairs = zip(all, all.dropFirst())
    #expect(pairs.contains { $0.round == $1.round })
    #expect(pairs.contains { $0.round.began > $1.round.ended })
    #expect(all.contains { $0.isAfterSleep })
    #expect(pairs.allSatisfy { $0.delivered <= $1.delivered })
  }

  @Test func `lanes are watched until after their last tray`() {
    var stream = RoundStream(.plain, visits: 6, seed: 9)
    let all = stream.next(atMost: 100_000)
    let departures = (0..<6).compactMap { stream.timetable.visit(numbered: $0)?.departs }
    #expect(departures.count == 6)
    for lane in 0...1 {
      let last = stream.timetable.lastDeparture(on: lane)
      let end = all.last { $0.lane == lane }?.round.ended ?? .origin
      #expect((.seconds(1) ... .seconds(3)).contains(end.since(last)))
    }
    let more = stream.next()
    #expect(more.isEmpty)
  }
}
