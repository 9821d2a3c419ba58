/// A command to a card, or to the reader in the card's place.
///
///     CLA INS P1 P2 [Lc data] [Le]      Le 00 stands for 256
///
/// Source: ISO/IEC 7816-4; FF CA 00 00 00 "get data: UID" from the PC/SC Workgroup's
/// Interoperability Specification part 3, chapter 3.2.2.1.3.
public struct CardCommand: Hashable, Sendable {
  /// The command's four header bytes.
  public var header: [UInt8]

  /// The bytes wanted; 0 stands for as many as there are, up to 256.
  public var expected: UInt8

  /// The card's number, asked of the reader.
  public static let getNumber = CardCommand(header: [0xFF, 0xCA, 0x00, 0x00], expected: 0)

  /// What a card holds back until it is fetched: over T=0 it cannot send data by itself.
  public static func getResponse(_ count: UInt8) -> CardCommand {
    CardCommand(header: [0x00, 0xC0, 0x00, 0x00], expected: count)
  }

  /// The command's bytes: a short APDU without data, and the same as a TPDU of T=0 (ISO/IEC 7816-3,
  /// chapter 12.2.3, case 2S), where P3 takes the place of Le.
  public var bytes: [UInt8] { header + [expected] }
}

/// What came of a command to a card.
///
///     data... SW1 SW2
public struct CardResponse: Hashable, Sendable {
  /// The data before the status.
  public var data: [UInt8]

  /// How it went.
  public var status: CardStatus

  /// Takes a response apart; nothing if it has no status.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count >= 2 else { return nil }
    data = Array(bytes.dropLast(2))
    status = CardStatus(
      rawValue: UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1]))
  }
}

/// A card's two status bytes.
///
/// Source: ISO/IEC 7816-4, chapter 5.1.3.
public struct CardStatus: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Done.
  public static let done = CardStatus(rawValue: 0x9000)

  /// So many bytes wait to be fetched (61xx), 0 for 256 or more; nothing if none do.
  public var waitingCount: UInt8? {
    rawValue >> 8 == 0x61 ? UInt8(truncatingIfNeeded: rawValue) : nil
  }

  /// The command is right but for its length, which should be this (6Cxx).
  public var rightLength: UInt8? {
    rawValue >> 8 == 0x6C ? UInt8(truncatingIfNeeded: rawValue) : nil
  }

  /// The reader, or the card, does not know the command at all; asking again is no use.
  ///
  /// 67 wrong length, 68 not in this class, 6A function, 6B parameters, 6D instruction, 6E class.
  public var isRefusal: Bool {
    [0x67, 0x68, 0x6A, 0x6B, 0x6D, 0x6E].contains(rawValue >> 8)
  }
}
