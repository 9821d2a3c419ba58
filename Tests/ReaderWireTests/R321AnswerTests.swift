import Primitives
import ReaderWire
import TagReads
import Testing

@Suite struct `R321 answers` {
  private func parameters(_ vector: R321Vectors.ReaderVector) -> [UInt8] {
    var decoder = R321FrameDecoder()
    return decoder.receive(R321Reports.carrying(vector.bytes)).first?.parameters ?? []
  }

  private func hex(_ text: String) -> [UInt8] {
    Hex.bytes(text) ?? []
  }

  @Test func `the captured version names model, software and hardware`() throws {
    let version = try #require(R321Version(parameters(R321Vectors.version)))
    #expect(version.model == "R321G")
    #expect(version.software == "21042100")
    #expect(version.hardware == "150503")
  }

  @Test(arguments: [
    "", "00 00", String(repeating: "00 ", count: 52), String(repeating: "20 ", count: 50) + "00 00",
    "52" + String(repeating: " 00", count: 49) + " 01 00",
  ])
  func `what is no version is none`(_ text: String) {
    #expect(R321Version(hex(text)) == nil)
  }

  @Test func `a version may fill its field and have one word`() throws {
    let filled = [UInt8](repeating: 0x41, count: 50) + [0x00, 0x00]
    let version = try #require(R321Version(filled))
    #expect(version.model.count == 50)
    #expect(version.software.isEmpty && version.hardware.isEmpty)
  }

  @Test func `tags come least significant byte first`() throws {
    let one = try #require(R321TagPage(parameters(R321Vectors.oneTag)))
    #expect(one.tags == [R321Vectors.tag].compactMap(\.self))
    #expect(one.remaining == 0 && one.isWhole)
    let two = try #require(R321TagPage(parameters(R321Vectors.twoTags)))
    #expect(two.tags == [R321Vectors.tag1, R321Vectors.tag2].compactMap(\.self))
    let none = try #require(R321TagPage(parameters(R321Vectors.noTag)))
    #expect(none.tags.isEmpty && none.isWhole)
  }

  @Test func `the remaining count is what stands before the last byte`() throws {
    let page = try #require(R321TagPage(hex("B951BDCA500104E0AA 05 00")))
    #expect(page.remaining == 5 && page.tags.count == 1 && page.isWhole)
  }

  @Test(arguments: [
    "B951BDCA500104E0AB 00 00", "B951BDCA50010400AA 00 00", "B951BDCA500104E0AA B9 00 00",
    "B951 00 00",
  ])
  func `an entry that is no tag's makes the page doubtful`(_ text: String) throws {
    let page = try #require(R321TagPage(hex(text)))
    #expect(!page.isWhole)
  }

  @Test func `a page needs its count`() {
    #expect(R321TagPage([]) == nil)
    #expect(R321TagPage([0x00]) == nil)
  }

  @Test func `blocks are in the tag's order, and as many as were asked for`() throws {
    let outcome = try #require(R321Outcome(parameters(R321Vectors.blocks)))
    #expect(outcome.isSuccess)
    #expect(outcome.blocks(count: 3) == [[1, 2, 3, 4], [1, 2, 3, 4], [0xF1, 0xF1, 0xF1, 0xF1]])
    #expect(outcome.blocks(count: 2) == nil)
    #expect(R321Outcome(parameters(R321Vectors.written))?.isSuccess == true)
    #expect(R321Outcome([0x00]) == nil)
  }

  @Test func `a failure says what failed`() throws {
    let outcome = try #require(R321Outcome([0x01, 0x03]))
    #expect(!outcome.isSuccess)
    #expect(outcome.failure == .tagSilent)
    #expect(outcome.blocks(count: 0) == nil)
  }

  /// The inventory byte may stand first, as the manual's table has it, or second.
  @Test(arguments: ["02 01 00 3B 01 00", "02 01 00 01 3B 00", "02 01 00 2B 00 00"])
  func `a configuration in which the reader waits to be asked is fit`(_ text: String) throws {
    let configuration = try #require(R321Configuration(hex(text)))
    #expect(configuration.isFit)
    #expect(configuration.address == 1)
    #expect(configuration.madeFit == configuration)
  }

  @Test(arguments: [
    ("01 01 00 3B 01 00", "02 01 00 3B 01 00"), ("12 01 00 3B 01 00", "02 01 00 3B 01 00"),
    ("02 01 00 1B 01 00", "02 01 00 3B 01 00"), ("02 01 00 BB 01 00", "02 01 00 3B 01 00"),
    ("02 01 00 7B 01 55", "02 01 00 3B 01 55"), ("02 01 00 00 0B 00", "02 01 00 00 2B 00"),
    ("11 02 03 C7 00 55", "02 02 03 27 00 55"),
  ])
  func `any other is made fit by its wrong bits alone`(_ text: String, _ fit: String) throws {
    let configuration = try #require(R321Configuration(hex(text)))
    #expect(!configuration.isFit)
    #expect(Hex.text(configuration.madeFit.bytes, separator: " ") == fit)
    #expect(configuration.madeFit.isFit)
  }

  @Test func `a configuration has six bytes`() {
    #expect(R321Configuration([0x02, 0x01, 0x00, 0x3B, 0x01]) == nil)
    #expect(R321Configuration([0x02, 0x01, 0x00, 0x3B, 0x01, 0x00, 0x00]) == nil)
  }

  @Test func `silencing is told but no hindrance`() throws {
    let configuration = try #require(R321Configuration(hex("02 01 00 2B 01 00")))
    #expect(configuration.silencesTags && configuration.isFit)
  }
}
