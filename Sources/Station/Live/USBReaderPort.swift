internal import Readers
internal import USBHost

/// A way to a reader on the USB.
public final class USBReaderPort: ReaderPort {
  private let channel: USBReaderChannel

  init(
    _ reader: ReaderConfiguration, on bus: USBBus, onNews: @escaping ChannelNewsTaker
  ) throws(USBMatchFault) {
    let match = try reader.usbMatch
    channel = USBReaderChannel(bus: bus, match: match, link: reader.link) { event in
      switch event {
      case .opened: onNews(.opened)
      case .received(let bytes): onNews(.received(bytes))
      case .failed(let fault): onNews(.failed(fault))
      }
    }
  }

  public func open() { channel.open() }

  public func resetAtNextOpening() { channel.resetAtNextOpening() }

  public func send(_ bytes: [UInt8]) { channel.send(bytes) }

  public func close() { channel.close() }

  /// Waits until the device has been given back to the system.
  func waitUntilClosed() async { await channel.waitUntilClosed() }
}

extension ReaderConfiguration {
  /// The device on the USB that this reader is: by its family's own ids or class unless others are
  /// named. A port alone is enough, and a bridge has to be named by serial number or port, since
  /// its ids say nothing about what is behind it; by its serial number it is found among all
  /// bridges that are known.
  var usbMatch: USBMatch {
    get throws(USBMatchFault) {
      if let code = spoken.interfaceClass, usb == nil {
        // The check of serial and port is the same as where they stand alone.
        _ = try USBMatch(usb: "0000:0000", serial: serial, port: port)
        return USBMatch(interfaceClass: code, serial: serial, port: port)
      }
      if spoken.needsBridge, usb == nil, port == nil, let serial, !serial.isEmpty {
        return USBMatch(bridgeWithSerial: serial)
      }
      let usual = port == nil ? spoken.usualUSB : nil
      return try USBMatch(usb: usb ?? usual, serial: serial, port: port)
    }
  }

  /// True if nothing tells this reader from whatever else has such a bridge inside.
  public var isBridgeAlone: Bool {
    guard serial == nil, port == nil else { return false }
    if spoken.needsBridge { return true }
    guard let ids = usb.flatMap({ USBMatch.ProductIDs($0) }) else { return false }
    return SerialBridge.isSharedID(vendor: ids.vendorID, product: ids.productID)
  }

  /// How its bytes get through USB: over a serial line if it comes behind a bridge.
  var link: ReaderLink {
    let ids = usb.flatMap { USBMatch.ProductIDs($0) }
    let isBridge =
      ids.map { SerialBridge.isSharedID(vendor: $0.vendorID, product: $0.productID) } ?? false
    guard isBridge || baud != nil || spoken.needsBridge else { return spoken.link(over: nil) }
    var line = spoken.usualLine ?? SerialLine(baud: 115_200)
    if let baud { line.baud = baud }
    return spoken.link(over: line)
  }
}
