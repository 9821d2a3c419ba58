/// What a smart-card reader says about itself among its USB descriptors: type 21, 54 bytes.
///
///      0 bLength 36      1 bDescriptorType 21    2 bcdCCID (2)           4 bMaxSlotIndex
///      5 bVoltageSupport 6 dwProtocols (4)      10 clocks, rates (18)   28 dwMaxIFSD (4)
///     32 dwSynchProtocols (4)                   36 dwMechanical (4)     40 dwFeatures (4)
///     44 dwMaxCCIDMessageLength (4)             48 classes, display (4)
///     52 bPINSupport    53 bMaxCCIDBusySlots
///
/// Source: CCID 1.1, table 5.1-1; the same fields in QEMU, hw/usb/dev-smartcard-reader.c.
public struct CCIDClassDescriptor: Hashable, Sendable {
  /// The bytes of the descriptor.
  public static let byteCount = 54

  /// The first two bytes, which tell the descriptor from messages and notices.
  static let mark: [UInt8] = [0x36, 0x21]

  /// What the reader takes over from the host when it speaks with a card.
  public enum ExchangeLevel: Hashable, Sendable {
    /// Nothing: single characters.
    case character
    /// The host makes the blocks of the card's protocol.
    case tpdu
    /// The reader takes commands of up to 261 bytes.
    case shortAPDU
    /// The reader takes longer commands too.
    case extendedAPDU
  }

  /// The release of the class, as 0110 for 1.10.
  public var release: UInt16

  /// How many slots the reader has, 1 to 256.
  public var slotCount: Int

  /// Voltages: bit 0 for 5 V, 1 for 3 V, 2 for 1.8 V.
  public var voltages: UInt8

  /// Protocols: bit 0 for T=0, bit 1 for T=1.
  public var protocols: UInt32

  /// What the reader does by itself.
  public var features: UInt32

  /// The longest message, its header included.
  public var messageLengthMax: UInt32

  /// How many slots may be busy at once.
  public var busySlotsMax: UInt8

  /// Takes a descriptor apart; nothing if it is another one or cut short.
  public init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.byteCount, bytes.starts(with: Self.mark) else { return nil }
    release = UInt16(bytes[2]) | UInt16(bytes[3]) << 8
    slotCount = Int(bytes[4]) + 1
    voltages = bytes[5]
    protocols = CCIDMessage.littleEndian(bytes[6..<10])
    features = CCIDMessage.littleEndian(bytes[40..<44])
    messageLengthMax = CCIDMessage.littleEndian(bytes[44..<48])
    busySlotsMax = bytes[53]
  }

  /// What the reader takes over from the host (dwFeatures, bits 16 to 18).
  public var level: ExchangeLevel {
    switch features & 0x0007_0000 {
    case 0x0001_0000: .tpdu
    case 0x0002_0000: .shortAPDU
    case 0x0004_0000: .extendedAPDU
    default: .character
    }
  }

  /// The power to ask for: the reader's own choice where it makes one (dwFeatures, bit 3).
  public var power: CCIDPower {
    if features & 0x08 != 0 || voltages & 0x07 == 0 { return .automatic }
    return voltages & 0x01 != 0 ? .fiveVolts : voltages & 0x02 != 0 ? .threeVolts : .lowVoltage
  }

  /// True unless the reader names T=1 and not T=0. QEMU's reader named neither in some releases,
  /// for its bytes were in the wrong order (00 00 01 00), and speaks T=0 alone.
  public var speaksT0: Bool { protocols & 0x03 != 0x02 }
}

extension CCIDClassDescriptor: CustomStringConvertible {
  /// The level and the slots, as in "short APDU, 1 slot", or "TPDU, 2 slots of which the first is
  /// used".
  public var description: String {
    let name =
      switch level {
      case .character: "characters"
      case .tpdu: "TPDU"
      case .shortAPDU: "short APDU"
      case .extendedAPDU: "extended APDU"
      }
    let slots = slotCount == 1 ? "1 slot" : "\(slotCount) slots of which the first is used"
    return "\(name), \(slots)"
  }

  /// The class's release, as in "1.10".
  public var releaseText: String {
    let minor = String(release & 0xFF, radix: 16)
    return "\(String(release >> 8, radix: 16)).\(minor.count == 1 ? "0" : "")\(minor)"
  }
}
