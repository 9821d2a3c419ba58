/// Which device is meant: by vendor and product id, by the class of an interface, as one of the
/// serial bridges that are known, by port, and by serial number if need be.
///
/// At least the ids, the class, the bridges or the port are given, so that no other device is ever
/// opened to look at it; the class is read from the descriptors that the system keeps.
public struct USBMatch: Hashable, Sendable, CustomStringConvertible {
  /// `idVendor` and `idProduct`.
  public struct ProductIDs: Hashable, Sendable {
    /// `idVendor`.
    public var vendorID: UInt16
    /// `idProduct`.
    public var productID: UInt16

    /// Makes a pair of ids.
    public init(vendorID: UInt16, productID: UInt16) {
      self.vendorID = vendorID
      self.productID = productID
    }

    /// Reads `vvvv:pppp`, four hexadecimal digits each; nothing for any other text.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ $0.count == 4 && $0.allSatisfy(\.isHexDigit) }),
        let vendor = UInt16(parts[0], radix: 16), let product = UInt16(parts[1], radix: 16)
      else { return nil }
      self.init(vendorID: vendor, productID: product)
    }
  }

  /// The ids the device must have; nothing for any.
  public let ids: ProductIDs?
  /// The class that one of its interfaces must have (`bInterfaceClass`); nothing for any.
  public let interfaceClass: UInt8?
  /// Whether it must be a serial bridge of a known kind, whichever (`SerialBridge.isSharedID`).
  public let isBridge: Bool
  /// The serial number it must have; nothing for any.
  public let serial: String?
  /// The port it must be plugged in at, `1-1.2`; nothing for any.
  public let port: String?

  /// A match by ids, closer by serial number or port.
  public init(ids: ProductIDs, serial: String? = nil, port: String? = nil) {
    self.init(ids: ids, isBridge: false, serial: serial, port: port)
  }

  /// A match by port alone, closer by serial number.
  public init(port: String, serial: String? = nil) {
    self.init(isBridge: false, serial: serial, port: port)
  }

  /// A match by the class of an interface, such as 0x0B for smart-card readers, closer by serial
  /// number or port.
  public init(interfaceClass: UInt8, serial: String? = nil, port: String? = nil) {
    self.init(interfaceClass: interfaceClass, isBridge: false, serial: serial, port: port)
  }

  /// A match by serial number among all serial bridges that are known, closer by port.
  public init(bridgeWithSerial serial: String, port: String? = nil) {
    self.init(isBridge: true, serial: serial, port: port)
  }

  private init(
    ids: ProductIDs? = nil, interfaceClass: UInt8? = nil, isBridge: Bool = false, serial: String?,
    port: String?
  ) {
    self.ids = ids
    self.interfaceClass = interfaceClass
    self.isBridge = isBridge
    self.serial = serial
    self.port = port
  }

  /// Reads a match from the words of the configuration, `usb: "0ab1:0002"`, `serial`, `port`.
  public init(usb: String?, serial: String?, port: String?) throws(USBMatchFault) {
    if let port, !Self.isPortPath(port) {
      throw .malformedPort(port)
    }
    if let serial, serial.isEmpty {
      throw .emptySerial
    }
    if let usb {
      guard let ids = ProductIDs(usb) else { throw .malformedIDs(usb) }
      self.init(ids: ids, serial: serial, port: port)
    } else if let port {
      self.init(port: port, serial: serial)
    } else {
      throw .tooWide
    }
  }

  /// Whether a device may be the one meant; one whose serial number was not read may be, and so may
  /// one of which the interfaces are not looked at here.
  public func admits(_ device: USBDeviceSummary) -> Bool {
    if let ids, ids.vendorID != device.vendorID || ids.productID != device.productID {
      return false
    }
    if isBridge, !SerialBridge.isSharedID(vendor: device.vendorID, product: device.productID) {
      return false
    }
    if let port, port != device.port {
      return false
    }
    if let serial, let seen = device.serial, serial != seen {
      return false
    }
    return true
  }

  /// Whether no device can be meant by both, as far as that is known without looking at the bus.
  public func excludes(_ other: USBMatch) -> Bool {
    if let port, let otherPort = other.port { return port != otherPort }
    if let serial, let otherSerial = other.serial, serial != otherSerial { return true }
    if let ids, let otherIDs = other.ids { return ids != otherIDs }
    return isBridge && other.isNoBridge || isNoBridge && other.isBridge
  }

  /// Whether it means devices of a kind that are no known bridges.
  private var isNoBridge: Bool {
    if interfaceClass != nil { return true }
    return ids.map { !SerialBridge.isSharedID(vendor: $0.vendorID, product: $0.productID) } ?? false
  }

  /// Whether a device with these interfaces may be the one meant.
  public func admits(interfaces: [USBInterface]) -> Bool {
    interfaceClass.map { wanted in interfaces.contains { $0.classCode == wanted } } ?? true
  }

  /// The match in words, `USB device 0ab1:0002 with serial 12345678 at port 1-1.2`.
  public var description: String {
    var text = isBridge ? "USB serial bridge" : "USB device"
    if let ids {
      text += " \(hexadecimal(ids.vendorID)):\(hexadecimal(ids.productID))"
    }
    if let interfaceClass {
      text += " with an interface of class \(hexadecimal(interfaceClass))"
    }
    if let serial {
      text += "\(interfaceClass == nil ? " with" : " and") serial \(serial)"
    }
    if let port {
      text += " at port \(port)"
    }
    return text
  }

  private static func isPortPath(_ text: String) -> Bool {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return false }
    let ports = halves[1].split(separator: ".", omittingEmptySubsequences: false)
    return ([halves[0]] + ports).allSatisfy { part in
      // As the system writes it: 01 or +1 would never be equal to a device's port.
      UInt8(part).map { $0 > 0 && String($0) == part } ?? false
    }
  }
}

/// Why a reader's place in the configuration cannot be read.
public enum USBMatchFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Not `vvvv:pppp`.
  case malformedIDs(String)
  /// Not a port path.
  case malformedPort(String)
  /// A serial number without a character.
  case emptySerial
  /// Neither ids nor port.
  case tooWide

  /// What to write instead.
  public var description: String {
    switch self {
    case .malformedIDs(let text):
      "usb '\(text)': write vendor and product id as four hexadecimal digits each, like 0ab1:0002"
    case .malformedPort(let text):
      "port '\(text)': write the bus and the ports from the root, like 1-1.2"
    case .emptySerial:
      "serial '': leave the key out to take any serial number"
    case .tooWide:
      "give 'usb' or 'port': without one of them every device on the bus would have to be opened"
    }
  }
}
