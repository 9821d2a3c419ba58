public import Primitives

/// A Z: the sealed settlement of the journal from where the one before it ended.
///
/// Its period is a range of records and not of times, so nothing can be written into it
/// afterwards: whatever comes later, however late it is, has a higher number.
public struct DayClose: Hashable, Sendable {
  /// The act that asked for it; asked for again, it gets the same Z.
  public var id: UniqueID
  /// The station.
  public var station: StationName
  /// The ISO 4217 code of the currency of all figures.
  public var currencyCode: String
  /// Its number, from 1 without a gap.
  public var number: Int
  /// When it was sealed.
  public var at: WallTime
  /// The business day it was sealed on.
  public var businessDay: CalendarDay
  /// The time zone of the business day, by its name in the tz database.
  public var timeZone: String
  /// When a business day starts, in minutes after midnight.
  public var dayStartMinute: Int
  /// Who asked for it.
  public var by: String
  /// The program that sealed it, with its version.
  public var software: String
  /// The first record of the period; one more than `last` if there is none.
  public var first: Int
  /// The last record of the period.
  public var last: Int
  /// The journal's hash at the last record.
  public var journalHash: ChainHash
  /// What was counted in the cash drawer, in minor units; nothing if nobody counted.
  public var counted: Int64?
  /// Why what was counted is not what was expected, or empty.
  public var reason: String
  /// The sums.
  public var figures: Figures

  /// Puts a Z together.
  public init(
    id: UniqueID, station: StationName, currencyCode: String, number: Int, at: WallTime,
    businessDay: CalendarDay, timeZone: String, dayStartMinute: Int, by: String, software: String,
    first: Int, last: Int, journalHash: ChainHash, counted: Int64?, reason: String,
    figures: Figures
  ) {
    self.id = id
    self.station = station
    self.currencyCode = currencyCode
    self.number = number
    self.at = at
    self.businessDay = businessDay
    self.timeZone = timeZone
    self.dayStartMinute = dayStartMinute
    self.by = by
    self.software = software
    self.first = first
    self.last = last
    self.journalHash = journalHash
    self.counted = counted
    self.reason = reason
    self.figures = figures
  }

  /// How many records its period has.
  public var recordCount: Int { last - first + 1 }

  /// What the drawer holds more than expected, less than zero if less; nothing if nobody counted.
  public var drawerDifference: Int64? {
    counted.map { $0 &- figures[FigureName.drawerExpected] }
  }

  /// The bytes that stand for it under its seal: netstrings as those of
  /// ``Transfer/canonicalBytes``, one a field.
  ///
  ///     traytally-close-1                  the version of this encoding
  ///     station, currency
  ///     number, id
  ///     at                                 milliseconds since 1970-01-01T00:00:00Z
  ///     business day, time zone, day start in minutes
  ///     by, software
  ///     first record, last record, journal hash in hexadecimal
  ///     counted                            empty if nobody did
  ///     reason
  ///     number of figures, then for each, by name: name, value
  public var canonicalBytes: [UInt8] {
    var text = CanonicalText()
    text.append("traytally-close-1")
    text.append(station.text)
    text.append(currencyCode)
    text.append(number)
    text.append(id)
    text.append(at.milliseconds)
    text.append(businessDay.description)
    text.append(timeZone)
    text.append(dayStartMinute)
    text.append(by)
    text.append(software)
    text.append(first)
    text.append(last)
    text.append(journalHash.description)
    text.append(counted.map { Int($0) })
    text.append(reason)
    let all = figures.all
    text.append(all.count)
    for figure in all {
      text.append(figure.name)
      text.append(figure.value)
    }
    return text.bytes
  }
}

/// A Z with the seal that it was given.
public struct SealedClose: Hashable, Sendable {
  /// What is sealed.
  public var close: DayClose
  /// SHA-256 over the seal before it and its own bytes; see ``ChainHash``.
  public var seal: ChainHash

  /// Puts a Z and its seal together.
  public init(_ close: DayClose, seal: ChainHash) {
    self.close = close
    self.seal = seal
  }
}

extension ChainHash {
  /// The seal before the first Z: SHA-256 over the netstrings `traytally-closes-1`, station and
  /// currency code.
  public static func beforeFirstClose(station: StationName, currencyCode: String) -> ChainHash {
    var text = CanonicalText()
    text.append("traytally-closes-1")
    text.append(station.text)
    text.append(currencyCode)
    return ChainHash(digesting: text.bytes)
  }

  /// The seal of a Z that follows the one of this seal.
  public func sealing(_ close: DayClose) -> ChainHash {
    ChainHash(digesting: bytes, close.canonicalBytes)
  }

  /// The first sixty bits for paper or mail: three groups of four characters of Crockford's
  /// base 32, which has no I, L, O and U.
  public var shortCode: String {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let characters = (0..<12).map { alphabet[Int(number >> (59 - 5 * UInt64($0)) & 31)] }
    return stride(from: 0, to: 12, by: 4)
      .map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
  }
}
