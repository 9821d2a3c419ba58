import ReaderWire
import Readers
import Testing

@Suite struct `Opening an R321 reader` {
  private func expect(
    _ script: String, settings: R321DriverSettings = .init(), _ comment: Comment? = nil
  ) {
    #expect(
      Conversation.playR321(script, settings: settings) == Conversation.lines(script), comment)
  }

  private let writing: R321DriverSettings = {
    var settings = R321DriverSettings()
    settings.writesConfiguration = true
    return settings
  }()

  @Test func `it is probed, and ready when its configuration is known to be fit`() {
    expect(R321Frames.opening)
  }

  @Test func `what an earlier owner left is drained`() {
    expect(
      """
      0 open
      10 < \(R321Frames.oneTag)
      40 < \(R321Frames.version)
      90 > \(R321Frames.askVersion)
      99 < \(R321Frames.noTag)
      110 < \(R321Frames.version)
      160 > \(R321Frames.askConfiguration)
      170 < \(R321Frames.configuration)
      170 = ready AnyID R321G 21042100 150503
      """)
  }

  @Test func `it is spoken to at the address it answers from`() {
    let elsewhere = R321Frame(
      source: 0x0203, target: 0, isResponse: true, command: 0xF7,
      parameters: Array("R321 1".utf8) + [UInt8](repeating: 0, count: 46))
    let asked = R321Command.configuration.frame(to: 0x0203)
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(hex(elsewhere))
      110 > \(hex(asked))
      120 < \(R321Frames.configuration)
      120 = ready AnyID R321 1
      """)
  }

  private func hex(_ frame: R321Frame) -> String {
    (frame.bytes ?? []).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }.joined(separator: " ")
  }

  @Test func `three probes without an answer, and the reader is lost`() {
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      550 > \(R321Frames.askVersion)
      1050 > \(R321Frames.askVersion)
      1550 = lost noAnswer
      9000 .
      """)
  }

  @Test func `a version that is none is some other device's`() {
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.answer(0xF7, "00 00"))
      60 = lost wrongDevice
      """)
  }

  @Test(arguments: [
    "02 01 00 1B 01 00", "02 01 00 BB 01 00", "02 01 00 7B 01 00", "01 01 00 3B 01 00",
    "12 01 00 3B 01 00", "02 01 00 01 1B 00",
  ])
  func `a reader set up otherwise needs attention, and nothing is written`(_ bytes: String) {
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.version)
      110 > \(R321Frames.askConfiguration)
      130 < \(R321Frames.answer(0xF5, bytes))
      130 = attention scanMode
      9000 .
      """)
  }

  @Test func `if it may be written, it is, and read back`() throws {
    let fit = try #require(R321Configuration([0x02, 0x01, 0x00, 0x3B, 0x01, 0x00]))
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.version)
      110 > \(R321Frames.askConfiguration)
      130 < \(R321Frames.answer(0xF5, "02 01 00 1B 01 00"))
      180 > \(R321Frames.question(.setConfiguration(fit)))
      200 < \(R321Frames.answer(0xF4, "00 00"))
      250 > \(R321Frames.askConfiguration)
      260 < \(R321Frames.configuration)
      260 = ready AnyID R321G 21042100 150503
      """, settings: writing)
  }

  @Test func `a fit configuration is not written even if it may be`() {
    expect(R321Frames.opening, settings: writing)
  }

  @Test func `a configuration that did not take is written once only`() throws {
    let fit = try #require(R321Configuration([0x02, 0x01, 0x00, 0x3B, 0x01, 0x00]))
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.version)
      110 > \(R321Frames.askConfiguration)
      130 < \(R321Frames.answer(0xF5, "02 01 00 1B 01 00"))
      180 > \(R321Frames.question(.setConfiguration(fit)))
      200 < \(R321Frames.answer(0xF4, "00 00"))
      250 > \(R321Frames.askConfiguration)
      260 < \(R321Frames.answer(0xF5, "02 01 00 1B 01 00"))
      260 = attention scanMode
      """, settings: writing)
  }

  @Test func `a reader that refuses to be set up needs attention`() throws {
    let fit = try #require(R321Configuration([0x02, 0x01, 0x00, 0x3B, 0x01, 0x00]))
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.version)
      110 > \(R321Frames.askConfiguration)
      130 < \(R321Frames.answer(0xF5, "02 01 00 1B 01 00"))
      180 > \(R321Frames.question(.setConfiguration(fit)))
      200 < \(R321Frames.answer(0xF4, "01 00"))
      200 = attention refused(status: 1)
      """, settings: writing)
  }

  @Test func `the configuration need not be looked at`() {
    var settings = R321DriverSettings()
    settings.checksConfiguration = false
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.version)
      60 = ready AnyID R321G 21042100 150503
      """, settings: settings)
  }

  @Test func `uploads before the answer are passed over, but not for ever`() {
    expect(
      """
      0 open
      50 > \(R321Frames.askVersion)
      60 < \(R321Frames.upload)
      70 < \(R321Frames.upload)
      80 < \(R321Frames.version)
      130 > \(R321Frames.askConfiguration)
      140 < \(R321Frames.upload)
      150 < \(R321Frames.upload)
      150 = attention scanMode
      """)
  }
}
