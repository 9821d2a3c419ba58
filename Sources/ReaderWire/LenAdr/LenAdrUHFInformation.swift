private import Primitives

/// What a UHF reader says about itself.
///
///     VERSION2 TYPE TR-TYPE MAX-FREQUENCY MIN-FREQUENCY POWER SCAN-TIME, then what newer ones add
///
/// Source: wabson/chafon-rfid (base.py, ReaderInfoFrame), with the names of types; issue 2 there
/// has readers whose number is not the one in their data sheet, so any number is accepted.
public struct LenAdrUHFInformation: Hashable, Sendable {
  /// The firmware's version, major and minor.
  public var version: [UInt8]

  /// The reader's type, a number of the maker's.
  public var readerType: UInt8

  /// The transmitting power in dBm, as the reader says it.
  public var powerDBm: UInt8

  /// The longest an inventory lasts, in tenths of a second, unless the host says otherwise.
  public var scanTimeTenths: UInt8

  /// Takes the data of an answer apart; nothing if it is too short.
  public init?(_ data: [UInt8]) {
    guard data.count >= 8 else { return nil }
    version = Array(data[0..<2])
    readerType = data[2]
    powerDBm = data[6]
    scanTimeTenths = data[7]
  }

  /// The firmware as `3.63`.
  public var firmware: String { "\(version[0]).\(version[1])" }

  /// The model's name where a source gives its number, else the number.
  public var model: String {
    let name =
      switch readerType {
      case 0x03, 0x08: "RRU9803M"
      case 0x09: "UHFReader18"
      case 0x0C: "UHFReader288M"
      case 0x0F, 0x10: "UHFReader86"
      case 0x16: "RRU9883M"
      case 0x20: "UHFReader288MP"
      case 0x8B: "UHFReader288ADV"
      default: "UHF reader"
      }
    return "\(name) type \(Hex.text([readerType]))"
  }

  /// How a reader of this type lists tags, where a source says so.
  public var listing: LenAdrUHFListing? {
    switch readerType {
    case 0x09: .plain
    case 0x0C, 0x0F, 0x10, 0x20, 0x8B: .withStrength
    default: nil
    }
  }
}
