import Primitives
import ReaderEmulation
import TagReads
import Testing

struct AntennaFieldTests {
  /// How often each tag is read in so many rounds with an RF reset before each.
  private func hits(_ bench: FeigBench, rounds: Int) -> [String: Int] {
    var hits: [String: Int] = [:]
    for _ in 0..<rounds {
      _ = bench.command("69")
      for uid in bench.inventory()?.uids ?? [] { hits[uid, default: 0] += 1 }
    }
    return hits
  }

  @Test func `each tag is missed as often as its read rate says`() throws {
    let bench = FeigBench()
    let rates = [1.0, 0.9, 0.5, 0.05, 0.0]
    for (number, rate) in rates.enumerated() {
      bench.antenna.place([
        EmulatedTag(id: try FeigBench.plate(UInt64(number)), readRate: rate)
      ])
    }
    let hits = hits(bench, rounds: 2000)
    for (number, rate) in rates.enumerated() {
      let read = Double(hits[try FeigBench.plate(UInt64(number)).description] ?? 0) / 2000
      #expect(abs(read - rate) < 0.04, "rate \(rate), read \(read)")
    }
    #expect(hits[try FeigBench.plate(0).description] == 2000)
    #expect(hits[try FeigBench.plate(4).description] == nil)
  }

  @Test func `misses of a fading tag come in spells`() throws {
    let bench = FeigBench()
    let fading = ReadFading(enterProbability: 0.02, leaveProbability: 0.1, rateFactor: 0)
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1), fading: fading)])
    var reads: [Bool] = []
    for _ in 0..<12_000 {
      _ = bench.command("69")
      reads.append(bench.inventory()?.uids.isEmpty == false)
    }
    let misses = reads.filter { !$0 }.count
    let spells = zip([true] + reads, reads).filter { $0 && !$1 }.count
    #expect(abs(Double(misses) / 12_000 - 0.02 / 0.12) < 0.04)
    #expect(Double(misses) / Double(spells) > 6)
  }

  @Test func `a shared spell meets all tags at once`() throws {
    let bench = FeigBench()
    bench.antenna.place(try FeigBench.plates(5))
    bench.antenna.setSharedFading(
      ReadFading(enterProbability: 0.05, leaveProbability: 0.2, rateFactor: 0))
    var counts: Set<Int> = []
    for _ in 0..<300 {
      _ = bench.command("69")
      counts.insert(bench.inventory()?.uids.count ?? -1)
    }
    #expect(counts == [0, 5])
  }

  @Test func `a tag's reads do not depend on the tags beside it`() throws {
    func pattern(neighbours: Int) throws -> [Bool] {
      let bench = FeigBench()
      let id = try FeigBench.plate(0xFFFF)
      bench.antenna.place([EmulatedTag(id: id, readRate: 0.6)])
      bench.antenna.place(try FeigBench.plates(neighbours))
      return (0..<100).map { _ in
        _ = bench.command("69")
        return bench.inventory()?.uids.contains(id.description) == true
      }
    }
    #expect(try pattern(neighbours: 0) == pattern(neighbours: 9))
  }

  @Test func `the same seed gives the same bytes at the same times`() throws {
    func run(seed: UInt64) throws -> [String] {
      let antenna = AntennaField(seed: seed)
      antenna.place(
        try FeigBench.plates(9).map { EmulatedTag(id: $0.id, readRate: 0.7) })
      antenna.disturb(next: 2, as: .damagedReply)
      let bench = FeigBench()
      bench.reader = FeigReaderEmulator(antenna: antenna)
      return (0..<60).map { _ in
        _ = bench.command("69")
        let reply = bench.ask("02 00 09 FF B0 01 00 18 43")
        return "\(bench.now.nanoseconds) \(reply)"
      }
    }
    #expect(try run(seed: 5) == run(seed: 5))
    #expect(try run(seed: 5) != run(seed: 6))
  }

  @Test func `what lies there is the truth, read or not`() throws {
    let antenna = AntennaField(seed: 1)
    let (bowl, dish) = (try FeigBench.plate(2), try FeigBench.plate(1))
    antenna.place([EmulatedTag(id: bowl, readRate: 0), EmulatedTag(id: dish)])
    #expect(antenna.present == [dish, bowl])
    #expect(antenna.remove([bowl, bowl]).map(\.id) == [bowl])
    #expect(antenna.memory(of: bowl) == nil)
    antenna.clear()
    #expect(antenna.present == [])
  }
}
