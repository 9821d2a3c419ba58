/// What a card says when it is powered: its answer to reset.
///
///     TS T0 [TA1 TB1 TC1 TD1] [TA2 ...] ... historical bytes [TCK]
///
///     TS    3B or 3F, how bits are sent
///     T0    bits 8-5: which of TA1 to TD1 follow; bits 4-1: how many historical bytes
///     TDi   bits 8-5: which of TA to TD follow next; bits 4-1: a protocol the card speaks
///     TCK   all bytes from T0 on give 00 by XOR; left out where T=0 is the only protocol
///
/// Source: ISO/IEC 7816-3:2006, chapter 8.2.
public struct AnswerToReset: Hashable, Sendable {
  /// The most bytes it can have.
  public static let byteCountMax = 33

  /// The protocols offered, in the card's order; T=0 if it names none.
  public var protocols: [UInt8]

  /// What the maker put in.
  public var historical: [UInt8]

  /// Takes an answer to reset apart; nothing if it is cut short, too long or its check is wrong.
  public init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count <= Self.byteCountMax, bytes.count >= 2, [0x3B, 0x3F].contains(bytes[0])
    else { return nil }
    var position = 2
    var present = bytes[1] >> 4
    var named: [UInt8] = []
    while present != 0 {
      position += (present & 0x07).nonzeroBitCount
      guard present & 0x08 != 0 else { break }
      guard position < bytes.count else { return nil }
      named.append(bytes[position] & 0x0F)
      present = bytes[position] >> 4
      position += 1
    }
    let historicalEnd = position + Int(bytes[1] & 0x0F)
    let hasCheck = named.contains { $0 != 0 }
    guard bytes.count == historicalEnd + (hasCheck ? 1 : 0) else { return nil }
    guard !hasCheck || bytes.dropFirst().reduce(0, ^) == 0 else { return nil }
    // 15 is no protocol: it says that the bytes after it hold for all of them.
    let spoken = named.filter { $0 != 15 }
    protocols = spoken.isEmpty ? [0] : spoken
    historical = Array(bytes[position..<historicalEnd])
  }

  /// Whether T=0 is among the protocols.
  public var speaksT0: Bool { protocols.contains(0) }

  /// The contactless storage card it stands for, if it does.
  public var storageCard: StorageCard? { StorageCard(historical: historical) }
}

/// The kind of a contactless storage card as a reader says it in the card's place.
///
///     80 4F 0C A0 00 00 03 06 SS NN NN 00 00 00 00      the historical bytes
///
///     SS   the air interface: 01 to 03 ISO 14443 A parts 1 to 3, 05 to 07 ISO 14443 B,
///          09 to 0C ISO 15693 parts 1 to 4, 11 FeliCa
///     NN   the product
///
/// Source: PC/SC Workgroup, Interoperability Specification part 3, chapter 3.1.3.2.3, and its
/// supplemental document for the products.
public struct StorageCard: Hashable, Sendable {
  /// The air interface's number.
  public var standard: UInt8

  /// The product's number.
  public var product: UInt16

  /// Reads the historical bytes of an answer to reset; nothing if they name no storage card.
  public init?(historical bytes: [UInt8]) {
    let head: [UInt8] = [0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06]
    guard bytes.count == 15, bytes.starts(with: head) else { return nil }
    standard = bytes[8]
    product = UInt16(bytes[9]) << 8 | UInt16(bytes[10])
  }

  /// The product's name, if it is one that diners carry.
  public var name: String? {
    switch product {
    case 0x0001: "MIFARE Classic 1K"
    case 0x0002: "MIFARE Classic 4K"
    case 0x0003: "MIFARE Ultralight"
    case 0x0014: "ICODE SLI"
    case 0x0026: "MIFARE Mini"
    default: nil
    }
  }
}
