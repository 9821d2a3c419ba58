/// A Silicon Labs CP2102 between the bus and a reader (AN571, and what Linux
/// drivers/usb/serial/cp210x.c asks and expects).
///
/// Until the interface is enabled nothing passes, and where the host has set the line otherwise
/// than the reader has, nothing sensible does.
public struct CP210xPersona: GadgetPersona {
  public var descriptors: FunctionFSDescriptors {
    var descriptors = FunctionFSDescriptors(
      outEndpoint: 0x01, inEndpoint: 0x82,
      interfaceName: "CP2102 USB to UART Bridge Controller")
    descriptors.takesDeviceRequests = true
    return descriptors
  }

  private let reader: EmulatedLine
  private var host = EmulatedLine(baud: 115_200)
  private var isEnabled = false
  /// DTR in bit 0, RTS in bit 1.
  private var modemLines: UInt8 = 0
  private var flow = [UInt8](repeating: 0, count: 16)

  /// Makes the bridge of a reader whose end of the line is set like this.
  public init(reader: EmulatedLine) {
    self.reader = reader
  }

  public mutating func answer(_ setup: ControlSetup) -> ControlAnswer {
    switch (setup.type, setup.request) {
    case (0x41, 0x00):
      isEnabled = setup.value & 1 == 1
      return .accept
    case (0x41, 0x1E): return setup.length == 4 ? .accept : .stall
    case (0x41, 0x13): return setup.length == 16 ? .accept : .stall
    case (0x41, 0x19): return setup.length == 6 ? .accept : .stall
    case (0x41, 0x03): return setFormat(setup.value) ? .accept : .stall
    case (0x41, 0x07):
      let mask = UInt8(setup.value >> 8) & 3
      modemLines = modemLines & ~mask | UInt8(setup.value & 0xFF) & mask
      return .accept
    case (0x41, 0x12), (0x41, 0x05): return .accept
    case (0xC1, _): return read(setup.request)
    case (0xC0, 0xFF) where setup.value == 0x370B: return .data([Self.partCP2102])
    default: return .stall
    }
  }

  public mutating func take(_ data: [UInt8], for setup: ControlSetup) {
    if setup.request == 0x1E, data.count == 4 {
      host.baud = data.reversed().reduce(0) { $0 << 8 | Int($1) }
    } else if setup.request == 0x13, data.count == 16 {
      flow = data
    }
  }

  public func heardByReader(_ bytes: [UInt8]) -> [UInt8] {
    isEnabled ? reader.hears(bytes, from: host) : []
  }

  public func heardByHost(_ bytes: [UInt8]) -> [UInt8] {
    isEnabled ? host.hears(bytes, from: reader) : []
  }

  public mutating func powerCycle() {
    self = CP210xPersona(reader: reader)
  }

  private static let partCP2102: UInt8 = 0x02

  /// GET_LINE_CTL, GET_MDMSTS (CTS, DSR and DCD are on), GET_COMM_STATUS, GET_FLOW, GET_BAUDRATE.
  private func read(_ request: UInt8) -> ControlAnswer {
    switch request {
    case 0x04: .data([UInt8(format & 0xFF), UInt8(format >> 8)])
    case 0x08: .data([modemLines | 0xB0])
    case 0x10: .data([UInt8](repeating: 0, count: 0x13))
    case 0x14: .data(flow)
    case 0x1D: .data((0..<4).map { UInt8(truncatingIfNeeded: host.baud >> (8 * $0)) })
    default: .stall
    }
  }

  /// Data bits in bits 15-8, parity in 7-4, stop bits in 3-0.
  private var format: UInt16 {
    let parity: UInt16 =
      switch host.parity {
      case .none: 0
      case .odd: 0x10
      case .even: 0x20
      }
    return UInt16(host.dataBits) << 8 | parity | (host.stopBits == 2 ? 2 : 0)
  }

  private mutating func setFormat(_ value: UInt16) -> Bool {
    let parities: [UInt16: EmulatedLine.Parity] = [0: .none, 1: .odd, 2: .even]
    guard let parity = parities[value >> 4 & 0xF], (5...8).contains(value >> 8) else {
      return false
    }
    host.dataBits = Int(value >> 8)
    host.parity = parity
    host.stopBits = value & 0xF == 0 ? 1 : 2
    return true
  }
}
