import ReaderWire
import Readers
import Testing

@Suite struct `An R321 round` {
  private func expect(
    _ script: String, settings: R321DriverSettings = .init(), _ comment: Comment? = nil
  ) {
    let whole = R321Frames.opening + script
    #expect(
      Conversation.playR321(whole, settings: settings) == Conversation.lines(whole), comment)
  }

  private let tag = "E0040150CABD51B9"
  private let pair = "E004015000A1B2C3 E004015000A1B2C4"

  @Test func `is a field reset, a pause, and a query that finds nothing`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.noTag)
      335 = complete since 200:
      """)
  }

  @Test func `goes on until an answer brings nothing new`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.oneTag)
      385 > \(R321Frames.query)
      395 < \(R321Frames.twoTags)
      445 > \(R321Frames.query)
      455 < \(R321Frames.twoTags)
      455 = complete since 200: \(pair) \(tag)
      """)
  }

  @Test func `goes on while tags remain`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.answer(0x11, "01 00"))
      385 > \(R321Frames.query)
      395 < \(R321Frames.oneTag)
      445 > \(R321Frames.query)
      455 < \(R321Frames.noTag)
      455 = complete since 200: \(tag)
      """)
  }

  @Test(arguments: [("02 00", "partial"), ("01 00", "complete"), ("00 00", "complete")])
  func `is partial if fewer tags come than had remained`(remaining: String, quality: String) {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.answer(0x11, "C3 B2 A1 00 50 01 04 E0 AA " + remaining))
      385 > \(R321Frames.query)
      395 < \(R321Frames.oneTag)
      445 > \(R321Frames.query)
      455 < \(R321Frames.noTag)
      455 = \(quality) since 200: E004015000A1B2C3 \(tag)
      """)
  }

  @Test func `is complete if the reader has found more meanwhile`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.answer(0x11, "01 00"))
      385 > \(R321Frames.query)
      395 < \(R321Frames.answer(0x11, "B9 51 BD CA 50 01 04 E0 AA 02 00"))
      445 > \(R321Frames.query)
      455 < \(R321Frames.twoTags)
      505 > \(R321Frames.query)
      515 < \(R321Frames.noTag)
      515 = complete since 200: \(pair) \(tag)
      """)
  }

  @Test func `is partial beyond a number of answers`() {
    var settings = R321DriverSettings()
    settings.pagesMax = 2
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.oneTag)
      385 > \(R321Frames.query)
      395 < \(R321Frames.twoTags)
      395 = partial since 200: \(pair) \(tag)
      """, settings: settings)
  }

  @Test func `is disturbed if the field could not be reset`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.answer(0xF0, "01 00"))
      325 > \(R321Frames.query)
      335 < \(R321Frames.noTag)
      335 = disturbed since 200:
      """)
  }

  @Test(arguments: ["B9 51 BD CA 50 01 04 E0 AB 00 00", "B9 51 00 00", ""])
  func `is disturbed by an answer that is not as it should be`(_ parameters: String) {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.answer(0x11, parameters))
      335 = disturbed since 200:
      """)
  }

  @Test func `asks for a damaged answer once more, and is disturbed all the same`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.oneTag.replacing("CA", with: "CB"))
      385 > \(R321Frames.queryAgain)
      395 < \(R321Frames.oneTag)
      445 > \(R321Frames.query)
      455 < \(R321Frames.noTag)
      455 = disturbed since 200: \(tag)
      """)
  }

  @Test func `is given up if the repeated answer is damaged too`() {
    let damaged = R321Frames.oneTag.replacing("CA", with: "CB")
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(damaged)
      385 > \(R321Frames.queryAgain)
      395 < \(damaged)
      445 = disturbed since 200:
      """)
  }

  @Test func `does not repeat what went without any answer, which may be an older one`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      335 < \(R321Frames.oneTag)
      385 > \(R321Frames.query)
      885 = disturbed since 200: \(tag)
      """)
  }

  @Test func `takes no late answer for its own`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      825 = disturbed since 200:
      830 ? inventory
      830 > \(R321Frames.askReset)
      840 < \(R321Frames.oneTag)
      850 < \(R321Frames.reset)
      950 > \(R321Frames.query)
      960 < \(R321Frames.noTag)
      960 = complete since 830:
      """)
  }

  @Test func `needs attention if the reader keeps sending by itself`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      205 < \(R321Frames.upload)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      330 < \(R321Frames.upload)
      340 < \(R321Frames.upload)
      350 < \(R321Frames.upload)
      350 = attention scanMode
      """)
  }

  @Test func `passes over a few uploads`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      205 < \(R321Frames.upload)
      225 < \(R321Frames.reset)
      325 > \(R321Frames.query)
      330 < \(R321Frames.upload)
      335 < \(R321Frames.noTag)
      335 = complete since 200:
      """)
  }

  @Test func `three without an answer, and the reader is lost`() {
    expect(
      """
      200 ? inventory
      200 > \(R321Frames.askReset)
      700 = disturbed since 200:
      700 ? inventory
      700 > \(R321Frames.askReset)
      1200 = disturbed since 700:
      1200 ? inventory
      1200 > \(R321Frames.askReset)
      1700 = lost noAnswer
      """)
  }
}
