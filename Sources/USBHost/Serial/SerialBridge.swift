/// A USB device with a serial line behind it: which kind it is, and how its line is set.
///
/// The kinds with a maker's protocol are told by their ids, which they share with whatever else has
/// such a chip inside: a bridge is to be chosen by serial number or port, never by ids alone.
public struct SerialBridge: Hashable, Sendable {
  /// The kinds that are known.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// Silicon Labs CP2101 to CP2109.
    case cp210x
    /// WCH CH340 and CH341.
    case ch34x
    /// FTDI FT232, FT2232, FT4232, FT230X and their like.
    case ftdi
    /// USB communications device class, abstract control model.
    case cdcACM
  }

  /// The kind.
  public let kind: Kind
  /// The interface that carries the bytes.
  public let data: USBInterface
  /// The interface that the line is set through, where that is another one.
  public let control: USBInterface?

  /// The product id tells FTDI's chips with several lines from those with one.
  private let productID: UInt16

  /// Recognises a bridge by its ids or its interfaces; nothing if it is none that is known.
  ///
  /// Of a chip with several lines it is the first.
  public init?(_ device: USBDeviceSummary, interfaces: [USBInterface]) {
    productID = device.productID
    if let kind = Self.chip(vendor: device.vendorID, product: device.productID) {
      guard let data = interfaces.first(where: \.hasBulkBothWays) else { return nil }
      self.kind = kind
      self.data = data
      control = nil
    } else {
      guard let pair = CDCLine.pair(of: interfaces) else { return nil }
      kind = .cdcACM
      (control, data) = (pair.control, pair.data)
    }
  }

  /// Whether many kinds of device have these ids, because they are those of the chip inside.
  public static func isSharedID(vendor: UInt16, product: UInt16) -> Bool {
    chip(vendor: vendor, product: product) != nil
  }

  /// What sets the line, wakes the other side and empties the chip, in order.
  public func opening(_ line: SerialLine) -> [SerialStep] {
    switch kind {
    case .cp210x: CP210xLine(interface: data.number).opening(line)
    case .ch34x: CH34xLine.opening(line)
    case .ftdi: FTDILine(interface: data.number, productID: productID).opening(line)
    case .cdcACM: CDCLine.opening(line, control: control ?? data)
    }
  }

  /// What leaves the bridge as it is after plugging in, in order: modem lines off, chip at rest.
  public var closing: [USBTransferRequest] {
    switch kind {
    case .cp210x: CP210xLine(interface: data.number).closing
    case .ch34x: CH34xLine.closing
    case .ftdi: FTDILine(interface: data.number, productID: productID).closing
    case .cdcACM: CDCLine.closing(interface: control?.number ?? data.number)
    }
  }

  /// Whether the chip says many times a second that the line is silent.
  public var saysIdle: Bool { kind == .ftdi }

  /// Whether what one IN transfer brought is such a word.
  public func isIdle(_ bytes: [UInt8]) -> Bool { saysIdle && FTDILine.isIdle(bytes) }

  /// The line's bytes in what one IN transfer brought, in packets of the size given.
  public func payload(of bytes: [UInt8], packetSize: Int) -> [UInt8] {
    kind == .ftdi ? FTDILine.payload(of: bytes, packetSize: packetSize) : bytes
  }

  /// The makers' own ids (Linux drivers/usb/serial/cp210x.c, ch341.c, ftdi_sio_ids.h).
  private static func chip(vendor: UInt16, product: UInt16) -> Kind? {
    switch (vendor, product) {
    case (0x10C4, 0xEA60), (0x10C4, 0xEA70), (0x10C4, 0xEA71): .cp210x
    case (0x1A86, 0x7523), (0x1A86, 0x5523), (0x4348, 0x5523): .ch34x
    case (0x0403, 0x6001), (0x0403, 0x6010), (0x0403, 0x6011), (0x0403, 0x6014), (0x0403, 0x6015):
      .ftdi
    default: nil
    }
  }
}

extension USBInterface {
  /// Whether bytes go both ways in bulk.
  var hasBulkBothWays: Bool {
    first(.bulk, .in) != nil && first(.bulk, .out) != nil
  }
}
