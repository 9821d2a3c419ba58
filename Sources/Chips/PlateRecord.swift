public import Money
public import Primitives

/// What a serving window writes into a plate's chip: the dish on it, and what it cost then.
///
/// The chip's memory from block 0, numbers with the most significant byte first:
///
///     offset  bytes
///       0     54 50         "TP"
///       2     01            version; 00 while the record is being written
///       3     length of the body
///       4     check         CRC-32 of version, length, the chip's own number and the body
///       8     written at    seconds since 1970, UTC
///      12     price         minor units, VAT included
///      16     currency      three letters (ISO 4217)
///      19     length, dish code         UTF-8
///       .     length, plate class code  UTF-8
///       .     length, station           UTF-8
///       .     zeros up to the end of a block, then the paid mark: see `PaidMark`
///
/// The check covers the chip's own number, so a memory copied onto another chip is not believed.
/// Writing begins by saying so in the first block and ends by filling it, so a plate that is taken
/// away in between carries a broken record, which is neither believed nor taken for a blank chip:
/// see `ChipWriting`.
public struct PlateRecord: Hashable, Sendable {
  /// The code of the dish on the plate.
  public var dish: String
  /// The code of the plate's class.
  public var plateClass: String
  /// The price at the time of writing, VAT included.
  public var price: Amount
  /// The currency of the price.
  public var currency: Currency
  /// When it was written, to the second.
  public var writtenAt: WallTime
  /// The station whose window wrote it.
  public var station: String

  /// The longest record in bytes; the chips in common plates hold 112 and the paid mark takes 12.
  public static let byteCountMax = 100

  /// Makes a record; the time is cut to the second.
  public init(
    dish: String, plateClass: String, price: Amount, currency: Currency, writtenAt: WallTime,
    station: String
  ) {
    self.dish = dish
    self.plateClass = plateClass
    self.price = price
    self.currency = currency
    self.writtenAt = WallTime(
      milliseconds: writtenAt.milliseconds - writtenAt.milliseconds % 1000)
    self.station = station
  }
}

/// Why a record does not go into a chip.
public enum PlateRecordFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The texts are too long together.
  case tooLong(byteCount: Int)
  /// Price or time are out of the range that fits.
  case outOfRange

  /// What to do about it.
  public var description: String {
    switch self {
    case .tooLong(let count):
      "the record takes \(count) bytes and a chip has room for \(PlateRecord.byteCountMax): "
        + "use shorter codes for dish and class"
    case .outOfRange:
      "a chip holds prices from 0 to 21474836.47 and times from 1970 to 2106"
    }
  }
}
