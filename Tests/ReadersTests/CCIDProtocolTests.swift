import Primitives
import ReaderWire
import Readers
import Testing

private typealias Slot = SlotMessages

private func expect(_ script: String) {
  #expect(Conversation.play(script, driver: CCIDDriver()) == Conversation.lines(script))
}

/// What a smart-card reader leaves to the station, and what is said where that is too much.
@Suite struct `The protocols of smart-card readers` {
  @Test func `one that exchanges TPDUs and knows T=1 alone says so, and what to use instead`() {
    let descriptor = Slot.descriptor.replacing("40 00 02 00", with: "40 00 01 00")
      .replacing("07 03 00 00 00", with: "07 02 00 00 00")
    var driver = CCIDDriver()
    _ = driver.open(at: .origin)
    _ = driver.received(Hex.bytes(descriptor) ?? [], at: Moment(milliseconds: 10))
    _ = driver.deadlineReached(at: Moment(milliseconds: 110))
    let status = Hex.bytes(Slot.slot(.absent, 1)) ?? []
    let actions = driver.received(status, at: Moment(milliseconds: 120))
    guard case .fault(let fault) = actions.first else {
      Issue.record("\(actions)")
      return
    }
    #expect(fault.code == .notPossible && !fault.isFatal)
    #expect(fault.message.contains("T=1 only"))
    #expect(fault.message.contains("Use a reader that takes APDUs"))
  }

  @Test func `of several slots it says that the first is used`() {
    let descriptor = Slot.descriptor.replacing("36 21 10 01 00", with: "36 21 10 01 01")
    expect(
      """
      0 open
      10 < \(descriptor)
      110 > \(Slot.ask(.slotStatus, 1))
      120 < \(Slot.slot(.absent, 1))
      120 = ready CCID 1.10, short APDU, 2 slots of which the first is used unknown
      """)
  }

  /// From the opening of a reader that exchanges TPDUs to its card's answer to reset.
  private func powered(_ answerToReset: String) -> String {
    """
    0 open
    10 < \(Slot.descriptor.replacing("40 00 02 00", with: "40 00 01 00"))
    110 > \(Slot.ask(.slotStatus, 1))
    120 < \(Slot.slot(.absent, 1))
    120 = ready CCID 1.10, TPDU, 1 slot unknown
    120 ? inventory
    120 > \(Slot.ask(.slotStatus, 2))
    125 < \(Slot.slot(.inactive, 2))
    125 > \(Slot.ask(.powerOn(.fiveVolts), 3))
    160 < \(Slot.block(answerToReset, 3))

    """
  }

  @Test func `tells of a card that speaks T=1 alone where the reader leaves that to the station`() {
    expect(powered("3B 80 01 81") + "160 = complete since 120: other-protocol")
    expect(powered(Slot.answerToReset) + "160 > \(Slot.askNumber(4))")
    expect(powered("3B 00") + "160 > \(Slot.askNumber(4))")
    expect(powered("3B 80 01 82") + "160 > \(Slot.askNumber(4))")
  }
}
