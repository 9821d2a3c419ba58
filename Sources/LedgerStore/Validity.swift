import GRDB
public import Primitives

/// The days on which an account may pay, the first and the last included.
public struct Validity: Hashable, Sendable {
  /// The first day; nothing if it has always been valid.
  public var from: CalendarDay?
  /// The last day; nothing if it stays valid.
  public var until: CalendarDay?

  /// Makes a validity; without days it has no end.
  public init(from: CalendarDay? = nil, until: CalendarDay? = nil) {
    self.from = from
    self.until = until
  }

  /// True if there is a day within it.
  public var isPossible: Bool {
    guard let from, let until else { return true }
    return from <= until
  }
}

extension Validity {
  /// Reads the columns valid_from and valid_until.
  init(_ row: StoredRow) throws {
    self.init(
      from: try row.optionalInteger("valid_from").map { CalendarDay(daysSince1970: Int($0)) },
      until: try row.optionalInteger("valid_until").map { CalendarDay(daysSince1970: Int($0)) })
  }
}

extension Database {
  /// Whether an account's row may pay on that business day.
  func isInTime(account id: Int64, on day: CalendarDay) throws -> Bool {
    try row(
      """
      SELECT 1 FROM accounts WHERE id = ? AND ifnull(valid_from, ?) <= ? AND ifnull(valid_until, ?)
        >= ?
      """,
      [id, day.daysSince1970, day.daysSince1970, day.daysSince1970, day.daysSince1970]) != nil
  }
}
