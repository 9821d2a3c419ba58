private import Primitives

/// Why a smart-card reader failed a command; a code without a name here survives as its number.
///
/// 01 to 7F give the place of the header's byte that was wrong, 00 means that the command is not
/// known.
///
/// Source: CCID 1.1, table 6.2-2.
public struct CCIDError: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The command is not supported.
  public static let notSupported = CCIDError(rawValue: 0x00)
  /// There is no such slot: the wrong byte is the fifth, bSlot.
  public static let noSuchSlot = CCIDError(rawValue: 0x05)
  /// Another command is under way in this slot.
  public static let slotBusy = CCIDError(rawValue: 0xE0)
  /// The slot needs a PIN to be entered or cancelled.
  public static let pinCancelled = CCIDError(rawValue: 0xEF)
  /// Entering a PIN took too long.
  public static let pinTimeout = CCIDError(rawValue: 0xF0)
  /// The reader is busy with something of its own.
  public static let busyWithAutoSequence = CCIDError(rawValue: 0xF2)
  /// The card's protocol is not supported.
  public static let protocolNotSupported = CCIDError(rawValue: 0xF6)
  /// The answer to reset has a wrong check byte.
  public static let badCheckByte = CCIDError(rawValue: 0xF7)
  /// The reader's hardware failed.
  public static let hardware = CCIDError(rawValue: 0xFB)
  /// The card's bytes came too fast.
  public static let overrun = CCIDError(rawValue: 0xFC)
  /// The card's bytes came with a wrong parity.
  public static let parity = CCIDError(rawValue: 0xFD)
  /// The card did not answer.
  public static let cardMute = CCIDError(rawValue: 0xFE)
  /// The host broke the command off.
  public static let aborted = CCIDError(rawValue: 0xFF)

  /// True if asking again after a while may help, because something else was under way.
  public var isBusy: Bool { self == .slotBusy || self == .busyWithAutoSequence }
}

extension CCIDError: CustomStringConvertible {
  /// The error in words for the operator, with its code.
  public var description: String { "\(meaning) (error \(Hex.text([rawValue])))" }

  private var meaning: String {
    switch self {
    case .notSupported: "it does not know the command"
    case .noSuchSlot: "it has no such slot; check the slot in the configuration"
    case .slotBusy, .busyWithAutoSequence: "it is busy with this card"
    case .protocolNotSupported, .badCheckByte: "it cannot speak with this kind of card"
    case .hardware: "its hardware failed; unplug it and plug it in again"
    case .overrun, .parity, .cardMute: "the card could not be heard; hold it still"
    default: "it could not do what it was asked"
    }
  }
}
