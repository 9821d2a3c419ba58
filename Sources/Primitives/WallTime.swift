/// A point in civil time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct WallTime: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// Makes a wall time from milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: WallTime, right: WallTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  public static func + (time: WallTime, duration: Duration) -> WallTime {
    WallTime(milliseconds: time.milliseconds + duration.wholeMilliseconds)
  }

  /// The day and minute this time shows on a clock that far east of UTC.
  public func local(utcOffsetSeconds: Int) -> LocalTime {
    let localSeconds = milliseconds.flooredQuotient(1000) + Int64(utcOffsetSeconds)
    let day = localSeconds.flooredQuotient(86_400)
    let second = Int(localSeconds - day * 86_400)
    return LocalTime(day: CalendarDay(daysSince1970: Int(day)), minuteOfDay: second / 60)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
