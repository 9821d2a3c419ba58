private import Primitives

/// What an HF reader says about itself.
///
///     VERSION2 RFU2 TYPE TR-TYPE2 SCAN-TIME
///
/// No other answer has this length, so it also shows that the reader has come to this question.
///
/// Source: the MIT-licensed client 545ch4/RR3036 (connection.rb, dump_iso15693).
public struct LenAdrHFInformation: Hashable, Sendable {
  /// The firmware's version, major and minor.
  public var version: [UInt8]

  /// The reader's type, a number of the maker's.
  public var readerType: UInt8

  /// The kinds of tag the firmware knows, a bit each.
  public var tagTypes: UInt16

  /// The longest an inventory lasts, in tenths of a second.
  public var scanTimeTenths: UInt8

  /// Takes the data of an answer apart; nothing if it has another length.
  public init?(_ data: [UInt8]) {
    guard data.count == 8 else { return nil }
    version = Array(data[0..<2])
    readerType = data[4]
    tagTypes = UInt16(data[5]) << 8 | UInt16(data[6])
    scanTimeTenths = data[7]
  }

  /// The firmware as `3.80`.
  public var firmware: String { "\(version[0]).\(version[1])" }

  /// The type's number: no source lists the names.
  public var model: String { "RR HF reader type \(Hex.text([readerType]))" }
}
