public import TagReads

/// The tags in an answer to an inventory.
///
///     DATA-SETS, then for each
///     03 DSFID UID8                        ISO 15693
///     04 TR-INFO OPT-INFO UID7 or UID10    ISO 14443 type A; 10 bytes if TR-INFO bit 2 is set
///
/// UIDs are sent most significant byte first. A type A UID of four bytes fills the field of seven
/// with zeros in front; it is given here as four bytes. No UID of seven begins with zero, which is
/// no manufacturer's code (ISO/IEC 14443-3, 7816-6). A reader that knows further kinds of tag sends
/// data sets whose length cannot be told; what follows the first of them is not read.
///
/// Source: FEIG system manual H60301-3e, pages 59 and 60; the layout of type 04 from the
/// MIT-licensed client InlayTester.Drivers.FeigReader (DefaultFeigReader, Inventory_Parse).
public struct FeigInventory: Hashable, Sendable {
  /// The tags that could be read from the answer.
  public var tags: [TagID]

  /// True if all announced data sets were there, understood, and nothing else.
  public var isWhole: Bool

  /// Takes the data of an answer apart; an answer without data has no tags.
  public init(_ data: [UInt8]) {
    tags = []
    guard let announced = data.first else {
      isWhole = true
      return
    }
    var rest = data.dropFirst()
    for _ in 0..<announced {
      guard let tag = Self.takeTag(from: &rest) else {
        isWhole = false
        return
      }
      tags.append(tag)
    }
    isWhole = rest.isEmpty
  }

  private static func takeTag(from rest: inout ArraySlice<UInt8>) -> TagID? {
    switch rest.popFirst() {
    case 0x03:
      guard rest.popFirst() != nil else { return nil }
      return takeID(.iso15693, byteCount: 8, from: &rest)
    case 0x04:
      guard let info = rest.popFirst(), rest.popFirst() != nil else { return nil }
      return takeCard(byteCount: info & 0x04 == 0 ? 7 : 10, from: &rest)
    default:
      return nil
    }
  }

  private static func takeCard(byteCount: Int, from rest: inout ArraySlice<UInt8>) -> TagID? {
    let isShort = byteCount == 7 && rest.count >= 7 && rest.prefix(3).allSatisfy { $0 == 0 }
    if isShort { rest.removeFirst(3) }
    return takeID(.iso14443, byteCount: isShort ? 4 : byteCount, from: &rest)
  }

  private static func takeID(
    _ technology: TagID.Technology, byteCount: Int, from rest: inout ArraySlice<UInt8>
  ) -> TagID? {
    guard rest.count >= byteCount else { return nil }
    let bytes = rest.prefix(byteCount)
    rest.removeFirst(byteCount)
    return TagID(technology, bytes)
  }
}
