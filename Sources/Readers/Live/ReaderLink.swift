public import USBHost

/// How a family's bytes get through USB.
public enum ReaderLink: Hashable, Sendable {
  /// The first interface with bulk endpoints both ways carries the protocol's bytes as they are.
  case bulk
  /// A HID interface: every transfer is one report, as long as a packet.
  case hidReports
  /// A serial line behind a bridge.
  case serial(SerialLine)
  /// A smart-card reader: messages over bulk, notifications over interrupt, and first of all the
  /// class descriptor (type 21), as if the reader had sent it.
  case ccid
}

/// What one device has for a link: what to claim, where bytes go, what sets it up.
struct ReaderWiring: Sendable {
  /// The interfaces to claim, in order.
  var interfaces: [USBInterface]
  /// Where bytes come from.
  var input: USBEndpoint
  /// Where bytes go to.
  var output: USBEndpoint
  /// Where notifications come from, if the link has any.
  var notice: USBEndpoint?
  /// Bytes asked for by one IN transfer.
  var receiveLength: Int
  /// What sets the device up, in order.
  var opening: [SerialStep] = []
  /// Requests that leave it as it was, in order.
  var closing: [USBTransferRequest] = []
  /// What counts as received as soon as the device is open.
  var greeting: [UInt8] = []
  /// Whether what one IN transfer brought says that there is nothing; for devices that say so all
  /// the time.
  var isIdle: (@Sendable ([UInt8]) -> Bool)?
  /// The reader's own bytes in what one IN transfer brought.
  var payload: @Sendable ([UInt8]) -> [UInt8] = { $0 }
}

extension ReaderLink {
  /// What a device has for this link; nothing if it lacks something.
  func wiring(
    of device: USBDeviceSummary, interfaces: [USBInterface], receiveLength: Int
  ) -> ReaderWiring? {
    switch self {
    case .bulk:
      return interfaces.lazy.compactMap { Self.pair($0, .bulk, receiveLength: receiveLength) }.first
    case .hidReports:
      let hidClass: UInt8 = 0x03
      return interfaces.lazy.filter { $0.classCode == hidClass }
        .compactMap { Self.pair($0, .interrupt, receiveLength: 1) }.first
    case .serial(let line):
      return Self.serial(line, of: device, interfaces: interfaces, receiveLength: receiveLength)
    case .ccid:
      return Self.ccid(interfaces, receiveLength: receiveLength)
    }
  }

  /// In the words of a complaint, what a device must have for this link.
  var need: String {
    switch self {
    case .bulk: "no interface has bulk IN and bulk OUT"
    case .hidReports: "no HID interface has interrupt IN and interrupt OUT"
    case .serial: "it is no serial bridge that is known (CP210x, CH34x, FTDI, CDC-ACM)"
    case .ccid: "no interface of the smart-card class has bulk IN and bulk OUT"
    }
  }

  private static func pair(
    _ interface: USBInterface, _ kind: USBEndpoint.Kind, receiveLength: Int
  ) -> ReaderWiring? {
    guard let input = interface.first(kind, .in), let output = interface.first(kind, .out)
    else { return nil }
    return ReaderWiring(
      interfaces: [interface], input: input, output: output, receiveLength: receiveLength)
  }

  private static func serial(
    _ line: SerialLine, of device: USBDeviceSummary, interfaces: [USBInterface],
    receiveLength: Int
  ) -> ReaderWiring? {
    guard let bridge = SerialBridge(device, interfaces: interfaces),
      var wiring = pair(bridge.data, .bulk, receiveLength: receiveLength)
    else { return nil }
    let packetSize = wiring.input.packetSizeMax
    if let control = bridge.control, control != bridge.data {
      wiring.interfaces.insert(control, at: 0)
    }
    wiring.opening = bridge.opening(line)
    wiring.closing = bridge.closing
    if bridge.saysIdle { wiring.isIdle = { bridge.isIdle($0) } }
    wiring.payload = { bridge.payload(of: $0, packetSize: packetSize) }
    return wiring
  }

  private static func ccid(_ interfaces: [USBInterface], receiveLength: Int) -> ReaderWiring? {
    let smartCardClass: UInt8 = 0x0B
    let classDescriptorType: UInt8 = 0x21
    for interface in interfaces where interface.classCode == smartCardClass {
      guard var wiring = pair(interface, .bulk, receiveLength: receiveLength) else { continue }
      wiring.notice = interface.first(.interrupt, .in)
      wiring.greeting = interface.classDescriptor(ofType: classDescriptorType) ?? []
      return wiring
    }
    return nil
  }
}
