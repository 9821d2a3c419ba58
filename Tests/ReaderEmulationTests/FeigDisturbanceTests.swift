import Primitives
import ReaderEmulation
import TagReads
import Testing

struct FeigDisturbanceTests {
  @Test func `a busy reader does nothing so many times`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    bench.antenna.disturb(next: 2, as: .busy)
    #expect(bench.inventory()?.status == 0x0F)
    #expect(bench.command("65")?.status == 0x00)
    #expect(bench.inventory()?.status == 0x0F)
    #expect(bench.inventory()?.uids.count == 1)
  }

  @Test func `an aborted anticollision brings some and leaves the rest awake`() throws {
    let bench = FeigBench()
    let plates = try FeigBench.plates(12)
    bench.antenna.place(plates)
    bench.antenna.disturb(next: 1, as: .aborted)
    let first = try #require(bench.inventory())
    #expect(first.status == 0x83)
    #expect(first.uids.count < 12)
    let rest = try #require(bench.inventory())
    #expect(rest.status == 0x00)
    #expect((first.uids + rest.uids).sorted() == plates.map(\.id.description).sorted())
  }

  @Test func `a damaged reply does not pass its CRC`() throws {
    let bench = FeigBench()
    for round in 0..<50 {
      bench.antenna.disturb(next: 1, as: .damagedReply)
      let reply = bench.ask([0x02, 0x00, 0x09, 0xFF, 0xB0, 0x01, 0x00, 0x18, 0x43])
      #expect(FeigBench.sealed(Array(reply.dropLast(2))) != reply, "round \(round)")
    }
  }

  @Test func `a silent round is done all the same`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    bench.antenna.disturb(next: 1, as: .silence)
    #expect(bench.inventory() == nil)
    #expect(bench.inventory()?.status == 0x01)
  }

  @Test func `a noise warning still has its tags`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    bench.antenna.disturb(next: 1, as: .noiseWarning)
    let round = try #require(bench.inventory())
    #expect(round.status == 0x84)
    #expect(round.uids.count == 1)
  }

  @Test func `an abort on the second page drops what was left`() throws {
    let bench = FeigBench { $0.tagsPerReplyMax = 10 }
    bench.antenna.place(try FeigBench.plates(30))
    #expect(bench.inventory()?.status == 0x94)
    bench.antenna.disturb(next: 1, as: .aborted)
    #expect(bench.inventory(more: true)?.status == 0x83)
    #expect(bench.inventory(more: true)?.status == 0x01)
  }
}
