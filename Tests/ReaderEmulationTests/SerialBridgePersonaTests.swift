import Testing

@testable import ReaderEmulation

/// The bridges between the bus and a reader, from the device's side.
struct SerialBridgePersonaTests {
  private static let reader = EmulatedLine(baud: 19_200)
  private static let request: [UInt8] = [0x04, 0x00, 0x21, 0xD9, 0x6A]

  // MARK: CP210x

  private func out(_ request: UInt8, _ value: UInt16 = 0, length: UInt16 = 0) -> ControlSetup {
    ControlSetup(type: 0x41, request: request, value: value, length: length)
  }

  @Test func `a CP210x passes nothing until it is enabled, and nothing after`() {
    var bridge = CP210xPersona(reader: Self.reader)
    #expect(bridge.answer(out(0x1E, length: 4)) == .accept)
    bridge.take([0x00, 0x4B, 0x00, 0x00], for: out(0x1E, length: 4))
    #expect(bridge.heardByReader(Self.request) == [])
    #expect(bridge.answer(out(0x00, 1)) == .accept)
    #expect(bridge.heardByReader(Self.request) == Self.request)
    #expect(bridge.heardByHost(Self.request) == Self.request)
    #expect(bridge.answer(out(0x00, 0)) == .accept)
    #expect(bridge.heardByHost(Self.request) == [])
  }

  @Test func `a CP210x set to another rate understands nothing`() {
    var bridge = CP210xPersona(reader: Self.reader)
    #expect(bridge.answer(out(0x00, 1)) == .accept)
    for rate: [UInt8] in [[0x80, 0x25, 0, 0], [0x00, 0xE1, 0, 0], [0x00, 0xC2, 0x01, 0]] {
      bridge.take(rate, for: out(0x1E, length: 4))
      #expect(bridge.heardByReader(Self.request) != Self.request)
      #expect(bridge.heardByHost(Self.request) != Self.request)
    }
  }

  @Test func `a CP210x tells what it was told`() {
    var bridge = CP210xPersona(reader: Self.reader)
    bridge.take([0x00, 0x96, 0x00, 0x00], for: out(0x1E, length: 4))
    #expect(bridge.answer(out(0x03, 0x0820)) == .accept)
    let flow: [UInt8] = [1, 0, 0, 0, 0x40, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
    bridge.take(flow, for: out(0x13, length: 16))
    #expect(bridge.answer(out(0x07, 0x0301)) == .accept)
    func read(_ request: UInt8) -> ControlAnswer {
      bridge.answer(ControlSetup(type: 0xC1, request: request, length: 64))
    }
    #expect(read(0x1D) == .data([0x00, 0x96, 0x00, 0x00]))
    #expect(read(0x04) == .data([0x20, 0x08]))
    #expect(read(0x14) == .data(flow))
    #expect(read(0x08) == .data([0xB1]))
    #expect(read(0x10) == .data([UInt8](repeating: 0, count: 19)))
    #expect(
      bridge.answer(ControlSetup(type: 0xC0, request: 0xFF, value: 0x370B, length: 1))
        == .data([2]))
    bridge.powerCycle()
    #expect(read(0x04) == .data([0x00, 0x08]))
  }

  @Test func `a CP210x refuses what it does not have`() {
    var bridge = CP210xPersona(reader: Self.reader)
    #expect(bridge.answer(out(0x03, 0x0850)) == .stall)
    #expect(bridge.answer(out(0x03, 0x0900)) == .stall)
    #expect(bridge.answer(out(0x1E, length: 3)) == .stall)
    #expect(bridge.answer(ControlSetup(type: 0xC1, request: 0x77)) == .stall)
    #expect(bridge.answer(ControlSetup(type: 0x40, request: 0x00, value: 1)) == .stall)
  }

  // MARK: CH340

  private func write(_ registers: UInt16, _ values: UInt16) -> ControlSetup {
    ControlSetup(type: 0x40, request: 0x9A, value: registers, index: values)
  }

  @Test func `a CH340 is mute until it is started and switched on`() {
    var bridge = CH340Persona(reader: Self.reader)
    #expect(bridge.answer(write(0x1312, 0xD982)) == .accept)
    #expect(bridge.answer(write(0x0F2C, 0x0006)) == .accept)
    #expect(bridge.answer(write(0x2518, 0x00C3)) == .accept)
    #expect(bridge.heardByReader(Self.request) == [])
    #expect(bridge.answer(ControlSetup(type: 0x40, request: 0xA1)) == .accept)
    #expect(bridge.heardByReader(Self.request) == Self.request)
    #expect(bridge.heardByHost(Self.request) == Self.request)
    #expect(bridge.answer(write(0x2518, 0x0043)) == .accept)
    #expect(bridge.heardByHost(Self.request) == [])
    bridge.powerCycle()
    #expect(bridge.heardByReader(Self.request) == [])
  }

  @Test(
    arguments: [
      (0xB282, 9600), (0xD982, 19_200), (0x6483, 38_400), (0x9883, 57_600), (0xCC83, 115_200),
      (0xF387, 921_600),
    ] as [(UInt16, Int)])
  func `a CH340's registers are a rate`(values: UInt16, baud: Int) {
    var bridge = CH340Persona(reader: EmulatedLine(baud: baud))
    #expect(bridge.answer(ControlSetup(type: 0x40, request: 0xA1)) == .accept)
    #expect(bridge.answer(write(0x1312, values)) == .accept)
    #expect(bridge.answer(write(0x2518, 0x00C3)) == .accept)
    #expect(bridge.heardByReader(Self.request) == Self.request)
    var other = CH340Persona(reader: EmulatedLine(baud: baud / 2))
    #expect(other.answer(ControlSetup(type: 0x40, request: 0xA1)) == .accept)
    #expect(other.answer(write(0x1312, values)) == .accept)
    #expect(other.answer(write(0x2518, 0x00C3)) == .accept)
    #expect(other.heardByReader(Self.request) != Self.request)
  }

  @Test func `a CH340 tells its version, its registers and its modem lines`() {
    var bridge = CH340Persona(reader: Self.reader)
    func read(_ registers: UInt16) -> ControlAnswer {
      bridge.answer(ControlSetup(type: 0xC0, request: 0x95, value: registers, length: 2))
    }
    #expect(
      bridge.answer(ControlSetup(type: 0xC0, request: 0x5F, length: 2)) == .data([0x31, 0x00]))
    #expect(read(0x0706) == .data([0xFF, 0xEE]))
    let lines = ControlSetup(type: 0x40, request: 0xA4, value: ~0x60)
    #expect(bridge.answer(lines) == .accept)
    #expect(read(0x0706) == .data([0x9F, 0xEE]))
    #expect(bridge.answer(write(0x2518, 0x00DB)) == .accept)
    #expect(read(0x2518) == .data([0xDB, 0x00]))
    #expect(bridge.answer(ControlSetup(type: 0x41, request: 0x00, value: 1)) == .stall)
  }
}
