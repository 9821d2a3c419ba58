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
  /// What the device calls itself.
  public var product: String?
  /// The protocol it speaks.
  public var family: String
  /// Why its names could not be read, and what to do.
  public var fault: String?
}

/// Looks for readers on the USB.
public enum ReaderCensus {
  /// Ids of the readers that are known: those of `udev/readers.tsv`.
  private static let known: [(usb: String, family: ReaderFamily)] = [
    ("0ab1:0002", .feig), ("0ab1:0004", .feig),
  ]

  /// Every known reader that is plugged in, in the order of the ports.
  ///
  /// - Throws: `ReaderFault` if the USB cannot be looked at.
  public static func readers() async throws(ReaderFault) -> [FoundReader] {
    let bus = USBBus()
    let result: Result<[FoundReader], ReaderFault>
    do throws(USBError) {
      var found: [FoundReader] = []
      for (usb, family) in known {
        guard let ids = USBMatch.ProductIDs(usb) else { continue }
        for device in try await bus.devices(matching: USBMatch(ids: ids)) {
          found.append(
            FoundReader(
              usb: device.usb, port: device.port, serial: device.serial, product: device.product,
              family: family.rawValue, fault: device.namesFault?.description))
        }
      }
      result = .success(found.sorted { $0.port < $1.port })
    } catch {
      result = .failure(
        ReaderFault(.deviceNotFound, message: error.description, isFatal: true))
    }
    await bus.shutdown()
    return try result.get()
  }
}
