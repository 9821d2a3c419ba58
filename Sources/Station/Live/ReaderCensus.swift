public import Readers
internal import USBHost

/// A reader found on the USB.
public struct FoundReader: Codable, Sendable, Equatable {
  /// Vendor and product id.
  public var usb: String
  /// Port path.
  public var port: String
  /// Serial number, if the device could be opened.
  public var serial: String?
  /// What its maker calls itself.
  public var vendor: String?
  /// What the device calls itself.
  public var product: String?
  /// The protocol it speaks.
  public var family: String
  /// Why its names could not be read, and what to do.
  public var fault: String?
}

/// Looks for readers on the USB.
public enum ReaderCensus {
  /// What a serial bridge is listed as: its ids do not say what is behind it.
  public static let bridgeWord = "serial-bridge"

  /// The readers that are known by their ids, and those known by their class: `udev/readers.tsv`.
  private static let known: [(match: USBMatch, family: ReaderFamily)] = [
    (USBMatch(ids: .init(vendorID: 0x0AB1, productID: 0x0002)), .feig),
    (USBMatch(ids: .init(vendorID: 0x0AB1, productID: 0x0004)), .feig),
    (USBMatch(ids: .init(vendorID: 0x0505, productID: 0x5050)), .r321),
    (USBMatch(interfaceClass: 0x0B), .ccid),
  ]

  /// Every known reader and every serial bridge that is plugged in, in the order of the ports.
  ///
  /// - Throws: `ReaderFault` if the USB cannot be looked at.
  public static func readers() async throws(ReaderFault) -> [FoundReader] {
    let bus = USBBus()
    let result: Result<[FoundReader], ReaderFault>
    do throws(USBError) {
      var found: [FoundReader] = []
      for (match, family) in known {
        for device in try await bus.devices(matching: match) {
          found.append(FoundReader(device, family: family.rawValue))
        }
      }
      found += try await bridges(on: bus)
      result = .success(found.sorted { $0.port < $1.port })
    } catch {
      result = .failure(
        ReaderFault(.deviceNotFound, message: error.description, isFatal: true))
    }
    await bus.shutdown()
    return try result.get()
  }

  private static func bridges(on bus: USBBus) async throws(USBError) -> [FoundReader] {
    var found: [FoundReader] = []
    for device in try await bus.devices()
    where SerialBridge.isSharedID(vendor: device.vendorID, product: device.productID) {
      for named in try await bus.devices(matching: USBMatch(port: device.port)) {
        found.append(FoundReader(named, family: bridgeWord))
      }
    }
    return found
  }
}

extension FoundReader {
  init(_ device: USBDeviceSummary, family: String) {
    self.init(
      usb: device.usb, port: device.port, serial: device.serial,
      vendor: device.manufacturer, product: device.product,
      family: family, fault: device.namesFault?.description)
  }
}
