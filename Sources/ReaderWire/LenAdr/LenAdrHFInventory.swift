public import TagReads

/// The tags in an HF reader's answer to an inventory.
///
///     for each tag: DSFID UID8
///
/// The order of a UID's bytes is told by E0, which every ISO 15693 UID begins with: where it stands
/// at one end only, that end is the first byte. Where it stands at both, the expected order holds.
///
/// Source: the MIT-licensed client 545ch4/RR3036 (connection.rb, dump_iso15693).
public struct LenAdrHFInventory: Hashable, Sendable {
  /// The most tags one answer has room for; an answer that full may lack some.
  public static let tagCountMax = (255 - LenAdrFrame.overhead - 1) / tagByteCount

  private static let tagByteCount = 9

  /// The tags that could be read from the answer.
  public var tags: [TagID] = []

  /// True if the answer held whole tags and nothing else.
  public var isWhole: Bool

  /// The order of the UIDs' bytes, if the answer leaves no doubt.
  public var provenOrder: LenAdrUIDOrder?

  /// Takes the data of an answer apart.
  public init(_ data: [UInt8], expecting order: LenAdrUIDOrder) {
    isWhole = data.count.isMultiple(of: Self.tagByteCount)
    var rest = data[...]
    while rest.count >= Self.tagByteCount {
      let uid = rest.prefix(Self.tagByteCount).dropFirst()
      rest = rest.dropFirst(Self.tagByteCount)
      let proven = Self.order(of: uid)
      if let tag = TagID(.iso15693, (proven ?? order).turned(uid)[...]) {
        tags.append(tag)
        provenOrder = proven ?? provenOrder
      } else {
        isWhole = false
      }
    }
  }

  private static func order(of uid: ArraySlice<UInt8>) -> LenAdrUIDOrder? {
    switch (uid.first == 0xE0, uid.last == 0xE0) {
    case (true, false): .mostSignificantFirst
    case (false, true): .leastSignificantFirst
    default: nil
    }
  }
}
