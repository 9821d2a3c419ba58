public import TagReads

/// What kind of card lies on an emulated smart-card reader.
public enum CCIDCardKind: Hashable, Sendable {
  /// A storage card of ISO 14443 A, such as MIFARE Classic 1K: a fixed number.
  case storage
  /// A vicinity card of ISO 15693, such as ICODE SLI: a fixed number.
  case vicinity
  /// A processor card of ISO 14443-4, such as DESFire: a fixed number of 7 bytes.
  case processor
  /// A phone: 4 bytes from 08, drawn anew each time it is powered (ISO/IEC 14443-3, 6.5.4).
  case phone
  /// A card that does not answer when it is powered.
  case mute

  /// The kind a number belongs to if nobody says otherwise.
  public init(_ tag: TagID) {
    switch tag.technology {
    case .iso15693, .epc: self = .vicinity
    case .iso14443 where tag.bytes.count > 4: self = .processor
    case .iso14443: self = tag.bytes.first == 0x08 ? .phone : .storage
    }
  }

  /// What a reader gives as the card's answer to reset.
  ///
  /// Contactless cards have none; PC/SC part 3, chapter 3.1.3.2.3 has the reader make one up:
  ///
  ///     storage     3B 8F 80 01 80 4F 0C A0 00 00 03 06 SS NN NN 00 00 00 00 TCK
  ///     processor   3B 8n 80 01, n historical bytes, TCK
  var answerToReset: [UInt8] {
    switch self {
    case .storage: Self.storageAnswer(standard: 0x03, product: 0x01)
    case .vicinity: Self.storageAnswer(standard: 0x0B, product: 0x14)
    case .processor: Self.answer(historical: [0x80])
    case .phone, .mute: Self.answer(historical: [])
    }
  }

  private static func storageAnswer(standard: UInt8, product: UInt8) -> [UInt8] {
    answer(
      historical: [0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, standard, 0x00, product]
        + [0, 0, 0, 0])
  }

  private static func answer(historical: [UInt8]) -> [UInt8] {
    let checked = [0x80 | UInt8(historical.count), 0x80, 0x01] + historical
    return [0x3B] + checked + [checked.reduce(0, ^)]
  }
}
