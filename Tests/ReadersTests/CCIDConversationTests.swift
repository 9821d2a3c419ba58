import Primitives
import ReaderWire
import Readers
import Testing

private typealias Slot = SlotMessages

private func expect(_ script: String, settings: CCIDDriverSettings = .init()) {
  #expect(
    Conversation.play(script, driver: CCIDDriver(settings: settings)) == Conversation.lines(script))
}

/// From the opening to the first number asked for, at 160 ms.
private let tapped =
  Slot.opening + """
    120 ? inventory
    120 > \(Slot.ask(.slotStatus, 2))
    125 < \(Slot.slot(.inactive, 2))
    125 > \(Slot.ask(.powerOn(.fiveVolts), 3))
    160 < \(Slot.block(Slot.answerToReset, 3))
    160 > \(Slot.askNumber(4))

    """

/// A card that has been read: 04A1B2C3D4E5F6, at 180 ms.
private let read =
  tapped + """
    170 < \(Slot.block("04A1B2C3D4E5F6 9000", 4))
    170 > \(Slot.askNumber(5))
    180 < \(Slot.block("04A1B2C3D4E5F6 9000", 5))
    180 = complete since 120: 04A1B2C3D4E5F6

    """

@Suite struct `Opening a smart-card reader` {
  @Test func `it is ready when it says how its slot is, and known by its class descriptor`() {
    expect(Slot.opening)
  }

  @Test func `without a class descriptor it is taken for one with short APDUs`() {
    expect(
      """
      0 open
      100 > \(Slot.ask(.slotStatus, 1))
      900 < \(Slot.slot(.active, 1))
      900 = ready CCID, short APDU unknown
      """)
  }

  @Test func `a notice that was waiting is drained`() {
    expect(
      """
      0 open
      50 < 50 03
      150 > \(Slot.ask(.slotStatus, 1))
      160 < \(Slot.slot(.inactive, 1))
      160 = ready CCID, short APDU unknown
      """)
  }

  @Test func `an answer with another number is a leftover`() {
    expect(
      """
      0 open
      100 > \(Slot.ask(.slotStatus, 1))
      105 < \(Slot.slot(.inactive, 77))
      110 < \(Slot.block("01020304 9000", 0))
      115 < \(Slot.slot(.absent, 1))
      115 = ready CCID, short APDU unknown
      """)
  }

  @Test func `a card that cannot be heard is no reason to doubt the reader`() {
    expect(
      """
      0 open
      100 > \(Slot.ask(.slotStatus, 1))
      110 < \(Slot.failed(0x81, .inactive, .cardMute, 1))
      110 = ready CCID, short APDU unknown
      """)
  }

  @Test func `a busy slot is asked again`() {
    expect(
      """
      0 open
      100 > \(Slot.ask(.slotStatus, 1))
      110 < \(Slot.failed(0x81, .active, .slotBusy, 1))
      160 > \(Slot.ask(.slotStatus, 2))
      170 < \(Slot.slot(.active, 2))
      170 = ready CCID, short APDU unknown
      """)
  }

  @Test func `a slot that it does not have needs attention`() {
    expect(
      """
      0 open
      100 > \(Slot.ask(.slotStatus, 1))
      110 < \(Slot.failed(0x81, .absent, .noSuchSlot, 1))
      110 = attention refused(status: 5)
      """)
  }

  @Test(arguments: ["00 00 00 00", "40 00 00 00"])
  func `one that exchanges characters needs attention`(_ features: String) {
    let descriptor = Slot.descriptor.replacing("40 00 02 00", with: features)
    expect(
      """
      0 open
      10 < \(descriptor)
      110 > \(Slot.ask(.slotStatus, 1))
      120 < \(Slot.slot(.absent, 1))
      120 = attention notPossible
      """)
  }

  @Test func `three questions without an answer, and it is lost`() {
    expect(
      """
      0 open
      100 > \(Slot.ask(.slotStatus, 1))
      1600 > \(Slot.ask(.slotStatus, 2))
      3100 > \(Slot.ask(.slotStatus, 3))
      4600 = lost noAnswer
      """)
  }
}

@Suite struct `A round of a smart-card reader` {
  @Test func `without a card is complete and empty`() {
    expect(
      Slot.opening + """
        120 ? inventory
        120 > \(Slot.ask(.slotStatus, 2))
        125 < \(Slot.slot(.absent, 2))
        125 = complete since 120:
        """)
  }

  @Test func `powers the card and reads its number twice`() {
    expect(read)
  }

  @Test func `of a card that goes on lying there is one question`() {
    expect(
      read + """
        220 ? inventory
        220 > \(Slot.ask(.slotStatus, 6))
        225 < \(Slot.slot(.active, 6))
        225 = complete since 220: 04A1B2C3D4E5F6
        230 ? inventory
        245 > \(Slot.ask(.slotStatus, 7))
        250 < \(Slot.slot(.active, 7))
        250 = complete since 230: 04A1B2C3D4E5F6
        """)
  }

  @Test func `reads the card anew after a second, in case it was exchanged unseen`() {
    expect(
      read + """
        1180 ? inventory
        1180 > \(Slot.ask(.slotStatus, 6))
        1185 < \(Slot.slot(.active, 6))
        1185 > \(Slot.ask(.powerOff, 7))
        1190 < \(Slot.slot(.inactive, 7))
        1190 > \(Slot.ask(.powerOn(.fiveVolts), 8))
        1220 < \(Slot.block(Slot.answerToReset, 8))
        1220 > \(Slot.askNumber(9))
        1230 < \(Slot.block("12345678 9000", 9))
        1230 > \(Slot.askNumber(10))
        1240 < \(Slot.block("12345678 9000", 10))
        1240 = complete since 1180: 12345678
        """)
  }

  @Test func `reads the card anew after a notice, even if the slot says nothing of it`() {
    expect(
      read + """
        200 < 50 03
        220 ? inventory
        220 > \(Slot.ask(.slotStatus, 6))
        225 < \(Slot.slot(.active, 6))
        225 > \(Slot.ask(.powerOff, 7))
        230 < \(Slot.slot(.inactive, 7))
        230 > \(Slot.ask(.powerOn(.fiveVolts), 8))
        260 < \(Slot.failed(0x80, .inactive, .cardMute, 8))
        260 = disturbed since 220:
        """)
  }

  @Test func `reads the card anew when the slot is no longer active`() {
    expect(
      read + """
        220 ? inventory
        220 > \(Slot.ask(.slotStatus, 6))
        225 < \(Slot.slot(.inactive, 6))
        225 > \(Slot.ask(.powerOn(.fiveVolts), 7))
        260 < \(Slot.failed(0x80, .absent, .cardMute, 7))
        260 = disturbed since 220:
        300 ? inventory
        300 > \(Slot.ask(.slotStatus, 8))
        305 < \(Slot.slot(.absent, 8))
        305 = complete since 300:
        """)
  }

  @Test func `soon after the power was taken away does not believe that the card has left`() {
    expect(
      read + """
        1180 ? inventory
        1180 > \(Slot.ask(.slotStatus, 6))
        1185 < \(Slot.slot(.active, 6))
        1185 > \(Slot.ask(.powerOff, 7))
        1190 < \(Slot.slot(.absent, 7))
        1190 = disturbed since 1180:
        1280 ? inventory
        1280 > \(Slot.ask(.slotStatus, 8))
        1285 < \(Slot.slot(.absent, 8))
        1285 = disturbed since 1280:
        1500 ? inventory
        1500 > \(Slot.ask(.slotStatus, 9))
        1505 < \(Slot.slot(.absent, 9))
        1505 = complete since 1500:
        """)
  }

  @Test func `believes no number that is not read twice`() {
    expect(
      tapped + """
        170 < \(Slot.block("04A1B2C3D4E5F6 9000", 4))
        170 > \(Slot.askNumber(5))
        180 < \(Slot.block("04A1B2C3D4E5F7 9000", 5))
        180 = disturbed since 120:
        """)
  }

  @Test(arguments: [
    ("12345678", "12345678"), ("0102030405060708090A", "0102030405060708090A"),
    ("E0040150A05F02B7", "E0040150A05F02B7"), ("B7025FA0500104E0", "E0040150A05F02B7"),
    ("08A1B2C3", "changing-number"), ("0102030405060708", "no-number"), ("", "no-number"),
  ])
  func `names the card that a number stands for`(_ number: String, _ name: String) {
    expect(
      tapped + """
        170 < \(Slot.block(number + "9000", 4))
        170 > \(Slot.askNumber(5))
        180 < \(Slot.block(number + "9000", 5))
        180 = complete since 120: \(name)
        """)
  }

  @Test(arguments: ["6A81", "6D00", "6E00", "6700"])
  func `says so if the card has no number`(_ status: String) {
    expect(
      tapped + """
        170 < \(Slot.block(status, 4))
        170 = complete since 120: no-number
        220 ? inventory
        220 > \(Slot.ask(.slotStatus, 5))
        225 < \(Slot.slot(.active, 5))
        225 = complete since 220: no-number
        """)
  }

  @Test(arguments: ["6300", "6F00", "6982", "90", ""])
  func `is disturbed if the card was not heard`(_ answer: String) {
    expect(
      tapped + """
        170 < \(Slot.block(answer, 4))
        170 = disturbed since 120:
        """)
  }

  @Test func `is disturbed if the reader failed, and the card is powered anew in the next`() {
    expect(
      tapped + """
        170 < \(Slot.failed(0x80, .active, .parity, 4))
        170 = disturbed since 120:
        220 ? inventory
        220 > \(Slot.ask(.slotStatus, 5))
        225 < \(Slot.slot(.active, 5))
        225 > \(Slot.ask(.powerOff, 6))
        230 < \(Slot.failed(0x81, .active, .hardware, 6))
        230 = disturbed since 220:
        """)
  }
}

@Suite struct `A slow or stubborn smart-card reader` {
  @Test func `is waited for while it asks for more time`() {
    expect(
      tapped + """
        1000 < \(Slot.moreTime(4))
        3900 < \(Slot.moreTime(4))
        4500 < \(Slot.block("12345678 9000", 4))
        4500 > \(Slot.askNumber(5))
        4600 < \(Slot.block("12345678 9000", 5))
        4600 = complete since 120: 12345678
        """)
  }

  @Test func `is not waited for for ever`() {
    expect(
      tapped + """
        2000 < \(Slot.moreTime(4))
        4000 < \(Slot.moreTime(4))
        5200 < \(Slot.moreTime(4))
        5200 = disturbed since 120:
        5300 ? inventory
        5300 > \(Slot.ask(.slotStatus, 5))
        5310 < \(Slot.block("12345678 9000", 4))
        5320 < \(Slot.slot(.absent, 5))
        5320 = complete since 5300:
        """)
  }

  @Test func `whose answer comes late has it ignored`() {
    expect(
      tapped + """
        3160 = disturbed since 120:
        3300 < \(Slot.block("12345678 9000", 4))
        3310 ? inventory
        3310 > \(Slot.ask(.slotStatus, 5))
        3312 < \(Slot.block("12345678 9000", 4))
        3315 < \(Slot.slot(.absent, 5))
        3315 = complete since 3310:
        """)
  }

  @Test func `is asked again while its slot is busy, up to a bound`() {
    var script = Slot.opening + "120 ? inventory\n120 > \(Slot.ask(.slotStatus, 2))\n"
    var time = 120
    for sequence in UInt8(2)...7 {
      script += "\(time + 5) < \(Slot.failed(0x81, .active, .slotBusy, sequence))\n"
      time += 55
      if sequence < 7 { script += "\(time) > \(Slot.ask(.slotStatus, sequence + 1))\n" }
    }
    expect(script + "\(time - 50) = disturbed since 120:")
  }

  @Test func `that exchanges TPDUs has its data fetched and its lengths put right`() {
    expect(
      tapped + """
        170 < \(Slot.block("6107", 4))
        170 > \(Slot.ask(.transfer(CardCommand.getResponse(7).bytes), 5))
        180 < \(Slot.block("04A1B2C3D4E5F6 9000", 5))
        180 > \(Slot.askNumber(6))
        190 < \(Slot.block("6C07", 6))
        190 > \(Slot.ask(.transfer([0xFF, 0xCA, 0, 0, 7]), 7))
        200 < \(Slot.block("04A1B2C3D4E5F6 9000", 7))
        200 = complete since 120: 04A1B2C3D4E5F6
        """)
  }

  @Test func `that always has more to fetch is disturbed`() {
    var script = tapped + "170 < \(Slot.block("6101", 4))\n"
    for sequence in UInt8(5)...7 {
      script += "170 > \(Slot.ask(.transfer(CardCommand.getResponse(1).bytes), sequence))\n"
      script += "170 < \(Slot.block("AA 6101", sequence))\n"
    }
    expect(script + "170 = disturbed since 120:")
  }

  @Test func `cannot read or write a tag's memory`() {
    expect(
      Slot.opening + """
        130 ? read E0040150A05F02B7 0 4
        130 = failed notPossible
        """)
  }

  @Test func `whose bytes are damaged gives a disturbed round`() {
    expect(
      read + """
        220 ? inventory
        220 > \(Slot.ask(.slotStatus, 6))
        222 < FF
        225 < \(Slot.slot(.active, 6))
        225 = disturbed since 220: 04A1B2C3D4E5F6
        """)
  }
}
