internal import Readers
internal import USBHost

/// A way to a reader on the USB.
public final class USBReaderPort: ReaderPort {
  private let channel: USBReaderChannel

  init(_ match: USBMatch, on bus: USBBus, onNews: @escaping ChannelNewsTaker) {
    channel = USBReaderChannel(bus: bus, match: match) { event in
      switch event {
      case .opened: onNews(.opened)
      case .received(let bytes): onNews(.received(bytes))
      case .failed(let fault): onNews(.failed(fault))
      }
    }
  }

  public func open() { channel.open() }

  public func send(_ bytes: [UInt8]) { channel.send(bytes) }

  public func close() { channel.close() }

  /// Waits until the device has been given back to the system.
  func waitUntilClosed() async { await channel.waitUntilClosed() }
}

extension ReaderConfiguration {
  /// The device on the USB that this reader is; FEIG's own id if none is named.
  var usbMatch: USBMatch {
    get throws(USBMatchFault) {
      try USBMatch(
        usb: usb ?? (port == nil ? "0ab1:0002" : nil), serial: serial, port: port)
    }
  }
}
