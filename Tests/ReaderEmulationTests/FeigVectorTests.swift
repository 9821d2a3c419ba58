import Primitives
import ReaderEmulation
import TagReads
import Testing

/// Frames published by others; where they come from stands with each.
struct FeigVectorTests {
  @Test(arguments: [
    // InlayTester.Drivers.FeigReader, Test_FeigRequest and Test_FeigResponse.
    ("05 FF 65 E5 CB", "0D 00 65 00 03 03 00 44 53 0D 30 33 09"),
    ("02 00 07 FF 65 6E 61", "02 00 0F 00 65 00 03 03 00 44 53 0D 30 74 69"),
    // protocol-host-rs, README: System Reset.
    ("02 00 08 FF 64 00 38 21", "02 00 08 00 64 00 CB E7"),
    // protocol-host-rs, src/obid/serial.rs: inventory; nobody there.
    ("07 FF B0 01 00 1C 56", "06 00 B0 01 5C 63"),
  ])
  func `a published request gets its published reply`(request: String, reply: String) {
    let bench = FeigBench()
    #expect(bench.ask(request) == reply)
  }

  @Test(arguments: [
    "05 FF 69 89 01", "06 FF 6A 01 E4 07", "06 FF 6A 00 6D 16", "05 FF 63 D3 AE",
    "06 FF 52 00 0F 6E",
  ])
  func `a standard control command is done and its code comes back`(request: String) throws {
    let bench = FeigBench()
    let code = try #require(Hex.bytes(request)?[2])
    #expect(bench.ask(request).hasPrefix("06 00 \(Hex.text([code])) 00 "))
  }

  @Test(arguments: ["02 00 07 FF 69 02 AB", "02 00 08 FF 6A 01 A1 AA", "02 00 08 FF 6A 00 28 BB"])
  func `an advanced control command is done in the advanced form`(request: String) throws {
    let bench = FeigBench()
    let code = try #require(Hex.bytes(request)?[4])
    #expect(bench.ask(request).hasPrefix("02 00 08 00 \(Hex.text([code])) 00 "))
  }

  @Test func `one tag, as feig-driver captured it`() throws {
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try #require(TagID("E0040150A05F02B7")))])
    #expect(
      bench.ask("07 FF B0 01 00 1C 56") == "11 00 B0 00 01 03 00 E0 04 01 50 A0 5F 02 B7 D7 BE")
  }

  @Test func `two tags in one reply`() throws {
    let bench = FeigBench()
    bench.antenna.place([
      EmulatedTag(id: try #require(TagID("E004015000A1B2C3"))),
      EmulatedTag(id: try #require(TagID("E004015000A1B2C4"))),
    ])
    #expect(
      bench.ask("07 FF B0 01 00 1C 56")
        == "1B 00 B0 00 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 04 E7")
  }

  @Test func `more tags than a reply holds`() throws {
    let bench = FeigBench { $0.tagsPerReplyMax = 2 }
    bench.antenna.place(
      try ["E004015000A1B2C3", "E004015000A1B2C4", "E004015000A1B2C5"].map {
        EmulatedTag(id: try #require(TagID($0)))
      })
    #expect(
      bench.ask("02 00 09 FF B0 01 00 18 43")
        == "02 00 1D 00 B0 94 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 6B 78"
    )
    #expect(
      bench.ask("02 00 09 FF B0 01 80 10 C7").hasPrefix(
        "02 00 13 00 B0 00 01 03 00 E0 04 01 50 00 A1 B2 C5"))
  }

  @Test func `blocks travel in reverse`() throws {
    let bench = FeigBench()
    let id = try #require(TagID("E004015000A1B2C3"))
    bench.antenna.place([EmulatedTag(id: id)])
    #expect(
      bench.ask(
        "1A FF B0 24 01 E0 04 01 50 00 A1 B2 C3 00 02 04 44 43 42 41 48 47 46 45 F8 CD")
        == "06 00 B0 00 D5 72")
    #expect(bench.antenna.memory(of: id)?[0] == Array("ABCD".utf8))
    #expect(bench.antenna.memory(of: id)?[1] == Array("EFGH".utf8))
    let read = FeigBench.sealed([
      0x11, 0xFF, 0xB0, 0x23, 0x01, 0xE0, 0x04, 0x01, 0x50, 0x00, 0xA1, 0xB2, 0xC3, 0x00, 0x02,
    ])
    #expect(
      Hex.text(bench.ask(read), separator: " ")
        == "12 00 B0 00 02 04 00 44 43 42 41 00 48 47 46 45 54 F2")
  }
}
