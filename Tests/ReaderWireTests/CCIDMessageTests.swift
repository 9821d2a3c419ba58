import Primitives
import ReaderWire
import Testing

@Suite struct `A CCID message` {
  @Test(arguments: [
    (CCIDCommand.powerOn(.automatic), "62 00 00 00 00 00 07 00 00 00"),
    (.powerOn(.fiveVolts), "62 00 00 00 00 00 07 01 00 00"),
    (.powerOff, "63 00 00 00 00 00 07 00 00 00"),
    (.slotStatus, "65 00 00 00 00 00 07 00 00 00"),
    (
      .transfer(CardCommand.getNumber.bytes), "6F 05 00 00 00 00 07 00 00 00 FF CA 00 00 00"
    ),
    (
      .transfer(CardCommand.getResponse(7).bytes), "6F 05 00 00 00 00 07 00 00 00 00 C0 00 00 07"
    ),
  ])
  func `of the host has its header and its data`(_ command: CCIDCommand, _ hex: String) {
    let message = command.message(slot: 0, sequence: 7)
    #expect(Hex.text(message.bytes, separator: " ") == hex)
    #expect(CCIDMessage(message.bytes) == message)
  }

  @Test func `names the slot, and its length is least significant byte first`() {
    let message = CCIDCommand.transfer(.init(repeating: 9, count: 261)).message(
      slot: 3, sequence: 255)
    #expect(Hex.text(message.bytes.prefix(10), separator: " ") == "6F 05 01 00 00 03 FF 00 00 00")
  }

  @Test func `is not one if its length is another`() {
    #expect(CCIDMessage(CCIDVectors.number.dropLast()) == nil)
    #expect(CCIDMessage(CCIDVectors.number + [0]) == nil)
    #expect(CCIDMessage(CCIDVectors.absent.prefix(9)) == nil)
  }

  @Test func `of the reader is taken apart`() throws {
    let reply = try #require(CCIDMessage(CCIDVectors.number).flatMap { CCIDReply($0) })
    #expect(reply.kind == .dataBlock)
    #expect(reply.sequence == 3)
    #expect(reply.outcome == .done)
    #expect(reply.card == .active)
    #expect(CardResponse(reply.data)?.status == .done)
    #expect(CardResponse(reply.data)?.data == [0x12, 0x34, 0x56, 0x78])
  }

  @Test func `has every status, and none that does not exist`() {
    for status in UInt8.min...UInt8.max {
      let message = CCIDMessage(
        type: 0x81, slot: 0, sequence: 1, specific: .init(status, 0xFE, 0))
      let reply = CCIDReply(message)
      let exists = status & 0x03 != 3 && status >> 6 != 3
      #expect((reply != nil) == exists, "\(status)")
      guard let reply else { continue }
      #expect(reply.card.rawValue == status & 0x03)
      switch status >> 6 {
      case 0: #expect(reply.outcome == .done)
      case 1: #expect(reply.outcome == .failed(.cardMute))
      default: #expect(reply.outcome == .timeExtension(multiplier: 0xFE))
      }
    }
  }

  @Test func `of the host is no answer`() {
    #expect(CCIDReply(CCIDCommand.slotStatus.message(slot: 0, sequence: 1)) == nil)
  }

  @Test func `says every error in words and with its code`() {
    for code in UInt8.min...UInt8.max {
      #expect("\(CCIDError(rawValue: code))".hasSuffix("(error \(Hex.text([code])))"))
    }
  }
}

@Suite struct `A CCID notice` {
  @Test func `says which slots have changed`() {
    #expect(
      CCIDNotice([0x50, 0x03]) == .slotChange([.init(isPresent: true, hasChanged: true)]))
    #expect(
      CCIDNotice([0x50, 0x02]) == .slotChange([.init(isPresent: false, hasChanged: true)]))
    #expect(
      CCIDNotice([0x50, 0x0D, 0x02], slotCount: 6)
        == .slotChange([
          .init(isPresent: true, hasChanged: false), .init(isPresent: true, hasChanged: true),
          .init(isPresent: false, hasChanged: false), .init(isPresent: false, hasChanged: false),
          .init(isPresent: false, hasChanged: true), .init(isPresent: false, hasChanged: false),
        ]))
  }

  @Test func `may be a fault of the hardware`() {
    #expect(CCIDNotice([0x51, 0x00, 0x07, 0x01]) == .hardwareError(slot: 0, code: 1))
  }

  @Test func `is none with another length or type`() {
    #expect(CCIDNotice([0x50]) == nil)
    #expect(CCIDNotice([0x50, 0x03, 0x00]) == nil)
    #expect(CCIDNotice([0x50, 0x03], slotCount: 6) == nil)
    #expect(CCIDNotice([0x52, 0x03]) == nil)
    #expect(CCIDNotice([UInt8]()) == nil)
  }
}

@Suite struct `A CCID class descriptor` {
  @Test func `of QEMU's reader says TPDU with T=0`() throws {
    let descriptor = try #require(CCIDClassDescriptor(CCIDVectors.qemuDescriptor))
    #expect(descriptor.level == .tpdu)
    #expect(descriptor.features == 0x0001_04FE)
    #expect(descriptor.slotCount == 1)
    #expect(descriptor.speaksT0)
    #expect(descriptor.power == .automatic)
    #expect("\(descriptor)" == "TPDU, 1 slot")
    #expect(descriptor.releaseText == "1.10")
  }

  @Test func `speaks T=0 unless it names T=1 alone`() throws {
    var bytes = CCIDVectors.shortAPDUDescriptor
    for (protocols, speaks) in [(0x00, true), (0x01, true), (0x02, false), (0x03, true)] {
      bytes[6] = UInt8(protocols)
      #expect(try #require(CCIDClassDescriptor(bytes)).speaksT0 == speaks)
    }
  }

  @Test func `of an ACR122U says short APDU and 271 bytes`() throws {
    let descriptor = try #require(CCIDClassDescriptor(CCIDVectors.shortAPDUDescriptor))
    #expect("\(descriptor)" == "short APDU, 1 slot")
    #expect(descriptor.messageLengthMax == 271)
  }

  @Test func `of a reader with many slots counts them`() throws {
    let descriptor = try #require(CCIDClassDescriptor(CCIDVectors.sixSlotDescriptor))
    #expect("\(descriptor)" == "extended APDU, 6 slots of which the first is used")
    #expect(descriptor.busySlotsMax == 6)
  }

  @Test func `chooses the power where the reader does not`() throws {
    var bytes = CCIDVectors.shortAPDUDescriptor
    for (voltages, power) in [
      (0x07, CCIDPower.fiveVolts), (0x06, .threeVolts), (0x04, .lowVoltage), (0x00, .automatic),
    ] {
      bytes[5] = UInt8(voltages)
      #expect(try #require(CCIDClassDescriptor(bytes)).power == power)
    }
  }

  @Test func `is none if it is cut or another`() {
    for length in 0..<CCIDClassDescriptor.byteCount {
      #expect(CCIDClassDescriptor(CCIDVectors.qemuDescriptor.prefix(length)) == nil)
    }
    #expect(CCIDClassDescriptor(CCIDVectors.qemuDescriptor + [0]) == nil)
    var other = CCIDVectors.qemuDescriptor
    other[1] = 0x24
    #expect(CCIDClassDescriptor(other) == nil)
  }
}
