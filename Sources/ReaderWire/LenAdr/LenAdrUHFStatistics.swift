/// What a UHF reader has counted in an inventory; it says so after the last tags, if it was asked
/// to (`LenAdrUHFScan.wantsCount`).
///
///     ANTENNA RATE2 TOTAL4          numbers with the high byte first
///
/// RATE is how often a second a tag was heard, TOTAL how often in all; a tag heard again counts
/// again, and is listed again.
///
/// Source: UHFReader288MP manual v1.14, pages 14 and 51; the maker's demonstration program takes it
/// for the end of the inventory, and the numbers in this order (UHFReader288 Demo, `fCmdRet` 26).
public struct LenAdrUHFStatistics: Hashable, Sendable {
  /// How often a tag was heard.
  public var total: Int

  /// Takes the data of a frame apart; nothing if there are too few or too many.
  public init?(_ data: [UInt8]) {
    let (headCount, totalCount) = (3, 4)
    guard data.count == headCount + totalCount else { return nil }
    total = data.dropFirst(headCount).reduce(0) { $0 << 8 | Int($1) }
  }
}
