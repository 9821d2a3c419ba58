/// A part of the day in which a menu holds, such as lunch.
public struct MealPeriod: Hashable, Sendable, Codable {
  /// The canteen's code.
  public var code: MealPeriodCode

  /// The names on display and reports.
  public var names: LocalizedName

  /// The first minute after midnight that belongs to the period, 0 to 1439.
  public var fromMinute: Int

  /// The first minute after midnight that no longer belongs to it, 1 to 1440. One that is not
  /// later than the first is on the next day: 22:00 to 02:00 is a night meal.
  public var toMinute: Int

  /// Makes a meal period.
  public init(code: MealPeriodCode, names: LocalizedName, fromMinute: Int, toMinute: Int) {
    self.code = code
    self.names = names
    self.fromMinute = fromMinute
    self.toMinute = toMinute
  }

  /// True if the minute of the day belongs to the period.
  public func contains(minuteOfDay: Int) -> Bool {
    spans.contains { $0.contains(minuteOfDay) }
  }

  /// True if some minute of the day belongs to both.
  public func overlaps(_ other: MealPeriod) -> Bool {
    spans.contains { span in other.spans.contains(where: span.overlaps) }
  }

  /// The minutes of one day that belong to the period: two spans when it passes midnight.
  private var spans: [Range<Int>] {
    if fromMinute < toMinute { return [fromMinute..<toMinute] }
    return [min(max(fromMinute, 0), 1440)..<1440, 0..<min(max(toMinute, 0), 1440)]
  }
}
