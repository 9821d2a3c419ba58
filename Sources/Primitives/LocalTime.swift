/// What a clock and a calendar on the canteen's wall show.
public struct LocalTime: Hashable, Comparable, Sendable, Codable {
  /// The calendar day.
  public var day: CalendarDay

  /// Minutes since midnight, 0 to 1439.
  public var minuteOfDay: Int

  /// Makes a local time; the minute counts from midnight.
  public init(day: CalendarDay, minuteOfDay: Int) {
    self.day = day
    self.minuteOfDay = minuteOfDay
  }

  /// The business day this time belongs to: times before the day start count to the day before.
  public func businessDay(startingAtMinute dayStartMinute: Int) -> CalendarDay {
    minuteOfDay < dayStartMinute ? CalendarDay(daysSince1970: day.daysSince1970 - 1) : day
  }

  public static func < (left: LocalTime, right: LocalTime) -> Bool {
    (left.day, left.minuteOfDay) < (right.day, right.minuteOfDay)
  }
}
