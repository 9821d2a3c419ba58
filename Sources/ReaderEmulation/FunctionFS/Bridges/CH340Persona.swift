/// A WCH CH340 between the bus and a reader (what Linux drivers/usb/serial/ch341.c asks and
/// expects, and its account of the registers).
///
/// Until the host has started it and switched both ways on nothing passes, and where the host has
/// set the line otherwise than the reader has, nothing sensible does.
///
///     register 12   bits 0-1 prescaler, bit 2 finer, bit 7 no waiting for a full buffer
///     register 13   100 - divisor:  48 MHz / 2^(12 - 3 * prescaler - finer) / divisor
///     register 18   80 RX on | 40 TX on | 10 even | 08 parity | 04 two stop bits | data bits - 5
public struct CH340Persona: GadgetPersona {
  public var descriptors: FunctionFSDescriptors {
    var descriptors = FunctionFSDescriptors(
      outEndpoint: 0x02, inEndpoint: 0x82, interfaceName: "USB Serial")
    descriptors.interruptEndpoint = 0x81
    descriptors.takesDeviceRequests = true
    return descriptors
  }

  private let reader: EmulatedLine
  private var isStarted = false
  private var registers = Self.registersAtPowerUp
  /// What the host last wrote to the modem lines, inverted: DTR 20, RTS 40.
  private var modemLines: UInt8 = 0xFF

  /// Makes the bridge of a reader whose end of the line is set like this.
  public init(reader: EmulatedLine) {
    self.reader = reader
  }

  public mutating func answer(_ setup: ControlSetup) -> ControlAnswer {
    let low = UInt8(setup.value & 0xFF)
    let high = UInt8(setup.value >> 8)
    switch (setup.type, setup.request) {
    case (0xC0, 0x5F): return .data([Self.version, 0])
    case (0x40, 0xA1):
      isStarted = true
      return .accept
    case (0x40, 0x9A):
      registers[low] = UInt8(setup.index & 0xFF)
      registers[high] = UInt8(setup.index >> 8)
      return .accept
    case (0xC0, 0x95): return .data([register(low), register(high)])
    case (0x40, 0xA4):
      modemLines = low
      return .accept
    default: return .stall
    }
  }

  public func heardByReader(_ bytes: [UInt8]) -> [UInt8] {
    guard let host, lineControl & 0x40 != 0 else { return [] }
    return reader.hears(bytes, from: host)
  }

  public func heardByHost(_ bytes: [UInt8]) -> [UInt8] {
    guard let host, lineControl & 0x80 != 0 else { return [] }
    return host.hears(bytes, from: reader)
  }

  public mutating func powerCycle() {
    self = CH340Persona(reader: reader)
  }

  private static let version: UInt8 = 0x31
  private static let registersAtPowerUp: [UInt8: UInt8] = [0x18: 0x03]

  private var lineControl: UInt8 { registers[0x18] ?? 0 }

  /// The modem state is inverted and has the lines that go out in it.
  private func register(_ number: UInt8) -> UInt8 {
    switch number {
    case 0x06: 0x9F | modemLines & 0x60
    case 0x07: 0xEE
    default: registers[number] ?? 0
    }
  }

  /// The host's end, once it is started and has a rate.
  private var host: EmulatedLine? {
    guard isStarted, let scale = registers[0x12], let rest = registers[0x13] else { return nil }
    let halvings = 12 - 3 * Int(scale & 3) - Int(scale >> 2 & 1)
    let baud = 48_000_000 / (1 << halvings) / (0x100 - Int(rest))
    let parity: EmulatedLine.Parity =
      lineControl & 0x08 == 0 ? .none : lineControl & 0x10 == 0 ? .odd : .even
    return EmulatedLine(
      baud: baud, dataBits: 5 + Int(lineControl & 3), parity: parity,
      stopBits: lineControl & 0x04 == 0 ? 1 : 2)
  }
}
