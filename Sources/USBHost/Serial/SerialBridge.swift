/// A USB device with a serial line behind it: which kind it is, and how its line is set.
public struct SerialBridge: Hashable, Sendable {
  /// The kinds that are known.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// USB communications device class, abstract control model.
    case cdcACM
  }

  /// The kind.
  public let kind: Kind
  /// The interface that carries the bytes.
  public let data: USBInterface
  /// The interface that the line is set through, where that is another one.
  public let control: USBInterface?

  /// Recognises a bridge by its ids or its interfaces; nothing if it is none that is known.
  public init?(_ device: USBDeviceSummary, interfaces: [USBInterface]) {
    guard
      let data = interfaces.first(where: {
        $0.classCode == 0x0A && $0.first(.bulk, .in) != nil && $0.first(.bulk, .out) != nil
      })
    else { return nil }
    kind = .cdcACM
    self.data = data
    control = interfaces.first { $0.classCode == 0x02 && $0.subclassCode == 0x02 }
  }

  /// What sets the line and wakes the other side, in order.
  public func opening(_ line: SerialLine) -> [USBTransferRequest] {
    CDCLine.opening(line, interface: control?.number ?? data.number)
  }

  /// What leaves the bridge as it was found, in order.
  public var closing: [USBTransferRequest] {
    CDCLine.closing(interface: control?.number ?? data.number)
  }

  /// The line's bytes in what one IN transfer brought, in packets of the size given.
  public func payload(of bytes: [UInt8], packetSize: Int) -> [UInt8] { bytes }
}
