import Primitives
import ReaderWire
import Readers
import TagReads
import Testing

@Suite struct `Asking a UHF reader of the length-address-command family` {
  private static let askInformation = "04 FF 21 19 95"
  private static let newer = "11 00 21 00 00 16 0C 03 4E 00 1E 0A 01 00 00 00 E6 51"
  private static let older = "0D 00 21 00 03 3F 09 03 4E 00 1E 0A 83 F0"
  private static let askNewer = question(.inventory(LenAdrUHFScan()))
  private static let askOlder = "04 FF 01 1B B4"
  private static let oneTag = "15 00 01 03 01 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B B1 A5"
  private static let end = "07 00 01 01 01 00 1E 4B"

  private static func opening(_ information: String, _ name: String) -> String {
    """
    0 open
    50 > \(askInformation)
    60 < \(information)
    60 = ready \(name)

    """
  }

  private static func answer(
    _ command: UInt8, _ status: LenAdrUHFStatus, _ data: String = ""
  ) -> String {
    let body = [command, status.rawValue] + (Hex.bytes(data) ?? [])
    return Hex.text(LenAdrFrame(address: 0, body: body).bytes ?? [], separator: " ")
  }

  private static func question(_ command: LenAdrUHFCommand) -> String {
    Hex.text(command.frame().bytes ?? [], separator: " ")
  }

  private func expect(
    _ script: String, after opening: String = opening(newer, "UHFReader288M type 0C 0.22"),
    _ configure: (inout LenAdrUHFSettings) -> Void = { _ in }
  ) {
    var settings = LenAdrUHFSettings()
    settings.asksForCount = false
    configure(&settings)
    let whole = opening + script
    #expect(
      Conversation.play(whole, driver: LenAdrUHFDriver(settings: settings))
        == Conversation.lines(whole))
  }

  @Test func `a round is as many frames as the reader sends`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < \(Self.oneTag)
      150 < 15 00 01 03 04 01 0C 49 44 00 00 00 00 00 00 0A 00 03 34 64 25 C0
      160 < \(Self.oneTag)
      170 < \(Self.end)
      170 = complete since 100: epc:000000000000000000000313 epc:49440000000000000A000334
      """)
  }

  @Test func `an older reader is asked without parameters`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askOlder)
      130 < 13 00 01 03 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 3F 39
      140 < \(Self.answer(0x01, .complete, "01 02 AB CD"))
      140 = complete since 100: epc:000000000000000000000313 epc:ABCD
      200 ? inventory
      200 > \(Self.askOlder)
      240 < \(Self.answer(0x01, .noTag))
      240 = complete since 200:
      """, after: Self.opening(Self.older, "UHFReader18 type 09 3.63"))
  }

  @Test func `a reader of an unknown type is asked in the newer way, then in the older`() {
    let unknown = Self.answer(0x21, .ok, "01 02 77 03 4E 00 1E 0A")
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      110 < \(Self.answer(0x01, .wrongLength))
      112 > \(Self.askOlder)
      140 < \(Self.answer(0x01, .noTag))
      140 = complete since 100:
      200 ? inventory
      200 > \(Self.askOlder)
      240 < \(Self.answer(0x01, .noTag))
      240 = complete since 200:
      """, after: Self.opening(unknown, "UHF reader type 77 1.2"))
  }

  @Test func `a reader that never understands is refused in the end`() {
    var script = "100 ? inventory\n"
    for time in stride(from: 100, through: 160, by: 12) {
      script += "\(time) > \(Self.askNewer)\n\(time + 10) < \(Self.answer(0x01, .illegalCommand))\n"
    }
    expect(script + "170 = attention refused(status: 254)")
  }

  @Test(arguments: [
    (LenAdrUHFStatus.timeOver, "partial"), (.memoryFull, "partial"), (.ok, "partial"),
    (.poorCommunication, "disturbed"), (.executionError, "disturbed"), (.noTag, "complete"),
  ])
  func `the last frame's status is the round's quality`(
    _ status: LenAdrUHFStatus, _ quality: String
  ) {
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < \(Self.oneTag)
      170 < \(Self.answer(0x01, status))
      170 = \(quality) since 100: epc:000000000000000000000313
      """)
  }

  @Test func `a missing antenna needs attention`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < \(Self.answer(0x01, .antennaError))
      130 = attention refused(status: 248)
      """)
  }

  @Test func `a reader that reads by itself needs attention`() {
    let unasked = Self.answer(0xEE, .ok, "01 02 AB CD 6B")
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < \(unasked)
      130 = attention scanMode
      """)
    let script = """
      0 open
      20 < \(unasked)
      70 > \(Self.askInformation)
      120 < \(unasked)
      120 = attention scanMode
      """
    #expect(Conversation.play(script, driver: LenAdrUHFDriver()) == Conversation.lines(script))
  }

  @Test func `an answer that breaks off is disturbed, and what comes late stays out`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < \(Self.oneTag)
      930 = disturbed since 100: epc:000000000000000000000313
      1000 ? inventory
      1000 > \(Self.askInformation)
      1010 < \(Self.end)
      1020 < \(Self.newer)
      1022 > \(Self.askNewer)
      1080 < \(Self.end)
      1080 = complete since 1000:
      """)
  }

  @Test func `damage in one frame makes the round disturbed`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < 15 00 01 03 01 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B B1 A6 \(Self.oneTag)
      150 < \(Self.end)
      200 = disturbed since 100: epc:000000000000000000000313
      300 .
      """)
  }

  @Test func `an answer to another command is somebody else's`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askNewer)
      130 < 15 00 02 03 01 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B 89 A4
      150 < \(Self.end)
      150 = complete since 100:
      """)
  }

  @Test func `a tag is kept with its strongest signal`() {
    var settings = LenAdrUHFSettings()
    settings.asksForCount = false
    var driver: any ReaderDriver = LenAdrUHFDriver(settings: settings)
    _ = driver.open(at: .origin)
    _ = driver.deadlineReached(at: Moment(milliseconds: 50))
    _ = driver.received(Hex.bytes(Self.newer) ?? [], at: Moment(milliseconds: 60))
    _ = driver.perform(.inventory, at: Moment(milliseconds: 100))
    for strength in [0x50, 0x6B, 0x60] {
      let frame = Self.answer(0x01, .moreFrames, "01 01 02 AB CD " + Hex.text([UInt8(strength)]))
      _ = driver.received(Hex.bytes(frame) ?? [], at: Moment(milliseconds: 110))
    }
    let actions = driver.received(Hex.bytes(Self.end) ?? [], at: Moment(milliseconds: 120))
    guard case .round(let round) = actions.first else {
      Issue.record("no round")
      return
    }
    #expect(round.reads.map(\.signalStrengthDBm) == [0x6B - 129])
  }

  @Test func `an answer without end is cut off`() {
    var script = "100 ? inventory\n100 > \(Self.askNewer)\n"
    for time in 101...108 { script += "\(time) < \(Self.oneTag)\n" }
    script += "108 = partial since 100: epc:000000000000000000000313\n"
    script += "120 < \(Self.oneTag)\n200 ? inventory\n200 > \(Self.askInformation)\n"
    expect(script) { $0.inventoryFramesMax = 8 }
  }

  @Test func `words are read and written, and read back`() throws {
    let tag = try #require(TagID("epc:ABCD"))
    expect(
      """
      100 ? write \(tag) 2 0102 0304
      100 > \(Self.question(.writeWords(tag: tag, bank: .user, first: 2, words: [[1, 2], [3, 4]])))
      110 < \(Self.answer(0x03, .ok))
      112 > \(Self.question(.readWords(tag: tag, bank: .user, first: 2, count: 2)))
      120 < \(Self.answer(0x02, .ok, "01 02 03 04"))
      120 = written 0102 0304
      200 ? read \(tag) 0 1
      200 > \(Self.question(.readWords(tag: tag, bank: .user, first: 0, count: 1)))
      210 < \(Self.answer(0x02, .poorCommunication))
      212 > \(Self.question(.readWords(tag: tag, bank: .user, first: 0, count: 1)))
      220 < \(Self.answer(0x02, .tagError, "03"))
      220 = failed refused(status: 252)
      300 ? read \(tag) 0 0
      300 = failed notPossible
      400 ? read E004015000A1B2C3 0 1
      400 = failed notPossible
      500 ? write \(tag) 0 01020304
      500 = failed notPossible
      """)
  }
}
