/// A point on the station's monotonic clock, in nanoseconds since the runner's own origin.
///
/// The pure parts never read a clock: whoever feeds them says what moment it is. A `Moment` says
/// nothing about the time of day; `WallTime` does.
public struct Moment: Hashable, Comparable, Sendable, Codable {
  /// Nanoseconds since the runner's origin.
  public var nanoseconds: Int64

  /// The runner's origin.
  public static let origin = Moment(nanoseconds: 0)

  /// Makes a moment a number of nanoseconds after the runner's origin.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Makes a moment a number of milliseconds after the runner's origin.
  public init(milliseconds: Int64) {
    self.nanoseconds = milliseconds * 1_000_000
  }

  /// The time from another moment to this one; negative if this one is earlier.
  public func since(_ earlier: Moment) -> Duration {
    .nanoseconds(nanoseconds - earlier.nanoseconds)
  }

  public static func < (left: Moment, right: Moment) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  public static func + (moment: Moment, duration: Duration) -> Moment {
    Moment(nanoseconds: moment.nanoseconds + duration.wholeNanoseconds)
  }

  public static func - (moment: Moment, duration: Duration) -> Moment {
    Moment(nanoseconds: moment.nanoseconds - duration.wholeNanoseconds)
  }
}

extension Duration {
  /// The duration in nanoseconds, cut to a whole number; exact to 292 years.
  public var wholeNanoseconds: Int64 {
    let parts = components
    return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
  }

  /// The duration in milliseconds, cut to a whole number.
  public var wholeMilliseconds: Int64 {
    wholeNanoseconds / 1_000_000
  }
}
