extension CalendarDay {
  /// The last day of the day's month.
  public var lastOfMonth: CalendarDay {
    let (year, month, _) = parts
    let next =
      month == 12
      ? CalendarDay(year: year + 1, month: 1, day: 1)
      : CalendarDay(year: year, month: month + 1, day: 1)
    return next.map { CalendarDay(daysSince1970: $0.daysSince1970 - 1) } ?? self
  }
}
