import Glibc
public import Primitives

/// The machine's monotonic clock, CLOCK_MONOTONIC of POSIX, as moments since it began.
public enum MonotonicClock {
  /// The moment now.
  @Sendable
  public static func now() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
