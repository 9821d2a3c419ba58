/// How long a transfer may take; always a limit, never "for ever".
///
/// To libusb a timeout of 0 means without end, so a limit is at least one millisecond.
public struct USBTimeLimit: Hashable, Sendable {
  /// Whole milliseconds, from 1.
  public let milliseconds: UInt32

  /// The longest limit: an hour.
  public static let longest = USBTimeLimit(.seconds(3600))

  /// Makes a limit, rounded up to a millisecond and cut to between 1 ms and an hour.
  public init(_ duration: Duration) {
    let parts = duration.components
    guard parts.seconds >= 0, parts.attoseconds >= 0 else {
      milliseconds = 1
      return
    }
    guard parts.seconds < 3600 else {
      milliseconds = 3_600_000
      return
    }
    let attosecondsEach: Int64 = 1_000_000_000_000_000
    let fraction = (parts.attoseconds + attosecondsEach - 1) / attosecondsEach
    milliseconds = UInt32(max(1, parts.seconds * 1000 + fraction))
  }
}
