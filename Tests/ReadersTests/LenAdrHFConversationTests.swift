import Primitives
import ReaderWire
import Readers
import TagReads
import Testing

@Suite struct `Asking an HF reader of the length-address-command family` {
  private static let askInformation = "05 00 00 00 76 6D"
  private static let information = answer(.ok, "03 50 00 00 36 00 0B 0A")
  private static let askPlates = "05 00 00 06 40 08"
  private static let askCards = "05 00 00 05 DB 3A"
  private static let askField = "05 00 00 02 64 4E"
  private static let askInventory = "05 00 01 06 98 11"
  private static let done = answer(.ok)
  private static let twoTags =
    "16 00 00 00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0 14 1B"
  private static let noTag = "04 00 0E 2C B3"

  /// From opening until the reader is ready at 80 ms.
  private static let opening = """
    0 open
    50 > \(askInformation)
    60 < \(information)
    62 > \(askPlates)
    70 < \(done)
    72 > \(askField)
    80 < \(done)
    80 = ready RR HF reader type 36 3.80

    """

  private static func answer(_ status: LenAdrHFStatus, _ data: String = "") -> String {
    let body = [status.rawValue] + (Hex.bytes(data) ?? [])
    return Hex.text(LenAdrFrame(address: 0, body: body).bytes ?? [], separator: " ")
  }

  private static func question(_ command: LenAdrHFCommand) -> String {
    Hex.text(command.frame().bytes ?? [], separator: " ")
  }

  private func expect(
    _ script: String, _ configure: (inout LenAdrHFSettings) -> Void = { _ in }
  ) {
    var settings = LenAdrHFSettings()
    configure(&settings)
    let whole = Self.opening + script
    #expect(
      Conversation.play(whole, driver: LenAdrHFDriver(settings: settings))
        == Conversation.lines(whole))
  }

  @Test func `it is probed, switched to plates, and its field switched on`() {
    expect("")
  }

  @Test func `a round is one inventory`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      160 < \(Self.twoTags)
      160 = complete since 100: E004015000A1B2C3 E004015000A1B2C4
      200 ? inventory
      200 > \(Self.askInventory)
      240 < \(Self.noTag)
      240 = complete since 200:
      """)
  }

  @Test(arguments: [
    (LenAdrHFStatus.notAllInTime, "partial"), (.noUIDInTime, "disturbed"),
    (.strangeAnswer, "disturbed"), (.tagError, "disturbed"), (.ok, "disturbed"),
  ])
  func `an answer without tags may say that silence proves nothing`(
    _ status: LenAdrHFStatus, _ quality: String
  ) {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      160 < \(Self.answer(status))
      160 = \(quality) since 100:
      """)
  }

  @Test func `tags that came before time ran out are kept`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      160 < \(Self.answer(.notAllInTime, "00 C3 B2 A1 00 50 01 04 E0"))
      160 = partial since 100: E004015000A1B2C3
      """)
  }

  @Test func `an answer with no room for more is partial`() {
    let tags = (0..<27).map { "00 0\($0 / 10) \($0 % 10)0 A1 00 50 01 04 E0" }
    let ids = (0..<27).map { "E004015000A1\($0 % 10)00\($0 / 10)" }.sorted()
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      160 < \(Self.answer(.ok, tags.joined(separator: " ")))
      160 = partial since 100: \(ids.joined(separator: " "))
      """)
  }

  @Test func `a field that is off is switched on and the question asked again`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      110 < \(Self.answer(.fieldOff))
      112 > \(Self.askField)
      120 < \(Self.done)
      122 > \(Self.askInventory)
      160 < \(Self.twoTags)
      160 = complete since 100: E004015000A1B2C3 E004015000A1B2C4
      """)
  }

  @Test func `a reader in the wrong mode is switched and asked again`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      110 < \(Self.answer(.wrongMode))
      112 > \(Self.askPlates)
      120 < \(Self.done)
      122 > \(Self.askInventory)
      160 < \(Self.noTag)
      160 = complete since 100:
      """)
  }

  @Test func `a reader that stays in the wrong state is refused in the end`() {
    var script = "100 ? inventory\n"
    var time = 100
    for _ in 0..<5 {
      script += "\(time) > \(Self.askInventory)\n\(time + 10) < \(Self.answer(.fieldOff))\n"
      script += "\(time + 12) > \(Self.askField)\n\(time + 20) < \(Self.done)\n"
      time += 22
    }
    expect(
      script + """
        \(time) > \(Self.askInventory)
        \(time + 10) < \(Self.answer(.fieldOff))
        \(time + 10) = attention refused(status: 5)
        """)
  }

  @Test func `after an unanswered question nothing is believed before the fence`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      1800 = disturbed since 100:
      1900 ? inventory
      1900 > \(Self.askInformation)
      1950 < \(Self.noTag)
      1960 < \(Self.twoTags)
      1970 < \(Self.information)
      1972 > \(Self.askPlates)
      1980 < \(Self.done)
      1982 > \(Self.askInventory)
      2050 < \(Self.twoTags)
      2050 = complete since 1900: E004015000A1B2C3 E004015000A1B2C4
      """)
  }

  @Test func `an answer of another form is somebody else's`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      130 < \(Self.information)
      140 < \(Self.answer(.ok, "00 01 02 03 04"))
      160 < \(Self.twoTags)
      160 = complete since 100: E004015000A1B2C3 E004015000A1B2C4
      """)
  }

  @Test func `a reader without a second interface need not know how to switch`() {
    let script = """
      0 open
      50 > \(Self.askInformation)
      60 < \(Self.information)
      62 > \(Self.askPlates)
      70 < \(Self.answer(.notSupported))
      72 > \(Self.askField)
      80 < \(Self.done)
      80 = ready RR HF reader type 36 3.80
      """
    #expect(Conversation.play(script, driver: LenAdrHFDriver()) == Conversation.lines(script))
  }

  @Test func `the field can be switched before each round`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.question(.field(on: false)))
      110 < \(Self.done)
      112 > \(Self.askField)
      120 < \(Self.done)
      122 > \(Self.askInventory)
      160 < \(Self.noTag)
      160 = complete since 100:
      """
    ) { $0.resetsField = true }
  }

  @Test func `a card is asked for after the plates`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.askInventory)
      160 < \(Self.noTag)
      162 > \(Self.askCards)
      170 < \(Self.done)
      172 > \(Self.question(.callCards))
      180 < \(Self.answer(.ok, "04 00"))
      182 > \(Self.question(.cardNumber))
      190 < \(Self.answer(.ok, "04 A1 B2 C3"))
      190 = complete since 100: 04A1B2C3
      200 ? inventory
      200 > \(Self.askPlates)
      210 < \(Self.done)
      212 > \(Self.askInventory)
      250 < \(Self.noTag)
      252 > \(Self.askCards)
      260 < \(Self.done)
      262 > \(Self.question(.callCards))
      270 < \(Self.answer(.cardErrorA, "20"))
      270 = complete since 200:
      """
    ) { $0.airInterfaces = [.iso15693, .iso14443] }
  }

  @Test(arguments: [("00 88 04 A1 B2", "partial"), ("10 30", "disturbed"), ("10 20", "disturbed")])
  func `a card whose number is not whole spoils the round`(_ answer: String, _ quality: String) {
    let bytes = Hex.bytes(answer) ?? []
    let frame = Hex.text(LenAdrFrame(address: 0, body: bytes).bytes ?? [], separator: " ")
    expect(
      """
      100 ? inventory
      100 > \(Self.askCards)
      110 < \(Self.done)
      112 > \(Self.question(.callCards))
      120 < \(Self.answer(.ok, "44 00"))
      122 > \(Self.question(.cardNumber))
      130 < \(frame)
      130 = \(quality) since 100:
      """
    ) { $0.airInterfaces = [.iso14443] }
  }

  @Test func `blocks are read one by one, with the number as it was listed`() throws {
    let tag = try #require(TagID("E004015000A1B2C3"))
    let read = { (block: UInt8) in
      Self.question(.readBlock(tag: tag, block: block, order: .leastSignificantFirst))
    }
    expect(
      """
      100 ? read \(tag) 3 2
      100 > \(read(3))
      110 < \(Self.answer(.ok, "00 01 02 03 04"))
      112 > \(read(4))
      120 < \(Self.answer(.noTag))
      122 > \(read(4))
      130 < \(Self.answer(.ok, "00 05 06 07 08"))
      130 = read 01020304 05060708
      200 ? read \(tag) 9 1
      200 > \(read(9))
      210 < \(Self.answer(.tagError, "10"))
      210 = tag refused 10 at 9
      """)
  }

  @Test func `blocks are read back after writing`() throws {
    let tag = try #require(TagID("E004015000A1B2C3"))
    let write = Self.question(
      .writeBlock(
        tag: tag, block: 3, data: [1, 2, 3, 4], order: .leastSignificantFirst, option: false))
    let read = Self.question(.readBlock(tag: tag, block: 3, order: .leastSignificantFirst))
    expect(
      """
      100 ? write \(tag) 3 01020304
      100 > \(write)
      110 < \(Self.done)
      112 > \(read)
      120 < \(Self.answer(.ok, "00 01 02 03 04"))
      120 = written 01020304
      200 ? write \(tag) 3 01020304
      200 > \(write)
      210 < \(Self.done)
      212 > \(read)
      220 < \(Self.answer(.ok, "00 01 02 03 05"))
      220 = not verified at 3
      300 ? write \(tag) 3 0102030405
      300 = failed notPossible
      400 ? read 04A1B2C3 0 1
      400 = failed notPossible
      """)
  }
}
