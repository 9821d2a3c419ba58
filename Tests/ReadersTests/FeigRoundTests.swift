import Primitives
import ReaderWire
import Readers
import Testing

@Suite struct `A FEIG inventory round` {
  private let asked =
    Frames.opening + """
      100 ? inventory
      100 > \(Frames.askReset)
      120 < \(Frames.reset)
      125 > \(Frames.askNew)

      """

  private func expect(_ script: String, settings: FeigDriverSettings = .init()) {
    #expect(Conversation.play(script, settings: settings) == Conversation.lines(script))
  }

  @Test func `wakes the tags, then asks for all of them`() {
    expect(
      asked + """
        150 < \(Frames.oneTag)
        150 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test func `keeps five milliseconds of silence before a frame`() {
    expect(
      Frames.opening + """
        61 ? inventory
        65 > \(Frames.askReset)
        70 < 02 00 08 00 69
        72 < \(Frames.reset.split(separator: " ").suffix(3).joined(separator: " "))
        77 > \(Frames.askNew)
        90 < \(Frames.noTag)
        90 = complete since 61:
        """)
  }

  @Test func `none is an answer too`() {
    expect(
      asked + """
        150 < \(Frames.noTag)
        150 = complete since 100:
        """)
  }

  @Test func `asks for the rest while there is more, and names each tag once`() {
    expect(
      asked + """
        150 < \(Frames.twoTagsAndMore)
        155 > \(Frames.askMore)
        170 < \(Frames.twoTagsAndMore)
        175 > \(Frames.askMore)
        190 < \(Frames.oneTag)
        190 = complete since 100: E004015000A1B2C3 E004015000A1B2C4 E0040150A05F02B7
        """)
  }

  @Test func `that never ends is partial`() {
    var script = asked
    for page in 0..<15 {
      let time = 150 + page * 15
      script += "\(time) < \(Frames.twoTagsAndMore)\n\(time + 5) > \(Frames.askMore)\n"
    }
    expect(
      script + """
        375 < \(Frames.twoTagsAndMore)
        375 = partial since 100: E004015000A1B2C3 E004015000A1B2C4
        """)
  }

  @Test func `whose table overflowed is partial`() {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .bufferOverflow, "01 03 00 E0 04 01 50 A0 5F 02 B7"))
        150 = partial since 100: E0040150A05F02B7
        """)
  }

  @Test func `may take long, and come in pieces`() {
    expect(
      asked + """
        1900 < 11 00 B0 00 01 03
        1940 < 00 E0 04 01 50
        1980 < A0 5F 02 B7 D7 BE
        1980 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test(arguments: [
    FeigStatus.communicationError, .dataFalse, .collision, .generalError, .tagError,
  ])
  func `in noise is disturbed, never empty and complete`(_ status: FeigStatus) {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, status))
        150 = disturbed since 100:
        """)
  }

  @Test func `that broke off keeps the tags that came`() {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .communicationError, "01 03 00 E0 04 01 50 A0 5F 02 B7"))
        150 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `with a warning and tags asks whether there is more, and is complete`() {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .warning, "01 03 00 E0 04 01 50 A0 5F 02 B7"))
        155 > \(Frames.askMore)
        170 < \(Frames.answer(0xB0, .warning))
        170 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test func `with a warning and tags is complete even if asking for more is refused`() {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .warning, "01 03 00 E0 04 01 50 A0 5F 02 B7"))
        155 > \(Frames.askMore)
        170 < \(Frames.answer(0xB0, .parameterRange))
        170 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test(arguments: ["", "00"]) func `with a warning and nothing is disturbed`(_ data: String) {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .warning, data))
        150 = disturbed since 100:
        """)
  }

  @Test func `with a tag of an unknown kind is disturbed`() {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .ok, "02 03 00 E0 04 01 50 A0 5F 02 B7 06 01 02 03 04"))
        150 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `asks a busy reader again`() {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, .busy))
        170 > \(Frames.askNew)
        200 < \(Frames.oneTag)
        200 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test func `gives up a reader that stays busy, as disturbed`() {
    var script = asked
    for repeats in 0..<5 {
      let time = 150 + repeats * 50
      script += "\(time) < \(Frames.answer(0xB0, .busy))\n\(time + 20) > \(Frames.askNew)\n"
    }
    expect(
      script + """
        400 < \(Frames.answer(0xB0, .busy))
        400 = disturbed since 100:
        """)
  }

  @Test(arguments: [
    (FeigStatus.commandNotAvailable, "scanMode"), (.loginRequest, "loginRequired"),
    (.unknownCommand, "refused(status: 128)"), (.startWarning, "refused(status: 242)"),
    (FeigStatus(rawValue: 0x3C), "refused(status: 60)"),
  ])
  func `that is refused needs attention, and the next may go well`(
    _ status: FeigStatus, _ code: String
  ) {
    expect(
      asked + """
        150 < \(Frames.answer(0xB0, status))
        150 = attention \(code)
        200 ? inventory
        200 > \(Frames.askReset)
        220 < \(Frames.reset)
        225 > \(Frames.askNew)
        250 < \(Frames.noTag)
        250 = complete since 200:
        """)
  }

  @Test func `whose reset failed goes on, but is disturbed`() {
    expect(
      Frames.opening + """
        100 ? inventory
        100 > \(Frames.askReset)
        120 < \(Frames.answer(0x69, .communicationError))
        125 > \(Frames.askNew)
        150 < \(Frames.oneTag)
        150 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `with damage before the answer is disturbed`() {
    expect(
      asked + """
        149 < 00 00 01
        150 < \(Frames.oneTag)
        150 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `with damage after the reset's answer is disturbed`() {
    expect(
      Frames.opening + """
        100 ? inventory
        100 > \(Frames.askReset)
        120 < \(Frames.reset) 11 00 B0
        125 > \(Frames.askNew)
        150 < \(Frames.oneTag)
        150 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `is not disturbed by damage before it`() {
    expect(
      Frames.opening + """
        80 < 11 00 B0 00 01
        100 ? inventory
        100 > \(Frames.askReset)
        120 < \(Frames.reset)
        125 > \(Frames.askNew)
        150 < \(Frames.oneTag)
        150 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test func `with a damaged answer ends soon, as disturbed`() {
    expect(
      asked + """
        150 < 11 00 B0 00 01 03 00 E0 04 01 50 A0 5F 02 B6 D7 BE
        200 = disturbed since 100:
        """)
  }

  @Test func `with a truncated answer ends soon, as disturbed`() {
    expect(
      asked + """
        150 < 11 00 B0 00 01 03 00 E0 04 01
        200 = disturbed since 100:
        """)
  }

  @Test func `finds its answer behind a damaged length`() {
    expect(
      asked + """
        150 < 02 00 FF \(Frames.oneTag)
        200 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `waits for its answer through a little noise`() {
    expect(
      asked + """
        150 < 11 00
        900 < \(Frames.oneTag)
        900 = disturbed since 100: E0040150A05F02B7
        """)
  }

  @Test func `without an answer is disturbed, and keeps the tags that came before`() {
    expect(
      asked + """
        150 < \(Frames.twoTagsAndMore)
        155 > \(Frames.askMore)
        2155 = disturbed since 100: E004015000A1B2C3 E004015000A1B2C4
        """)
  }

  @Test func `does not take a late answer for its own`() {
    expect(
      asked + """
        2125 = disturbed since 100:
        2130 ? inventory
        2130 > \(Frames.askReset)
        2140 < \(Frames.oneTag)
        2150 < \(Frames.reset)
        2155 > \(Frames.askNew)
        2180 < \(Frames.noTag)
        2180 = complete since 2130:
        """)
  }

  @Test func `drains what is still coming before it ends without an answer`() {
    expect(
      asked + """
        2120 < 00
        2150 < 00
        2200 = disturbed since 100:
        """)
  }

  @Test func `unanswered three times in a row means that the reader is lost`() {
    expect(
      asked + """
        2125 = disturbed since 100:
        2130 ? inventory
        2130 > \(Frames.askReset)
        2630 = disturbed since 2130:
        2700 ? inventory
        2700 > \(Frames.askReset)
        2720 < \(Frames.reset)
        2725 > \(Frames.askNew)
        4725 = lost noAnswer
        9000 .
        """)
  }

  @Test func `answered in between begins the count anew`() {
    var script = Frames.opening
    for round in 0..<6 {
      let time = 1000 * (round + 1)
      script += "\(time) ? inventory\n\(time) > \(Frames.askReset)\n"
      if round % 3 == 2 {
        script += """
          \(time + 20) < \(Frames.reset)
          \(time + 25) > \(Frames.askNew)
          \(time + 50) < \(Frames.noTag)
          \(time + 50) = complete since \(time):

          """
      } else {
        script += "\(time + 500) = disturbed since \(time):\n"
      }
    }
    expect(script)
  }

  @Test func `asks for its wake even if the round before asked for the same moment`() {
    var driver = FeigDriver()
    let script = Conversation.lines(asked + "150 < \(Frames.noTag)")
    for line in script {
      let words = line.split(separator: " ")
      let now = Moment(milliseconds: Int64(words[0]) ?? 0)
      switch words[1] {
      case "open": _ = driver.open(at: now)
      case "<": _ = driver.received(Hex.bytes(words[2...].joined()) ?? [], at: now)
      case "?": _ = driver.perform(.inventory, at: now)
      default: _ = driver.deadlineReached(at: now)
      }
    }
    // The inventory sent at 125 ms could have been waited for until 2125 ms, and so could an RF
    // reset sent at 1625 ms. In between the supervisor has asked for other wakes.
    let later = Moment(milliseconds: 1625)
    #expect(driver.perform(.inventory, at: later).contains(.wake(at: Moment(milliseconds: 2125))))
  }

  @Test func `is not lost because the host fetched its answer late`() {
    expect(
      asked + """
        150 < 11 00 B0 00 01 03 00 E0
        199 < 04 01 50 A0
        248 < 5F 02 B7 D7 BE
        248 = complete since 100: E0040150A05F02B7
        """)
  }

  @Test func `asked for while another is under way is refused`() {
    expect(
      asked + """
        130 ? inventory
        130 = attention notPossible
        150 < \(Frames.noTag)
        150 = complete since 100:
        """)
  }
}
