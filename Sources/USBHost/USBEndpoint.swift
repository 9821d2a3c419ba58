/// One endpoint of an interface, as its descriptor says (USB 2.0 specification, table 9-13).
public struct USBEndpoint: Hashable, Sendable {
  /// The transfer type, `bmAttributes` bits 1-0.
  public enum Kind: UInt8, Hashable, Sendable {
    case control = 0
    case isochronous = 1
    case bulk = 2
    case interrupt = 3
  }

  /// Which way bytes go, seen from the host.
  public enum Direction: Hashable, Sendable {
    case `in`, out
  }

  /// `bEndpointAddress`: number in bits 3-0, bit 7 set for IN.
  public var address: UInt8
  /// The transfer type.
  public var kind: Kind
  /// Bytes in one packet, `wMaxPacketSize` bits 10-0; at least 1.
  public var packetSizeMax: Int

  /// Makes an endpoint; a packet size of 0 counts as 1.
  public init(address: UInt8, kind: Kind, packetSizeMax: Int) {
    self.address = address
    self.kind = kind
    self.packetSizeMax = max(1, packetSizeMax)
  }

  /// Which way bytes go.
  public var direction: Direction {
    address & 0x80 != 0 ? .in : .out
  }

  /// The smallest whole number of packets that holds a number of bytes.
  ///
  /// A request for less than a packet can fail with an overflow and lose what was sent.
  public func wholePackets(holding length: Int) -> Int {
    max(1, (length + packetSizeMax - 1) / packetSizeMax) * packetSizeMax
  }
}

/// One interface of a device's active configuration, at alternate setting 0.
public struct USBInterface: Hashable, Sendable {
  /// `bInterfaceNumber`.
  public var number: UInt8
  /// `bInterfaceClass`; 0xFF is vendor-specific, 0x0B a smart-card reader.
  public var classCode: UInt8
  /// `bInterfaceSubClass`.
  public var subclassCode: UInt8
  /// The endpoints in the order of their descriptors.
  public var endpoints: [USBEndpoint]
  /// The class's own descriptors, as they stand between the interface's and its endpoints'.
  public var classDescriptors: [UInt8]

  /// Makes an interface.
  public init(
    number: UInt8, classCode: UInt8, subclassCode: UInt8 = 0, endpoints: [USBEndpoint],
    classDescriptors: [UInt8] = []
  ) {
    self.number = number
    self.classCode = classCode
    self.subclassCode = subclassCode
    self.endpoints = endpoints
    self.classDescriptors = classDescriptors
  }

  /// The first endpoint of a kind and direction, if there is one.
  public func first(_ kind: USBEndpoint.Kind, _ direction: USBEndpoint.Direction) -> USBEndpoint? {
    endpoints.first { $0.kind == kind && $0.direction == direction }
  }

  /// The first class descriptor of a type (its second byte), whole; nothing if there is none.
  public func classDescriptor(ofType type: UInt8) -> [UInt8]? {
    var rest = classDescriptors[...]
    while let length = rest.first.map({ Int($0) }), length >= 2, length <= rest.count {
      if rest[rest.startIndex + 1] == type { return Array(rest.prefix(length)) }
      rest = rest.dropFirst(length)
    }
    return nil
  }
}
