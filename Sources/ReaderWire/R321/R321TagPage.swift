public import TagReads

/// The tags in one answer to a query.
///
///     (UID8 AA) 0 to 25 times | REMAINING | 00
///
/// UIDs come least significant byte first. REMAINING tags wait for the next query. Nothing in an
/// answer says whether the air was disturbed.
///
/// Source: AnyID "RFID HF READER Communication Protocol V1.1", 4.2.
public struct R321TagPage: Hashable, Sendable {
  /// The tags, as far as they could be read.
  public var tags: [TagID]

  /// How many more the reader has to tell.
  public var remaining: Int

  /// True if the answer was as the manual draws it, and every UID one that a tag can have.
  public var isWhole: Bool

  private static let endCount = 2
  private static let entryCount = 9
  private static let entryEnd: UInt8 = 0xAA

  /// Takes the parameters of an answer apart; nothing if there is not even a count of the rest.
  public init?(_ parameters: [UInt8]) {
    let entries = parameters.dropLast(Self.endCount)
    guard parameters.count >= Self.endCount else { return nil }
    remaining = Int(parameters[entries.endIndex])
    tags = []
    isWhole = entries.count % Self.entryCount == 0
    for start in stride(from: 0, to: entries.endIndex, by: Self.entryCount) {
      guard let tag = Self.tag(entries[start...].prefix(Self.entryCount)) else {
        isWhole = false
        continue
      }
      tags.append(tag)
    }
  }

  private static func tag(_ entry: ArraySlice<UInt8>) -> TagID? {
    guard entry.count == entryCount, entry.last == entryEnd else { return nil }
    return TagID(.iso15693, entry.dropLast().reversed())
  }
}
