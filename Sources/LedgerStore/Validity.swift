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
  /// True if it includes the day.
  public func includes(_ day: CalendarDay) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }

  /// Reads the columns valid_from and valid_until.
  init(_ row: StoredRow) throws {
    self.init(
      from: try row.optionalInteger("valid_from").map { CalendarDay(daysSince1970: Int($0)) },
      until: try row.optionalInteger("valid_until").map { CalendarDay(daysSince1970: Int($0)) })
  }
}
