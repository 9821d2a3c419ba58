public import Primitives
public import TagReads

/// Written behind a plate's record when the plate has been paid, so that another station knows it.
///
/// Begins at the first multiple of four bytes after the record; numbers with the most significant
/// byte first:
///
///     50 44 01 00   "PD", version, nothing
///     paid at       seconds since 1970, UTC
///     check         CRC-32 of the first eight bytes, the chip's own number and the record's check
///
/// The check covers the record's, so a new record makes an old mark void.
public struct PaidMark: Hashable, Sendable {
  /// When the plate was paid, to the second.
  public var paidAt: WallTime

  /// The bytes it takes.
  public static let byteCount = 12

  private static let start: [UInt8] = [0x50, 0x44, 0x01, 0x00]

  /// Makes a mark; the time is cut to the second.
  public init(paidAt: WallTime) {
    self.paidAt = WallTime(milliseconds: paidAt.milliseconds - paidAt.milliseconds % 1000)
  }

  /// The offset of the mark behind a record that ends there.
  static func offset(after end: Int) -> Int { (end + 3) / 4 * 4 }

  /// The mark's bytes for a chip whose memory begins with a record, and their offset in it.
  public func memory(
    after record: [UInt8], in tag: TagID
  ) -> (offset: Int, bytes: [UInt8])? {
    guard let total = PlateRecord.byteCount(from: record), record.count >= 8,
      let seconds = UInt32(exactly: paidAt.milliseconds / 1000)
    else { return nil }
    let body = Self.start + seconds.bigEndianBytes
    let check = Self.check(body, tag, record)
    return (total - Self.byteCount, body + check)
  }

  /// The mark in a chip's memory, behind a record that ends there; nothing if it is not sound.
  static func find(in memory: [UInt8], after end: Int, of tag: TagID) -> PaidMark? {
    let first = offset(after: end)
    guard memory.count >= first + byteCount else { return nil }
    var rest = memory[first..<first + byteCount]
    let body = Array(rest.prefix(8))
    guard Array(rest.prefix(4)) == start, Array(rest.suffix(4)) == check(body, tag, memory)
    else { return nil }
    rest.removeFirst(4)
    return rest.takeNumber().map {
      PaidMark(paidAt: WallTime(milliseconds: Int64($0) * 1000))
    }
  }

  private static func check(_ body: [UInt8], _ tag: TagID, _ record: [UInt8]) -> [UInt8] {
    ChipCheck.value(of: body + tag.bytes + record[4..<8]).bigEndianBytes
  }
}
