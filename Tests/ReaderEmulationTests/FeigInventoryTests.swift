import Primitives
import ReaderEmulation
import TagReads
import Testing

struct FeigInventoryTests {
  @Test func `a detected tag is quiet until the field has been off`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    #expect(bench.inventory()?.uids == ["E004015000000001"])
    #expect(bench.inventory()?.status == 0x01)
    #expect(bench.command("69")?.status == 0x00)
    #expect(bench.inventory()?.uids == ["E004015000000001"])
    _ = bench.command("6A 00")
    #expect(bench.inventory()?.status == 0x01)
    _ = bench.command("6A 01")
    #expect(bench.inventory()?.uids == ["E004015000000001"])
  }

  @Test func `a tag that was taken away and put back is reported again`() throws {
    let bench = FeigBench()
    let (bowl, dish) = (try FeigBench.plate(1), try FeigBench.plate(2))
    bench.antenna.place([EmulatedTag(id: bowl), EmulatedTag(id: dish)])
    #expect(bench.inventory()?.uids.count == 2)
    let taken = bench.antenna.remove([bowl])
    #expect(bench.inventory()?.status == 0x01)
    bench.antenna.place(taken)
    #expect(bench.inventory()?.uids == [bowl.description])
  }

  @Test(arguments: ["63", "64", "64 00"])
  func `a restart wakes the tags`(restart: String) throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    _ = bench.inventory()
    #expect(bench.command(restart)?.status == 0x00)
    #expect(bench.inventory()?.uids.count == 1)
  }

  @Test func `pulling the plug loses the reply and wakes the tags`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    bench.reader.hostSent([0x07, 0xFF, 0xB0, 0x01, 0x00, 0x1C, 0x56], at: bench.now)
    bench.reader.powerCycle(at: bench.now + .milliseconds(1))
    #expect(bench.reader.nextOutput == nil)
    #expect(bench.inventory()?.uids.count == 1)
  }

  @Test func `without ONT the reader resets the field itself`() throws {
    let bench = FeigBench { $0.reportsTagsOnce = false }
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    #expect(bench.inventory()?.uids.count == 1)
    #expect(bench.inventory()?.uids.count == 1)
  }

  @Test func `thirty tags come in two pages`() throws {
    let bench = FeigBench()
    let plates = try FeigBench.plates(30)
    bench.antenna.place(plates)
    let first = try #require(bench.inventory())
    #expect(first.status == 0x94)
    #expect(first.uids.count == 24)
    let second = try #require(bench.inventory(more: true))
    #expect(second.status == 0x00)
    #expect(second.uids.count == 6)
    #expect((first.uids + second.uids).sorted() == plates.map(\.id.description).sorted())
    #expect(bench.inventory(more: true)?.status == 0x01)
  }

  @Test func `what was not fetched with MORE is quiet and lost until a reset`() throws {
    let bench = FeigBench { $0.tagsPerReplyMax = 4 }
    bench.antenna.place(try FeigBench.plates(6))
    #expect(bench.inventory()?.status == 0x94)
    #expect(bench.inventory()?.status == 0x01)
    #expect(bench.inventory(more: true)?.status == 0x01)
    _ = bench.command("69")
    #expect(bench.inventory()?.uids.count == 4)
  }

  @Test func `cards lie among the plates with sets of their own`() throws {
    let bench = FeigBench()
    bench.antenna.place([
      EmulatedTag(id: try FeigBench.plate(1)),
      EmulatedTag(id: try #require(TagID("04A1B2C3D4E5F6"))),
      EmulatedTag(id: try #require(TagID("0102030405060708090A"))),
      EmulatedTag(id: try #require(TagID("DEADBEEF"))),
    ])
    let data = try #require(bench.command("B0 01 00")).data
    #expect(
      Hex.text(data)
        == "04" + "0300E004015000000001" + "0400000102030405060708090A".replacingTRInfo()
        + "04000004A1B2C3D4E5F6" + "040000000000DEADBEEF")
  }

  @Test func `scan mode refuses tag commands and nothing else`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    bench.reader.setScanMode(true)
    #expect(bench.inventory()?.status == 0x82)
    #expect(bench.command("B0 2B 00")?.status == 0x82)
    #expect(bench.command("65")?.status == 0x00)
    bench.reader.setScanMode(false)
    #expect(bench.inventory()?.uids.count == 1)
  }

  @Test func `a noisy antenna is warned of in every reply that would be good`() throws {
    let bench = FeigBench { $0.warnsOfNoise = true }
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1))])
    #expect(bench.command("65")?.status == 0x84)
    #expect(bench.command("65")?.data.count == 7)
    let round = try #require(bench.inventory())
    #expect(round.status == 0x84)
    #expect(round.uids.count == 1)
    #expect(bench.inventory()?.status == 0x01)
  }
}

extension String {
  /// The ten-byte UID's set: TR-INFO has bit 2 set.
  fileprivate func replacingTRInfo() -> String { "040400" + dropFirst(6) }
}
