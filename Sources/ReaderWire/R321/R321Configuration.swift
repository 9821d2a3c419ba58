/// How an R321 reader is set up; it keeps that without power.
///
///     MODE ADDRESS16 CONTROL16 AFI
///
///     MODE      bits 7-4   0 ISO 15693, 1 ISO 14443 A, 2 ISO 14443 B
///               bits 3-0   1 EAS, 2 inventory; for ISO 15693 only
///     CONTROL   first byte   bit 7     0 inventory goes on by itself, 1 when triggered
///                            bit 6     1 only tags of the AFI answer
///                            bit 5     0 the reader sends UIDs by itself, 1 when asked
///                            bit 4     0 tags are silenced once read, 1 they are not
///                            bits 3-0  5 9600 baud, 7 38400, B 115200
///               second byte  bit 0     1 buzzer
///
/// The table in the manual puts the inventory bits before the buzzer's byte, while its rule for
/// items of two bytes is least significant byte first; no capture shows the order. So it is told
/// from the bytes: a byte of 0 or 1 is the buzzer's, for no baud rate has that code.
///
/// Source: AnyID "RFID HF READER Communication Protocol V1.1", tables 3.3.1 to 3.3.3.
public struct R321Configuration: Hashable, Sendable {
  /// The bytes as they came and go.
  public private(set) var bytes: [UInt8]

  /// The reader's address, 0001 as it comes.
  public var address: UInt16 { UInt16(bytes[1]) | UInt16(bytes[2]) << 8 }

  /// Takes the parameters of an answer; nothing if they are not six bytes.
  public init?(_ parameters: [UInt8]) {
    guard parameters.count == 6 else { return nil }
    bytes = parameters
  }

  /// True if the reader looks for ISO 15693 tags, and not for alarms among them.
  public var isInventory: Bool { bytes[0] == Self.inventoryMode }

  /// True if the inventory waits for a trigger.
  public var isTriggered: Bool { bytes[inventoryIndex] & Self.triggerBit != 0 }

  /// True if tags of other application families are passed over.
  public var filtersFamily: Bool { bytes[inventoryIndex] & Self.familyBit != 0 }

  /// True if UIDs are sent only when they are asked for.
  public var isPassive: Bool { bytes[inventoryIndex] & Self.passiveBit != 0 }

  /// True if tags are told to be silent once they are read.
  public var silencesTags: Bool { bytes[inventoryIndex] & Self.unsilencedBit == 0 }

  /// True if the reader can be asked for all ISO 15693 tags in its field.
  ///
  /// Silenced tags are no hindrance: each round begins with the field off, which wakes them.
  public var isFit: Bool { isInventory && !isTriggered && !filtersFamily && isPassive }

  /// The same with only those bits changed that keep it from being fit.
  public var madeFit: R321Configuration {
    var fit = self
    fit.bytes[0] = Self.inventoryMode
    fit.bytes[inventoryIndex] &= ~(Self.triggerBit | Self.familyBit)
    fit.bytes[inventoryIndex] |= Self.passiveBit
    return fit
  }

  private static let inventoryMode: UInt8 = 0x02
  private static let triggerBit: UInt8 = 0x80
  private static let familyBit: UInt8 = 0x40
  private static let passiveBit: UInt8 = 0x20
  private static let unsilencedBit: UInt8 = 0x10

  /// Which of the control word's bytes has the inventory bits.
  private var inventoryIndex: Int { bytes[3] <= 1 && bytes[4] > 1 ? 4 : 3 }
}
