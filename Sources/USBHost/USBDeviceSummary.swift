/// What is known of a device on the bus: ids, place, and its names if they could be read.
public struct USBDeviceSummary: Hashable, Sendable, CustomStringConvertible {
  /// `idVendor`.
  public var vendorID: UInt16
  /// `idProduct`.
  public var productID: UInt16
  /// The bus number.
  public var bus: UInt8
  /// The device's address on the bus; another one after each plug-in.
  public var address: UInt8
  /// The place it is plugged in at, as the kernel names it: bus, then ports from the root, `1-1.2`;
  /// `usb1` for the root hub itself.
  public var port: String
  /// `iManufacturer`, if it was read.
  public var manufacturer: String?
  /// `iProduct`, if it was read.
  public var product: String?
  /// `iSerialNumber`, if it was read.
  public var serial: String?
  /// Why the names could not be read; nothing if they were, or if nobody tried.
  public var namesFault: USBError?

  /// Makes a summary.
  public init(
    vendorID: UInt16, productID: UInt16, bus: UInt8, address: UInt8, port: String,
    manufacturer: String? = nil, product: String? = nil, serial: String? = nil,
    namesFault: USBError? = nil
  ) {
    self.vendorID = vendorID
    self.productID = productID
    self.bus = bus
    self.address = address
    self.port = port
    self.manufacturer = manufacturer
    self.product = product
    self.serial = serial
    self.namesFault = namesFault
  }

  /// Vendor and product id as the configuration writes them, `0ab1:0002`.
  public var usb: String {
    "\(hexadecimal(vendorID)):\(hexadecimal(productID))"
  }

  /// The device node usbfs gives it, `/dev/bus/usb/001/004`.
  public var node: String {
    "/dev/bus/usb/\(threeDigits(bus))/\(threeDigits(address))"
  }

  /// Ids and place, `USB device 0ab1:0002 at port 1-1.2`.
  public var description: String {
    "USB device \(usb) at port \(port)"
  }
}

extension USBDeviceSummary {
  init(_ facts: DeviceFacts) {
    let path = facts.ports.map(String.init).joined(separator: ".")
    self.init(
      vendorID: facts.vendorID, productID: facts.productID, bus: facts.bus,
      address: facts.address, port: path.isEmpty ? "usb\(facts.bus)" : "\(facts.bus)-\(path)")
  }
}

/// Four hexadecimal digits, or two.
func hexadecimal<Number: FixedWidthInteger & UnsignedInteger>(_ value: Number) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: Number.bitWidth / 4 - digits.count) + digits
}

private func threeDigits(_ value: UInt8) -> String {
  let digits = String(value)
  return String(repeating: "0", count: 3 - digits.count) + digits
}
