/// One transfer to be made.
public enum USBTransferRequest: Hashable, Sendable {
  /// Bulk or interrupt IN; the length is rounded up to whole packets.
  case receive(from: USBEndpoint, length: Int)
  /// Bulk or interrupt OUT.
  case send([UInt8], to: USBEndpoint)
  /// Control with data from the device, at most `length` bytes.
  case controlIn(USBControlSetup, length: Int)
  /// Control with data, or none, to the device.
  case controlOut(USBControlSetup, [UInt8])

  /// Most bytes one transfer may move.
  public static let lengthMax = 65_535
}

/// The fields of a control request (USB 2.0 specification, table 9-2), but direction and length.
public struct USBControlSetup: Hashable, Sendable {
  /// `bmRequestType` bits 6-5.
  public enum Kind: UInt8, Hashable, Sendable {
    case standard = 0x00
    case `class` = 0x20
    case vendor = 0x40
  }

  /// `bmRequestType` bits 4-0.
  public enum Recipient: UInt8, Hashable, Sendable {
    case device = 0
    case interface = 1
    case endpoint = 2
    case other = 3
  }

  /// `bmRequestType` bits 6-5.
  public var kind: Kind
  /// `bmRequestType` bits 4-0.
  public var recipient: Recipient
  /// `bRequest`.
  public var request: UInt8
  /// `wValue`.
  public var value: UInt16
  /// `wIndex`.
  public var index: UInt16

  /// Makes a setup.
  public init(
    _ kind: Kind, to recipient: Recipient, request: UInt8, value: UInt16 = 0, index: UInt16 = 0
  ) {
    self.kind = kind
    self.recipient = recipient
    self.request = request
    self.value = value
    self.index = index
  }

  /// Bytes of a setup packet.
  static let packetLength = 8

  /// The setup packet: type, request, then value, index and length with the low byte first.
  func packet(_ direction: USBEndpoint.Direction, length: Int) -> [UInt8] {
    let way: UInt8 = direction == .in ? 0x80 : 0
    let words = [value, index, UInt16(clamping: length)]
    return [way | kind.rawValue | recipient.rawValue, request]
      + words.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }
}

extension USBTransferRequest {
  /// The endpoint address the transfer runs on; 0 for control.
  var endpointAddress: UInt8 {
    switch self {
    case .receive(let endpoint, _), .send(_, let endpoint): endpoint.address
    case .controlIn, .controlOut: 0
    }
  }

  /// Where in the buffer received bytes begin; nothing if none are expected.
  var receivedFrom: Int? {
    switch self {
    case .receive: 0
    case .controlIn: USBControlSetup.packetLength
    case .send, .controlOut: nil
    }
  }

  /// The request in libusb's words; nothing if it makes no sense (wrong direction, kind or length).
  func order(handle: HandleRef, limit: USBTimeLimit) -> TransferOrder? {
    var order = TransferOrder(
      handle: handle, endpoint: endpointAddress, kind: .control, outgoing: [], length: 0,
      timeoutMilliseconds: limit.milliseconds)
    switch self {
    case .receive(let endpoint, let length):
      guard endpoint.direction == .in, length > 0, length <= Self.lengthMax else { return nil }
      order.kind = endpoint.kind
      order.length = endpoint.wholePackets(holding: length)
    case .send(let bytes, let endpoint):
      guard endpoint.direction == .out, bytes.count <= Self.lengthMax else { return nil }
      order.kind = endpoint.kind
      order.outgoing = bytes
      order.length = bytes.count
    case .controlIn(let setup, let length):
      guard length >= 0, length <= Self.lengthMax else { return nil }
      order.outgoing = setup.packet(.in, length: length)
      order.length = USBControlSetup.packetLength + length
      return order
    case .controlOut(let setup, let bytes):
      guard bytes.count <= Self.lengthMax else { return nil }
      order.outgoing = setup.packet(.out, length: bytes.count) + bytes
      order.length = order.outgoing.count
      return order
    }
    return order.kind == .bulk || order.kind == .interrupt ? order : nil
  }
}
