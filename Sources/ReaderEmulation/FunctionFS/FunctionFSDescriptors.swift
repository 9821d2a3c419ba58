/// The descriptors and strings that make a FunctionFS directory a USB device.
///
/// Layouts: linux/usb/functionfs.h (descriptors version 2, strings) and USB 2.0, chapter 9; all
/// numbers little endian. Endpoints get the files ep1, ep2, ... in the order of their descriptors,
/// so bulk OUT is ep1 and bulk IN is ep2; the controller may change the addresses.
///
///     descriptors  magic 3 | length | flags FS+HS | FS count | HS count    five LE32
///                  interface, OUT, IN, interrupt IN (full speed, 64 bytes)
///                  interface, OUT, IN, interrupt IN (high speed, 512 bytes)
///     interface    09 04 | number | alternate | endpoints | class | 00 | 00 | string
///     endpoint     07 05 | address | bulk 02, interrupt 03 | packet size LE16 | interval
///     strings      magic 2 | length | string count | language count        four LE32
///                  language LE16 | text in UTF-8 00 ...
public struct FunctionFSDescriptors: Equatable, Sendable {
  /// The address of the bulk OUT endpoint.
  public var outEndpoint: UInt8

  /// The address of the bulk IN endpoint.
  public var inEndpoint: UInt8

  /// The address of an interrupt IN endpoint that never says anything, if the device has one.
  public var interruptEndpoint: UInt8?

  /// The class of the interface; FF is the maker's own.
  public var interfaceClass: UInt8 = 0xFF

  /// The name of the interface.
  public var interfaceName: String

  /// Whether requests to the device as a whole come here too, and not only those to the interface.
  public var takesDeviceRequests = false

  /// Makes the descriptors of a device with bulk endpoints both ways.
  public init(outEndpoint: UInt8, inEndpoint: UInt8, interfaceName: String) {
    self.outEndpoint = outEndpoint
    self.inEndpoint = inEndpoint
    self.interfaceName = interfaceName
  }

  static let fullSpeedPacketBytes: UInt16 = 64
  static let highSpeedPacketBytes: UInt16 = 512

  /// What is written to ep0 first.
  public var descriptorBytes: [UInt8] {
    let fullSpeed: UInt32 = 1
    let highSpeed: UInt32 = 2
    let allControlRecipients: UInt32 = 64
    let flags = fullSpeed | highSpeed | (takesDeviceRequests ? allControlRecipients : 0)
    let count = UInt32(1 + endpointCount)
    let body =
      Self.littleEndian(flags) + Self.littleEndian(count) + Self.littleEndian(count)
      + descriptorSet(packetBytes: Self.fullSpeedPacketBytes)
      + descriptorSet(packetBytes: Self.highSpeedPacketBytes)
    return Self.littleEndian(3) + Self.littleEndian(UInt32(8 + body.count)) + body
  }

  /// What is written to ep0 second.
  public var stringBytes: [UInt8] {
    let englishUS: [UInt8] = [0x09, 0x04]
    let body =
      Self.littleEndian(1) + Self.littleEndian(1) + englishUS + Array(interfaceName.utf8) + [0]
    return Self.littleEndian(2) + Self.littleEndian(UInt32(8 + body.count)) + body
  }

  private var endpointCount: UInt8 { interruptEndpoint == nil ? 2 : 3 }

  private func descriptorSet(packetBytes: UInt16) -> [UInt8] {
    let interface: [UInt8] = [9, 4, 0, 0, endpointCount, interfaceClass, 0, 0, 1]
    let packet = [UInt8(truncatingIfNeeded: packetBytes), UInt8(packetBytes >> 8)]
    let bulk = [outEndpoint, inEndpoint].flatMap { address -> [UInt8] in
      [7, 5, address, 2] + packet + [0]
    }
    let interrupt: [UInt8] = interruptEndpoint.map { [7, 5, $0, 3, 8, 0, 10] } ?? []
    return interface + bulk + interrupt
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
