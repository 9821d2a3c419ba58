private import Primitives

/// The status byte of an HF reader's answer; a code without a name here survives as its number.
///
/// Source: the MIT-licensed client 545ch4/RR3036 (connection.rb, ERROR_MSG), which quotes the
/// maker's manual.
public struct LenAdrHFStatus: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Done.
  public static let ok = LenAdrHFStatus(rawValue: 0x00)
  /// The request is too long or too short for its command.
  public static let wrongLength = LenAdrHFStatus(rawValue: 0x01)
  /// The reader does not know the command.
  public static let notSupported = LenAdrHFStatus(rawValue: 0x02)
  /// A parameter lies outside its range.
  public static let outOfRange = LenAdrHFStatus(rawValue: 0x03)
  /// The reader cannot do that now.
  public static let notAvailable = LenAdrHFStatus(rawValue: 0x04)
  /// The field is off.
  public static let fieldOff = LenAdrHFStatus(rawValue: 0x05)
  /// The reader's own memory failed.
  public static let memoryFailure = LenAdrHFStatus(rawValue: 0x06)
  /// Time ran out before one whole UID was heard.
  public static let noUIDInTime = LenAdrHFStatus(rawValue: 0x0A)
  /// Time ran out before every UID was heard.
  public static let notAllInTime = LenAdrHFStatus(rawValue: 0x0B)
  /// A tag's answer was none that ISO 15693 knows, as when several answer at once.
  public static let strangeAnswer = LenAdrHFStatus(rawValue: 0x0C)
  /// No tag answered.
  public static let noTag = LenAdrHFStatus(rawValue: 0x0E)
  /// An ISO 15693 tag answered with an error code, which follows.
  public static let tagError = LenAdrHFStatus(rawValue: 0x0F)
  /// A command for ISO 14443 type A cards went wrong; a `LenAdrCardError` follows.
  public static let cardErrorA = LenAdrHFStatus(rawValue: 0x10)
  /// A command for ISO 14443 type B cards went wrong; a code follows.
  public static let cardErrorB = LenAdrHFStatus(rawValue: 0x1B)
  /// The command belongs to another air interface than the reader is switched to.
  public static let wrongMode = LenAdrHFStatus(rawValue: 0x1F)
}

extension LenAdrHFStatus: CustomStringConvertible {
  /// The status in words for the operator, with its code.
  public var description: String { "\(meaning) (status \(Hex.text([rawValue])))" }

  private var meaning: String {
    switch self {
    case .ok: "done"
    case .wrongLength, .notSupported, .outOfRange:
      "the reader does not know this command; check its model and firmware"
    case .notAvailable: "the reader cannot do this now; switch it off and on"
    case .fieldOff: "the reader's field is off"
    case .memoryFailure: "the reader's memory failed; have the reader repaired"
    case .noUIDInTime, .notAllInTime:
      "the reader's scan time was over before every tag had answered; take tags off the antenna"
    case .strangeAnswer: "a tag's answer arrived damaged; keep the tags still"
    case .noTag: "no tag answered"
    case .tagError: "the tag refused"
    case .cardErrorA, .cardErrorB: "the card could not be read; leave one on the antenna"
    case .wrongMode: "the reader is switched to another kind of tag"
    default: "the reader failed; switch it off and on"
    }
  }
}

/// The code after status 10: what went wrong with an ISO 14443 type A card.
///
/// Source: the MIT-licensed client 545ch4/RR3036 (connection.rb, ERROR_MSG).
public struct LenAdrCardError: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// No card answered.
  public static let noCard = LenAdrCardError(rawValue: 0x20)
  /// Cards could not be told apart.
  public static let anticollisionFailed = LenAdrCardError(rawValue: 0x30)
  /// Several cards answered where one was wanted.
  public static let severalCards = LenAdrCardError(rawValue: 0x31)
}
