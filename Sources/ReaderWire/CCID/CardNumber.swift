public import TagReads

/// What the number that a reader gives for a card stands for.
///
///     4 bytes, first 08          drawn anew each time the card is powered (ISO/IEC 14443-3, 6.5.4)
///     4, 7 or 10 bytes           an ISO 14443 card
///     8 bytes, E0 first          an ISO 15693 card
///     8 bytes, E0 last           the same, as it goes over the air: least significant byte first
///     anything else              nothing a card can be known by here
///
/// Readers differ in the order for ISO 15693; a number with E0 at both ends is taken in the order
/// that the reader has shown with other cards, and before that most significant byte first.
public enum CardNumber: Hashable, Sendable {
  /// A card that can be known again, and the order if the number shows it.
  case tag(TagID, order: Order?)
  /// A card that cannot be known again.
  case refused(CardRefusal)

  /// How a reader sends ISO 15693 numbers.
  public enum Order: Hashable, Sendable {
    /// As they are written, E0 first.
    case mostSignificantFirst
    /// As they go over the air, E0 last.
    case leastSignificantFirst
  }

  /// Judges a number; the order is the one the reader has shown before.
  public init(_ bytes: [UInt8], order: Order? = nil) {
    if bytes.count == 4, bytes[0] == 0x08 {
      self = .refused(.changingNumber)
    } else if let tag = TagID(.iso14443, bytes), bytes.contains(where: { $0 != 0 }) {
      self = .tag(tag, order: nil)
    } else {
      self = Self.vicinity(bytes, order: order) ?? .refused(.noNumber)
    }
  }

  private static func vicinity(_ bytes: [UInt8], order: Order?) -> CardNumber? {
    let forward = TagID(.iso15693, bytes)
    let backward = TagID(.iso15693, Array(bytes.reversed()))
    switch (forward, backward) {
    case (let tag?, nil): return .tag(tag, order: .mostSignificantFirst)
    case (nil, let tag?): return .tag(tag, order: .leastSignificantFirst)
    case (let first?, let last?):
      return .tag(order == .leastSignificantFirst ? last : first, order: nil)
    case (nil, nil): return nil
    }
  }
}
