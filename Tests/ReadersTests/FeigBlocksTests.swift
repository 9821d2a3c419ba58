import Primitives
import ReaderWire
import Readers
import TagReads
import Testing

@Suite struct `Blocks of a tag on a FEIG reader` {
  private static let tag = "E004015000A1B2C3"
  private static let askTwo = question(0x23, "00 02")
  private static let writeTwo = question(0x24, "00 02 04 44 43 42 41 48 47 46 45")
  private static let two = "12 00 B0 00 02 04 00 44 43 42 41 00 48 47 46 45 54 F2"
  private static let done = "06 00 B0 00 D5 72"

  private static func question(_ code: UInt8, _ rest: String) -> String {
    let data = Hex.bytes("\(Hex.text([code])) 01 \(tag) \(rest)") ?? []
    return Hex.text(FeigFrame(command: 0xB0, payload: data).bytes ?? [], separator: " ")
  }

  private func expect(_ rest: String, settings: FeigDriverSettings = .init()) {
    let script = Frames.opening + rest
    #expect(Conversation.play(script, settings: settings) == Conversation.lines(script))
  }

  @Test func `are read in the tag's byte order`() {
    expect(
      """
      100 ? read \(Self.tag) 0 2
      100 > \(Self.askTwo)
      130 < \(Self.two)
      130 = read 41424344 45464748
      """)
  }

  @Test func `are written in the reader's byte order and read back`() {
    expect(
      """
      100 ? write \(Self.tag) 0 41424344 45464748
      100 > \(Self.writeTwo)
      130 < \(Self.done)
      135 > \(Self.askTwo)
      160 < \(Self.two)
      160 = written 41424344 45464748
      """)
  }

  @Test func `that read back otherwise are not written`() {
    expect(
      """
      100 ? write \(Self.tag) 0 41424344 45464749
      100 > \(Self.question(0x24, "00 02 04 44 43 42 41 49 47 46 45"))
      130 < \(Self.done)
      135 > \(Self.askTwo)
      160 < \(Self.two)
      160 = not verified at 1
      """)
  }

  @Test func `are read in as many answers as the reader needs`() {
    var settings = FeigDriverSettings()
    settings.blocksPerCommandMax = 2
    expect(
      """
      100 ? read \(Self.tag) 0 3
      100 > \(Self.askTwo)
      130 < \(Self.two)
      135 > \(Self.question(0x23, "02 01"))
      160 < \(Frames.answer(0xB0, .ok, "01 04 00 04 03 02 01"))
      160 = read 41424344 45464748 01020304
      """, settings: settings)
  }

  @Test func `that came fewer than asked are asked for again`() {
    expect(
      """
      100 ? read \(Self.tag) 0 2
      100 > \(Self.askTwo)
      130 < \(Frames.answer(0xB0, .ok, "01 04 00 44 43 42 41"))
      135 > \(Self.question(0x23, "01 01"))
      160 < \(Frames.answer(0xB0, .ok, "01 04 00 48 47 46 45"))
      160 = read 41424344 45464748
      """)
  }

  @Test func `are written in as many commands as fit, then read back`() {
    var settings = FeigDriverSettings()
    settings.bytesPerWriteMax = 4
    expect(
      """
      100 ? write \(Self.tag) 0 41424344 45464748
      100 > \(Self.question(0x24, "00 01 04 44 43 42 41"))
      130 < \(Self.done)
      135 > \(Self.question(0x24, "01 01 04 48 47 46 45"))
      160 < \(Self.done)
      165 > \(Self.askTwo)
      190 < \(Self.two)
      190 = written 41424344 45464748
      """, settings: settings)
  }

  @Test func `of a tag that left midway are reported so`() {
    var settings = FeigDriverSettings()
    settings.blocksPerCommandMax = 2
    settings.repeatsMax = 1
    expect(
      """
      100 ? read \(Self.tag) 0 4
      100 > \(Self.askTwo)
      130 < \(Self.two)
      135 > \(Self.question(0x23, "02 02"))
      150 < \(Frames.noTag)
      170 > \(Self.question(0x23, "02 02"))
      190 < \(Frames.noTag)
      190 = tag gone after 2
      """, settings: settings)
  }

  @Test func `of a tag that left between writing and reading back are not written`() {
    var settings = FeigDriverSettings()
    settings.repeatsMax = 0
    expect(
      """
      100 ? write \(Self.tag) 0 41424344 45464748
      100 > \(Self.writeTwo)
      130 < \(Self.done)
      135 > \(Self.askTwo)
      160 < \(Frames.noTag)
      160 = tag gone after 0
      """, settings: settings)
  }

  @Test(arguments: [FeigStatus.noTransponder, .dataFalse, .collision, .communicationError, .busy])
  func `that are hard to hear are asked for again`(_ status: FeigStatus) {
    expect(
      """
      100 ? read \(Self.tag) 0 2
      100 > \(Self.askTwo)
      130 < \(Frames.answer(0xB0, status))
      150 > \(Self.askTwo)
      170 < \(Self.two)
      170 = read 41424344 45464748
      """)
  }

  @Test(arguments: [
    (FeigStatus.tagError, "12 01", "tag refused 12 at 1"),
    (.tagError, "0F", "tag refused 0F at ?"),
    (.writeError, "01", "failed refused(status: 3)"),
    (.addressError, "", "failed refused(status: 4)"),
    (.writeProtected, "", "failed refused(status: 22)"),
    (.commandNotAvailable, "", "failed scanMode"),
  ])
  func `that the tag or the reader refuses end with the reason`(
    _ status: FeigStatus, _ data: String, _ words: String
  ) {
    expect(
      """
      100 ? write \(Self.tag) 0 41424344 45464748
      100 > \(Self.writeTwo)
      130 < \(Frames.answer(0xB0, status, data))
      130 = \(words)
      """)
  }

  @Test func `asked for after silence wait behind a fence for the late answer`() {
    expect(
      """
      100 ? read \(Self.tag) 0 2
      100 > \(Self.askTwo)
      1100 = failed noAnswer
      1200 ? read \(Self.tag) 4 1
      1200 > \(Frames.askVersion)
      1210 < \(Self.two)
      1220 < \(Frames.version)
      1225 > \(Self.question(0x23, "04 01"))
      1250 < \(Frames.answer(0xB0, .ok, "01 04 00 04 03 02 01"))
      1250 = read 01020304
      1300 ? read \(Self.tag) 0 2
      1300 > \(Self.askTwo)
      1320 < \(Self.two)
      1320 = read 41424344 45464748
      """)
  }

  @Test(arguments: [
    "read E004015000A1B2C3 0 0", "read E004015000A1B2C3 -1 1", "read E004015000A1B2C3 250 7",
    "read 04A1B2C3D4E5F6 0 1", "write E004015000A1B2C3 0 4142 41", "write E004015000A1B2C3 256 41",
    "read E004015000A1B2C3 9223372036854775807 1",
  ])
  func `that cannot be are refused without asking the reader`(_ request: String) {
    expect(
      """
      100 ? \(request)
      100 = failed notPossible
      """)
  }

  @Test func `asked for while the reader is at work are refused`() {
    expect(
      """
      100 ? read \(Self.tag) 0 2
      100 > \(Self.askTwo)
      110 ? read \(Self.tag) 4 2
      110 = failed notPossible
      130 < \(Self.two)
      130 = read 41424344 45464748
      """)
  }
}
