private import Primitives

/// The status byte of a UHF reader's answer; a code without a name here survives as its number.
///
/// Source: UHFReader288MP manual v1.14, pages 16 and 17, for the ends of an inventory;
/// wabson/chafon-rfid (response.py); the others as the maker's own demonstration program names them
/// (UHFReader18, GetReturnCodeDesc).
public struct LenAdrUHFStatus: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Done, for commands other than an inventory.
  public static let ok = LenAdrUHFStatus(rawValue: 0x00)
  /// The inventory has ended by itself.
  public static let complete = LenAdrUHFStatus(rawValue: 0x01)
  /// The scan time was over before the inventory had ended.
  public static let timeOver = LenAdrUHFStatus(rawValue: 0x02)
  /// More frames of this answer follow.
  public static let moreFrames = LenAdrUHFStatus(rawValue: 0x03)
  /// The reader's memory was full before the inventory had ended.
  public static let memoryFull = LenAdrUHFStatus(rawValue: 0x04)
  /// The tag wants another password.
  public static let wrongPassword = LenAdrUHFStatus(rawValue: 0x05)
  /// Numbers about the inventory that has ended, on request.
  public static let statistics = LenAdrUHFStatus(rawValue: 0x26)
  /// The antenna is not there or out of tune.
  public static let antennaError = LenAdrUHFStatus(rawValue: 0xF8)
  /// The command failed inside the reader.
  public static let executionError = LenAdrUHFStatus(rawValue: 0xF9)
  /// A tag is there but could not be talked to.
  public static let poorCommunication = LenAdrUHFStatus(rawValue: 0xFA)
  /// No tag answered.
  public static let noTag = LenAdrUHFStatus(rawValue: 0xFB)
  /// The tag answered with an error code, which follows.
  public static let tagError = LenAdrUHFStatus(rawValue: 0xFC)
  /// The request is too long or too short for its command.
  public static let wrongLength = LenAdrUHFStatus(rawValue: 0xFD)
  /// The reader does not know the command, or it arrived damaged.
  public static let illegalCommand = LenAdrUHFStatus(rawValue: 0xFE)
  /// A parameter lies outside its range.
  public static let parameterError = LenAdrUHFStatus(rawValue: 0xFF)

  /// True if another frame of the answer to an inventory comes after one with this status.
  ///
  /// - Parameter byCount: whether the inventory's last frame is the count, as was asked for.
  public func isFollowed(byCount: Bool) -> Bool {
    switch self {
    case .moreFrames: true
    case .statistics: !byCount
    case .ok, .complete, .timeOver, .memoryFull, .noTag: byCount
    default: false
    }
  }

  /// True if the reader did not take the request as it was put.
  public var isMisunderstanding: Bool {
    self == .wrongLength || self == .illegalCommand || self == .parameterError
  }
}

extension LenAdrUHFStatus: CustomStringConvertible {
  /// The status in words for the operator, with its code.
  public var description: String { "\(meaning) (status \(Hex.text([rawValue])))" }

  private var meaning: String {
    switch self {
    case .ok, .complete: "done"
    case .timeOver: "the scan time was over; take tags off the antenna or allow more time"
    case .moreFrames, .statistics: "the reader has more to say"
    case .memoryFull: "the reader's memory is full; take tags off the antenna"
    case .wrongPassword: "the tag's memory is protected by a password"
    case .antennaError: "the reader finds no antenna; check the antenna and its cable"
    case .executionError: "the reader failed; switch it off and on"
    case .poorCommunication: "the tag could not be heard well enough; keep it still"
    case .noTag: "no tag answered"
    case .tagError: "the tag refused"
    case .wrongLength, .illegalCommand, .parameterError:
      "the reader does not know this command; check its model and firmware"
    default: "the reader failed; switch it off and on"
    }
  }
}
