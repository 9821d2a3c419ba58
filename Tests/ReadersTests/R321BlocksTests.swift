import Primitives
import ReaderWire
import Readers
import TagReads
import Testing

@Suite struct `Blocks through an R321 reader` {
  private func expect(
    _ script: String, settings: R321DriverSettings = .init(), _ comment: Comment? = nil
  ) {
    let whole = R321Frames.opening + script
    #expect(
      Conversation.playR321(whole, settings: settings) == Conversation.lines(whole), comment)
  }

  private let tag = "E0040150CABD51B9"
  private let askThree = "7E 55 12 00 00 01 00 22 00 B9 51 BD CA 50 01 04 E0 00 03 1F 4C"
  private let three =
    "7E 55 17 01 00 00 00 1F 22 00 01 02 03 04 01 02 03 04 F1 F1 F1 F1 00 00 56 D2"
  private let writeThree = """
    7E 55 1E 00 00 01 00 23 00 B9 51 BD CA 50 01 04 E0 00 03 01 02 03 04 01 02 03 04 F1 F1 F1 F1 \
    F8 48
    """
  private let written = "7E 55 0B 01 00 00 00 1F 23 00 00 00 E7 47"

  @Test func `are read in the tag's order`() {
    expect(
      """
      200 ? read \(tag) 0 3
      200 > \(askThree)
      240 < \(three)
      240 = read 01020304 01020304 F1F1F1F1
      """)
  }

  @Test func `are written and read back`() {
    expect(
      """
      200 ? write \(tag) 0 01020304 01020304 F1F1F1F1
      200 > \(writeThree)
      240 < \(written)
      290 > \(askThree)
      330 < \(three)
      330 = written 01020304 01020304 F1F1F1F1
      """)
  }

  @Test func `that are not as they were written are not verified`() {
    expect(
      """
      200 ? write \(tag) 0 01020304 01020304 F1F1F1F1
      200 > \(writeThree)
      240 < \(written)
      290 > \(askThree)
      330 < \(R321Frames.answer(0x22, "01 02 03 04 00 00 00 00 F1 F1 F1 F1 00 00"))
      330 = not verified at 1
      """)
  }

  @Test func `are asked for 32 at a time at most`() throws {
    let plate = try #require(TagID(tag))
    let page = String(repeating: "AA ", count: 128) + "00 00"
    let rest = String(repeating: "BB ", count: 32) + "00 00"
    let said =
      String(repeating: " AAAAAAAA", count: 32) + String(repeating: " BBBBBBBB", count: 8)
    expect(
      """
      200 ? read \(tag) 0 40
      200 > \(R321Frames.question(.readBlocks(tag: plate, first: 0, count: 32)))
      240 < \(R321Frames.answer(0x22, page))
      290 > \(R321Frames.question(.readBlocks(tag: plate, first: 32, count: 8)))
      330 < \(R321Frames.answer(0x22, rest))
      330 = read\(said)
      """)
  }

  @Test(arguments: [("01 03", "tag gone after 0"), ("01 02", "failed disturbed")])
  func `of a tag that is hard to hear are asked for a few times`(_ end: String, _ said: String) {
    var script = "200 ? read \(tag) 0 3\n"
    for time in stride(from: 200, through: 500, by: 60) {
      script += "\(time) > \(askThree)\n\(time + 10) < \(R321Frames.answer(0x22, end))\n"
    }
    expect(script + "510 = \(said)")
  }

  @Test func `may be heard at the second try`() {
    expect(
      """
      200 ? read \(tag) 0 3
      200 > \(askThree)
      210 < \(R321Frames.answer(0x22, "01 03"))
      260 > \(askThree)
      300 < \(three)
      300 = read 01020304 01020304 F1F1F1F1
      """)
  }

  @Test(arguments: [("01 01", "tag refused 0F at ?"), ("01 09", "failed refused(status: 9)")])
  func `that the tag refuses are not asked for again`(_ end: String, _ said: String) {
    expect(
      """
      200 ? read \(tag) 0 3
      200 > \(askThree)
      210 < \(R321Frames.answer(0x22, end))
      210 = \(said)
      """)
  }

  @Test func `that are too few are no answer`() {
    var settings = R321DriverSettings()
    settings.repeatsMax = 0
    expect(
      """
      200 ? read \(tag) 0 3
      200 > \(askThree)
      210 < \(R321Frames.answer(0x22, "01 02 03 04 00 00"))
      210 = failed disturbed
      """, settings: settings)
  }

  @Test func `come after a probe when an answer may be late`() {
    let probe = R321Frames.question(.version)
    expect(
      """
      200 ? read \(tag) 0 3
      200 > \(askThree)
      2200 = failed noAnswer
      2300 ? read \(tag) 0 3
      2300 > \(probe)
      2310 < \(three)
      2320 < \(R321Frames.version)
      2370 > \(askThree)
      2400 < \(three)
      2400 = read 01020304 01020304 F1F1F1F1
      """)
  }

  @Test(arguments: [
    "read E0040150CABD51B9 0 0", "read E0040150CABD51B9 250 7", "read 04A1B2C3D4E5F6 0 1",
    "write E0040150CABD51B9 0 0102030405060708", "write E0040150CABD51B9 0 01020304 0102",
  ])
  func `that cannot be are refused without asking the reader`(_ request: String) {
    expect(
      """
      200 ? \(request)
      200 = failed notPossible
      """)
  }
}
