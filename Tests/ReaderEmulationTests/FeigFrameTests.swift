import Primitives
import ReaderEmulation
import TagReads
import Testing

struct FeigFrameTests {
  private static let version: [UInt8] = [0x05, 0xFF, 0x65, 0xE5, 0xCB]

  @Test func `every single wrong bit silences the reader`() {
    for bit in 0..<Self.version.count * 8 {
      let bench = FeigBench()
      var damaged = Self.version
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(bench.ask(damaged) == [], "bit \(bit)")
      #expect(!bench.ask(Self.version).isEmpty, "after bit \(bit)")
    }
  }

  @Test(arguments: ["00", "01", "03 FF 65", "04 FF 65 00", "02 00 06 FF 65 00", "02 00 00 FF"])
  func `no frame is that short`(bytes: String) {
    let bench = FeigBench()
    #expect(bench.ask(bytes) == "")
    #expect(!bench.ask(Self.version).isEmpty)
  }

  @Test func `a frame may come byte by byte within the character gap`() {
    let bench = FeigBench()
    for byte in Self.version {
      #expect(bench.reader.nextOutput == nil)
      bench.now = bench.now + .milliseconds(12)
      bench.reader.hostSent([byte], at: bench.now)
    }
    #expect(bench.reader.nextOutput != nil)
  }

  @Test func `a frame is dropped after too long a gap between bytes`() {
    let bench = FeigBench()
    bench.reader.hostSent(Array(Self.version[..<3]), at: bench.now)
    bench.reader.hostSent(Array(Self.version[3...]), at: bench.now + .milliseconds(13))
    #expect(bench.reader.nextOutput == nil)
    bench.now = bench.now + .milliseconds(40)
    #expect(!bench.ask(Self.version).isEmpty)
  }

  @Test func `a frame that follows without a pause is lost`() {
    let bench = FeigBench()
    #expect(bench.ask(Self.version + Self.version).count == 13)
    #expect(bench.reader.nextOutput == nil)
  }

  @Test func `the reader does not listen while it works`() throws {
    let bench = FeigBench()
    bench.reader.hostSent(Self.version, at: bench.now)
    bench.reader.hostSent([0x05, 0xFF, 0x69, 0x89, 0x01], at: bench.now + .milliseconds(1))
    let due = try #require(bench.reader.nextOutput)
    #expect(bench.reader.output(upTo: due).count == 13)
    #expect(bench.reader.nextOutput == nil)
  }

  @Test func `another reader's address is not ours`() {
    let bench = FeigBench()
    #expect(bench.ask("06 12 80 07 E5 80") == "")
    #expect(bench.ask("02 00 08 12 80 07 A0 2D") == "")
    #expect(!bench.ask(FeigBench.sealed([0x05, 0x00, 0x65])).isEmpty)
  }

  @Test func `an address of its own is in every reply`() {
    let bench = FeigBench { $0.address = 0x12 }
    #expect(bench.ask(Self.version)[1] == 0x12)
    #expect(bench.ask(FeigBench.sealed([0x05, 0x00, 0x65])) == [])
  }

  @Test func `a standard request whose reply is too long is answered in the advanced form`() throws
  {
    let bench = FeigBench()
    let id = try FeigBench.plate(0x77)
    let blocks = (0..<64).map { [UInt8($0), 1, 2, 3] }
    bench.antenna.place([EmulatedTag(id: id, blocks: blocks)])
    let head: [UInt8] = [0x11, 0xFF, 0xB0, 0x23, 0x01] + id.bytes
    #expect(bench.ask(FeigBench.sealed(head + [0, 49]))[0] == 6 + 2 + 49 * 5)
    let long = bench.ask(FeigBench.sealed(head + [0, 50]))
    #expect(Array(long[..<6]) == [0x02, 0x01, 0x04, 0x00, 0xB0, 0x00])
    #expect(long.count == 0x104)
    #expect(FeigBench.sealed(Array(long.dropLast(2))) == long)
  }

  @Test func `a reader that does not check the CRC answers all the same`() {
    let bench = FeigBench { $0.checksCRC = false }
    #expect(bench.ask("05 FF 65 00 00").hasPrefix("0D 00 65 00"))
  }

  @Test func `wrong lengths and unknown commands have their statuses`() {
    let bench = FeigBench()
    #expect(bench.command("65 00")?.status == 0x81)
    #expect(bench.command("69 00")?.status == 0x81)
    #expect(bench.command("6A")?.status == 0x81)
    #expect(bench.command("6A 02")?.status == 0x11)
    #expect(bench.command("B0")?.status == 0x81)
    #expect(bench.command("B0 01")?.status == 0x81)
    #expect(bench.command("B0 23 01 E0 04")?.status == 0x81)
    #expect(bench.command("A7")?.status == 0x80)
    #expect(bench.command("B0 7F 00")?.status == 0x80)
  }

  @Test func `reader info has the version, the buffers and the device's number`() throws {
    let bench = FeigBench()
    let general = try #require(bench.command("66 00"))
    #expect(Hex.text(general.data) == "0303004453" + "0D30" + "0400" + "0400")
    let device = try #require(bench.command("66 80"))
    #expect(Hex.text(device.data) == "12345678" + String(repeating: "00", count: 12))
    #expect(bench.command("66 55")?.status == 0x11)
  }
}
