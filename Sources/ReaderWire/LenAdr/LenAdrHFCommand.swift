public import TagReads

/// The air interface an HF reader of this family is switched to; it has one at a time.
public enum LenAdrHFMode: UInt8, Hashable, Sendable {
  /// Vicinity tags: plates.
  case iso15693 = 0x06
  /// Proximity cards of type A.
  case iso14443A = 0x05
}

/// The end from which a UID is on the wire.
public enum LenAdrUIDOrder: Hashable, Sendable, CaseIterable {
  /// The last byte first, as on the air: E0 ends the UID.
  case leastSignificantFirst
  /// The first byte first: E0 begins the UID.
  case mostSignificantFirst

  /// A UID's bytes turned from the one order into the other.
  func turned(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
    self == .leastSignificantFirst ? bytes.reversed() : Array(bytes)
  }
}

/// A command of the family's HF readers, as far as a checkout lane needs it.
///
///     CMD STATE
///     00  00              information
///     00  01 | 02         field off, field on
///     00  05 | 06         switch to ISO 14443 type A, to ISO 15693
///     01  06              inventory of ISO 15693 tags, whatever their AFI
///     20  00    UID8 BLOCK         read a block of 4 bytes
///     21  00|08 UID8 BLOCK DATA4   write a block of 4 bytes; 08 for tags that want the option flag
///     41  10    MODE      call type A cards; MODE 01 also those that were put to sleep
///     42  10    00        the number of the card that answered
///
/// Commands that write the reader's own configuration are left out on purpose.
///
/// Source: the MIT-licensed client 545ch4/RR3036 (connection.rb); 41 and 42 from
/// thiagomoretto/RR3036-java-driver (Request, AntiColl); the option in STATE from users of the
/// maker's library, which write such tags with state 8.
public enum LenAdrHFCommand: Hashable, Sendable {
  /// Asks for firmware, type and scan time.
  case information
  /// Switches the field.
  case field(on: Bool)
  /// Switches the air interface.
  case mode(LenAdrHFMode)
  /// Asks for all ISO 15693 tags in the field.
  case inventory
  /// Reads one block of an ISO 15693 tag.
  case readBlock(tag: TagID, block: UInt8, order: LenAdrUIDOrder)
  /// Writes one block of an ISO 15693 tag.
  case writeBlock(tag: TagID, block: UInt8, data: [UInt8], order: LenAdrUIDOrder, option: Bool)
  /// Calls the cards in the field.
  case callCards
  /// Asks for the number of the card that answered the call.
  case cardNumber

  /// CMD, STATE and data.
  public var body: [UInt8] {
    switch self {
    case .information: [0x00, 0x00]
    case .field(let isOn): [0x00, isOn ? 0x02 : 0x01]
    case .mode(let mode): [0x00, mode.rawValue]
    case .inventory: [0x01, 0x06]
    case .readBlock(let tag, let block, let order):
      [0x20, 0x00] + order.turned(tag.bytes) + [block]
    case .writeBlock(let tag, let block, let data, let order, let option):
      [0x21, option ? 0x08 : 0x00] + order.turned(tag.bytes) + [block] + data
    case .callCards: [0x41, 0x10, 0x01]
    case .cardNumber: [0x42, 0x10, 0x00]
    }
  }

  /// The frame that carries the command to a reader.
  public func frame(address: UInt8 = 0) -> LenAdrFrame {
    LenAdrFrame(address: address, body: body)
  }
}
