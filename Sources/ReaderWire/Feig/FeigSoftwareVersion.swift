private import Primitives

/// What a FEIG reader says about its firmware and type.
///
///     SW-REV-MSB SW-REV-LSB D-REV HW-TYPE SW-TYPE TR-TYPE-MSB TR-TYPE-LSB
///
/// Source: FEIG system manual H60301-3e, page 50.
public struct FeigSoftwareVersion: Hashable, Sendable {
  /// The firmware's revision, major and minor.
  public var revision: [UInt8]

  /// The development revision; 0 in firmware that was released.
  public var developmentRevision: UInt8

  /// The options of the hardware, coded by the model.
  public var hardwareType: UInt8

  /// The model, as the number in the maker's list of reader types.
  public var readerType: UInt8

  /// The kinds of transponder the firmware knows, a bit each.
  public var transponderTypes: UInt16

  /// Takes the data of an answer apart; nothing if it is too short.
  public init?(_ data: [UInt8]) {
    guard data.count >= 7 else { return nil }
    revision = Array(data[0..<2])
    developmentRevision = data[2]
    hardwareType = data[3]
    readerType = data[4]
    transponderTypes = UInt16(data[5]) << 8 | UInt16(data[6])
  }

  /// The firmware as `3.3`, or `3.3.1` for a development revision.
  public var firmware: String {
    let released = revision.map { String($0) }.joined(separator: ".")
    return developmentRevision == 0 ? released : "\(released).\(developmentRevision)"
  }

  /// The model's name where a manual gives its number, else the number.
  ///
  /// 21 is the ID ISC.M02.M8 (manual H90400-0e, page 23).
  public var model: String {
    readerType == 0x21 ? "FEIG ID ISC.M02.M8" : "FEIG type \(Hex.text([readerType]))"
  }
}
