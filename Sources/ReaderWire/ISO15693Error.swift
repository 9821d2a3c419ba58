private import Primitives

/// The error code a vicinity tag answers with; a code without a name here survives as its number.
///
/// Source: ISO/IEC 15693-3, response error codes; the same list is in the MIT-licensed client
/// 545ch4/RR3036 (connection.rb).
public struct ISO15693Error: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The tag does not know the command.
  public static let notSupported = ISO15693Error(rawValue: 0x01)
  /// The tag did not understand the command.
  public static let notRecognised = ISO15693Error(rawValue: 0x02)
  /// The tag does not know the option.
  public static let optionNotSupported = ISO15693Error(rawValue: 0x03)
  /// An error without a name.
  public static let unknown = ISO15693Error(rawValue: 0x0F)
  /// There is no such block.
  public static let blockNotAvailable = ISO15693Error(rawValue: 0x10)
  /// The block was locked before.
  public static let alreadyLocked = ISO15693Error(rawValue: 0x11)
  /// The block is locked and cannot change.
  public static let locked = ISO15693Error(rawValue: 0x12)
  /// The block was not written.
  public static let notProgrammed = ISO15693Error(rawValue: 0x13)
  /// The block was not locked.
  public static let notLocked = ISO15693Error(rawValue: 0x14)

  public var description: String {
    let meaning =
      switch self {
      case .notSupported: "the tag does not know the command"
      case .notRecognised: "the tag did not understand the command"
      case .optionNotSupported: "the tag does not know the option"
      case .blockNotAvailable: "the tag has no such block"
      case .alreadyLocked: "the block is locked already"
      case .locked: "the block is locked and cannot be changed"
      case .notProgrammed: "the block was not written; keep the tag still and try again"
      case .notLocked: "the block was not locked; keep the tag still and try again"
      default: "the tag reported an error"
      }
    return "\(meaning) (tag error \(Hex.text([rawValue])))"
  }
}
