internal import Primitives

/// When days are closed by themselves: at the same time of the canteen's clock every day.
struct CloseSchedule {
  /// A moment at which the day is to be closed.
  struct Due: Hashable, Sendable {
    /// When that is.
    var at: WallTime
    /// The business day that ends then.
    var businessDay: CalendarDay
  }

  /// Minutes after midnight.
  private let minute: Int
  private let dayStartMinute: Int
  private let offsets: ZoneOffsets

  /// - Parameters:
  ///   - minute: minutes after midnight at which a day is closed.
  ///   - dayStartMinute: minutes after midnight at which a business day starts.
  ///   - timeZone: the zone's name in the tz database.
  init(minute: Int, dayStartMinute: Int, timeZone: String) {
    self.minute = minute
    self.dayStartMinute = dayStartMinute
    offsets = ZoneOffsets(timeZone)
  }

  /// The last one that has come.
  func last(before now: WallTime) -> Due {
    let today = now.local(utcOffsetSeconds: offsets.seconds(at: now)).day.daysSince1970
    // Where the offset has just changed, today's may be yesterday's by the new one.
    let candidates = stride(from: today + 1, through: today - 2, by: -1).map(due)
    return candidates.first { $0.at <= now } ?? due(onDay: today - 2)
  }

  /// The one of a calendar day. A time that the clocks leave out is that much later; of one that
  /// they show twice it is always the same one.
  private func due(onDay day: Int) -> Due {
    let wanted = Int64(day) * 86_400 + Int64(minute) * 60
    let guess = wanted - Int64(offsets.seconds(at: WallTime(milliseconds: wanted * 1000)))
    let seconds = wanted - Int64(offsets.seconds(at: WallTime(milliseconds: guess * 1000)))
    let local = LocalTime(day: CalendarDay(daysSince1970: day), minuteOfDay: minute)
    return Due(
      at: WallTime(milliseconds: seconds * 1000),
      businessDay: local.businessDay(startingAtMinute: dayStartMinute))
  }
}
