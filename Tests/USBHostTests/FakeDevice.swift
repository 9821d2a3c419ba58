@testable import USBHost

/// A device on the fake bus: what it says of itself, and how it behaves.
struct FakeDevice: Sendable {
  var facts: DeviceFacts
  var manufacturer = "FEIG ELECTRONIC GmbH"
  var product = "OBID RFID-Reader"
  var serial: String?
  var interfaces = [FakeDevice.bulkPair]
  /// What `libusb_open` answers, if not a handle.
  var openFault: USBErrorCode?
  /// Interfaces another program holds.
  var heldElsewhere: Set<Int32> = []
  /// Interfaces the kernel's own driver is on.
  var kernelDrivers: Set<Int32> = []
  /// OUT transfers are taken at once.
  var takesOutput = true
  /// What it answers a control request (setup packet and data) with; nothing for a stall. Without
  /// an answerer control transfers wait.
  var answersControl: (@Sendable ([UInt8]) -> [UInt8]?)?
  var isPlugged = true

  static let bulkIn = USBEndpoint(address: 0x81, kind: .bulk, packetSizeMax: 64)
  static let bulkOut = USBEndpoint(address: 0x02, kind: .bulk, packetSizeMax: 64)
  static let bulkPair = USBInterface(number: 0, classCode: 0xFF, endpoints: [bulkOut, bulkIn])

  /// A reader at a port such as `[1, 2]` on bus 1.
  static func reader(
    ports: [UInt8] = [1, 2], address: UInt8 = 4, serial: String? = "12345678",
    vendorID: UInt16 = 0x0AB1, productID: UInt16 = 2
  ) -> FakeDevice {
    FakeDevice(
      facts: DeviceFacts(
        vendorID: vendorID, productID: productID, bus: 1, address: address, ports: ports,
        manufacturerIndex: 1, productIndex: 2, serialIndex: serial == nil ? 0 : 3),
      serial: serial)
  }

  /// Something on the bus that is none of the station's business.
  static func keyboard(ports: [UInt8], address: UInt8) -> FakeDevice {
    .reader(ports: ports, address: address, vendorID: 0x046D, productID: 0xC31C)
  }
}
