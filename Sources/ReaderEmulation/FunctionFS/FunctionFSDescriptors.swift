/// The descriptors and strings that make a FunctionFS directory a vendor-class bulk device.
///
/// Layouts: linux/usb/functionfs.h (descriptors version 2, strings) and USB 2.0, chapter 9; all
/// numbers little endian. Endpoints get the files ep1, ep2 in the order of their descriptors, so
/// OUT is ep1 and IN is ep2; the controller may change the addresses.
///
///     descriptors  magic 3 | length | flags FS+HS | FS count | HS count    five LE32
///                  interface, OUT, IN (full speed, 64 bytes)
///                  interface, OUT, IN (high speed, 512 bytes)
///     interface    09 04 | number | alternate | endpoints | class FF | 00 | 00 | string
///     endpoint     07 05 | address | bulk 02 | packet size LE16 | interval
///     strings      magic 2 | length | string count | language count        four LE32
///                  language LE16 | text in UTF-8 00 ...
public struct FunctionFSDescriptors: Equatable, Sendable {
  /// The address of the bulk OUT endpoint: 02 on the readers known (protocol-host-rs).
  public var outEndpoint: UInt8 = 0x02

  /// The address of the bulk IN endpoint: 81 on the readers known (protocol-host-rs).
  public var inEndpoint: UInt8 = 0x81

  /// The name of the interface.
  public var interfaceName = "OBID RFID-Reader"

  /// Makes the descriptors of a FEIG reader.
  public init() {}

  static let fullSpeedPacketBytes: UInt16 = 64
  static let highSpeedPacketBytes: UInt16 = 512

  /// What is written to ep0 first.
  public var descriptorBytes: [UInt8] {
    let hasFullAndHighSpeed: UInt32 = 1 | 2
    let fullSpeed = descriptorSet(packetBytes: Self.fullSpeedPacketBytes)
    let highSpeed = descriptorSet(packetBytes: Self.highSpeedPacketBytes)
    let body =
      Self.littleEndian(hasFullAndHighSpeed) + Self.littleEndian(3) + Self.littleEndian(3)
      + fullSpeed + highSpeed
    return Self.littleEndian(3) + Self.littleEndian(UInt32(8 + body.count)) + body
  }

  /// What is written to ep0 second.
  public var stringBytes: [UInt8] {
    let englishUS: [UInt8] = [0x09, 0x04]
    let body =
      Self.littleEndian(1) + Self.littleEndian(1) + englishUS + Array(interfaceName.utf8) + [0]
    return Self.littleEndian(2) + Self.littleEndian(UInt32(8 + body.count)) + body
  }

  private func descriptorSet(packetBytes: UInt16) -> [UInt8] {
    let interface: [UInt8] = [9, 4, 0, 0, 2, 0xFF, 0, 0, 1]
    let packet = [UInt8(truncatingIfNeeded: packetBytes), UInt8(packetBytes >> 8)]
    return interface + [outEndpoint, inEndpoint].flatMap { [7, 5, $0, 2] + packet + [0] }
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
