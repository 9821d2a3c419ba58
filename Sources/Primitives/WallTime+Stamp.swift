extension WallTime {
  /// This time on a clock that far east of UTC, with that distance, as RFC 3339 writes it:
  /// `2026-11-24T12:00:00.123+08:00`.
  public func stamp(utcOffsetSeconds: Int) -> String {
    // RFC 3339 has no seconds in the offset, so the clock shows none of them either.
    let offsetMinutes = utcOffsetSeconds / 60
    let local = local(utcOffsetSeconds: offsetMinutes * 60)
    let millisecond = milliseconds - milliseconds.flooredMinute
    let clock = "\(Self.padded(local.minuteOfDay / 60)):\(Self.padded(local.minuteOfDay % 60))"
    let seconds = Self.padded(Int(millisecond / 1000))
    let fraction = String(1000 + millisecond % 1000).dropFirst()
    let distance = abs(offsetMinutes)
    let offset = "\(Self.padded(distance / 60)):\(Self.padded(distance % 60))"
    let sign = offsetMinutes < 0 ? "-" : "+"
    return "\(local.day)T\(clock):\(seconds).\(fraction)\(sign)\(offset)"
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension Int64 {
  /// The last whole minute at or before so many milliseconds.
  fileprivate var flooredMinute: Int64 {
    let rest = self % 60_000
    return self - (rest < 0 ? rest + 60_000 : rest)
  }
}
