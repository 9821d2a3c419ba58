import Money
import Primitives
public import TagReads

/// What a chip's memory says.
public enum ChipContent: Hashable, Sendable {
  /// No record: blank, or somebody else's.
  case none
  /// The beginning of a record, but its check is wrong, or it was being written when the plate was
  /// taken away: torn, copied or damaged.
  case broken
  /// A record of a version that this program does not know.
  case unknownVersion(UInt8)
  /// A record, and the mark that it has been paid, if there is one.
  case record(PlateRecord, paid: PaidMark?)

  /// The mark that the plate has been paid; nothing without a record or without a mark.
  public var paidMark: PaidMark? {
    if case .record(_, let mark) = self { mark } else { nil }
  }
}

extension PlateRecord {
  static let mark: [UInt8] = [0x54, 0x50]
  static let version: UInt8 = 1
  /// The version of no record: what follows is being written.
  static let versionBeingWritten: UInt8 = 0
  static let headerByteCount = 8

  /// What block 0 says while the record is being written: a body of no bytes, of no version.
  static let beingWritten = mark + [versionBeingWritten, 0]

  /// The record as the memory of one chip, from block 0.
  ///
  /// - Throws: `PlateRecordFault` if it does not fit.
  public func memory(for tag: TagID) throws(PlateRecordFault) -> [UInt8] {
    guard let price = UInt32(exactly: price.minorUnits), price <= UInt32(Int32.max),
      let seconds = UInt32(exactly: writtenAt.milliseconds / 1000)
    else { throw .outOfRange }
    let texts = [dish, plateClass, station].flatMap { text in
      [UInt8(clamping: text.utf8.count)] + Array(text.utf8)
    }
    let body = seconds.bigEndianBytes + price.bigEndianBytes + Array(currency.code.utf8) + texts
    let count = Self.headerByteCount + body.count
    guard count <= Self.byteCountMax else { throw .tooLong(byteCount: count) }
    let start = [Self.version, UInt8(body.count)]
    return Self.mark + start + Self.check(start, tag, body) + body
  }

  /// What the memory of a chip says, as far as it has been read from block 0.
  public static func content(of memory: [UInt8], in tag: TagID) -> ChipContent {
    guard memory.count >= headerByteCount, Array(memory.prefix(2)) == mark else { return .none }
    guard memory[2] != versionBeingWritten else { return .broken }
    guard memory[2] == version else { return .unknownVersion(memory[2]) }
    let end = headerByteCount + Int(memory[3])
    guard end <= memory.count else { return .broken }
    let body = Array(memory[headerByteCount..<end])
    guard Array(memory[4..<8]) == check([version, memory[3]], tag, body),
      let record = PlateRecord(body)
    else { return .broken }
    return .record(record, paid: PaidMark.find(in: memory, after: end, of: tag))
  }

  /// How many bytes have to be read for the whole record and its paid mark, given the first eight;
  /// nothing if there is no record.
  public static func byteCount(from header: [UInt8]) -> Int? {
    guard header.count >= 4, Array(header.prefix(2)) == mark else { return nil }
    return PaidMark.offset(after: headerByteCount + Int(header[3])) + PaidMark.byteCount
  }

  private init?(_ body: [UInt8]) {
    var rest = body[...]
    guard let seconds = rest.takeNumber(), let price = rest.takeNumber(),
      let code = rest.takeText(length: 3), let currency = Currency.named(code),
      let dish = rest.takeText(), let plateClass = rest.takeText(), let station = rest.takeText()
    else { return nil }
    self.init(
      dish: dish, plateClass: plateClass, price: Amount(minorUnits: Int64(price)),
      currency: currency, writtenAt: WallTime(milliseconds: Int64(seconds) * 1000),
      station: station)
  }

  private static func check(_ start: [UInt8], _ tag: TagID, _ body: [UInt8]) -> [UInt8] {
    ChipCheck.value(of: start + tag.bytes + body).bigEndianBytes
  }
}

extension UInt32 {
  /// Four bytes, the most significant first.
  var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number of four bytes off the front.
  mutating func takeNumber() -> UInt32? {
    guard count >= 4 else { return nil }
    defer { removeFirst(4) }
    return prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Takes a text off the front, whose length stands before it unless it is given.
  mutating func takeText(length: Int? = nil) -> String? {
    var length = length
    if length == nil { length = popFirst().map { Int($0) } }
    guard let length, length <= count else { return nil }
    defer { removeFirst(length) }
    return String(validating: prefix(length), as: UTF8.self)
  }
}
