import Primitives
import ReaderEmulation
import TagReads
import Testing

struct FeigBlockTests {
  private let uid = "E004015000000001"

  private func bench(_ tag: (inout EmulatedTag) -> Void = { _ in }) throws -> FeigBench {
    let bench = FeigBench()
    var emulated = EmulatedTag(
      id: try FeigBench.plate(1), blocks: (0..<8).map { [UInt8($0), 0xA, 0xB, 0xC] }, afi: 0x07,
      dsfid: 0x3E)
    tag(&emulated)
    bench.antenna.place([emulated])
    return bench
  }

  @Test func `blocks are read addressed, alone, and selected`() throws {
    let bench = try bench()
    let block = "0104000C0B0A02"
    #expect(bench.command("B0 23 01 \(uid) 02 01").map { Hex.text($0.data) } == block)
    #expect(bench.command("B0 23 00 02 01").map { Hex.text($0.data) } == block)
    #expect(bench.command("B0 23 02 02 01")?.status == 0x01)
    #expect(bench.command("B0 25 01 \(uid)")?.status == 0x00)
    #expect(bench.command("B0 23 02 02 01").map { Hex.text($0.data) } == block)
  }

  @Test func `a quiet tag hears only its own number until it is reset to ready`() throws {
    let bench = try bench()
    _ = bench.inventory()
    #expect(bench.command("B0 23 00 00 01")?.status == 0x01)
    #expect(bench.command("B0 23 01 \(uid) 00 01")?.status == 0x00)
    #expect(bench.command("B0 26 01 \(uid)")?.status == 0x00)
    #expect(bench.command("B0 23 00 00 01")?.status == 0x00)
    #expect(bench.inventory()?.uids == [uid])
  }

  @Test func `two tags answering at once cannot be read`() throws {
    let bench = try bench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(2))])
    #expect(bench.command("B0 23 00 00 01")?.status == 0x02)
  }

  @Test func `lock states are given when asked for`() throws {
    let bench = try bench { $0.lockedBlocks = [1] }
    #expect(
      bench.command("B0 23 09 \(uid) 00 02").map { Hex.text($0.data) }
        == "0204" + "000C0B0A00" + "010C0B0A01")
    #expect(
      bench.command("B0 23 01 \(uid) 00 02").map { Hex.text($0.data) }
        == "0204" + "000C0B0A00" + "000C0B0A01")
  }

  @Test func `a block that is not there is the tag's error`() throws {
    let bench = try bench()
    let read = try #require(bench.command("B0 23 01 \(uid) 07 02"))
    #expect(read.status == 0x95)
    #expect(read.data == [0x10])
    let write = try #require(bench.command("B0 24 01 \(uid) 07 02 04 01020304 05060708"))
    #expect(write.status == 0x95)
    #expect(write.data == [0x10, 0x08])
    #expect(bench.antenna.memory(of: try FeigBench.plate(1))?[7] == [4, 3, 2, 1])
  }

  @Test func `a locked block is the tag's error and keeps its bytes`() throws {
    let bench = try bench { $0.lockedBlocks = [3] }
    let write = try #require(bench.command("B0 24 01 \(uid) 03 01 04 01020304"))
    #expect(write.status == 0x95)
    #expect(write.data == [0x12, 0x03])
    #expect(bench.antenna.memory(of: try FeigBench.plate(1))?[3] == [3, 0xA, 0xB, 0xC])
  }

  @Test func `a tag that is gone is not there, one that is missed fails at its block`() throws {
    let bench = try bench()
    #expect(bench.command("B0 24 01 E004015000000099 00 01 04 01020304")?.status == 0x01)
    #expect(bench.command("B0 23 01 E004015000000099 00 01")?.status == 0x01)
    bench.antenna.setReadRate(0, for: try FeigBench.plate(1))
    #expect(bench.command("B0 23 01 \(uid) 00 01")?.status == 0x01)
    let write = try #require(bench.command("B0 24 01 \(uid) 05 01 04 01020304"))
    #expect(write.status == 0x03)
    #expect(write.data == [0x05])
  }

  @Test func `a write that was not confirmed has sometimes happened`() throws {
    let bench = try bench { $0.readRate = 0 }
    var written = 0
    for value in UInt8(1)...100 {
      #expect(bench.command("B0 24 01 \(uid) 00 01 04 000000\(Hex.text([value]))")?.status == 0x03)
      if bench.antenna.memory(of: try FeigBench.plate(1))?[0][0] == value { written += 1 }
    }
    #expect((30...70).contains(written))
  }

  @Test func `system information`() throws {
    let bench = try bench()
    #expect(
      bench.command("B0 2B 01 \(uid)").map { Hex.text($0.data) } == "3E" + uid + "07" + "0307"
        + "01")
  }

  @Test func `nothing is read without a field`() throws {
    let bench = try bench()
    _ = bench.command("6A 00")
    #expect(bench.command("B0 23 01 \(uid) 00 01")?.status == 0x01)
  }

  @Test func `mode bits the reader does not have are out of range`() throws {
    let bench = try bench()
    #expect(bench.command("B0 23 11 \(uid) 00 01")?.status == 0x11)
    #expect(bench.command("B0 01 40")?.status == 0x11)
    #expect(bench.command("B0 23 01 \(uid) 00 00")?.status == 0x11)
    #expect(bench.command("B0 24 01 \(uid) 00 01 04 010203")?.status == 0x81)
  }
}
