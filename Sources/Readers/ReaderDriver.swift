public import Primitives

/// One reader family's protocol as a machine without I/O: the seam a new family implements.
///
/// It is fed bytes and moments and answers with actions. One request is in flight at a time. A
/// driver serves one opening of the channel: after a fatal fault a new one is made.
public protocol ReaderDriver: Sendable {
  /// The channel has just been opened: drain what an earlier owner left, then probe.
  mutating func open(at now: Moment) -> [DriverAction]

  /// Bytes have come from the reader, cut anywhere.
  mutating func received(_ bytes: [UInt8], at now: Moment) -> [DriverAction]

  /// The moment last asked for with `.wake` has come.
  mutating func deadlineReached(at now: Moment) -> [DriverAction]

  /// Starts a request; only when the driver is identified and idle.
  mutating func perform(_ request: ReaderRequest, at now: Moment) -> [DriverAction]

  /// Bytes to send before the channel is closed on purpose, so that the reader is left in a sane
  /// state; nobody waits for an answer.
  mutating func farewell(at now: Moment) -> [[UInt8]]

  /// Bytes received since the channel was opened that belonged to no sound frame.
  var damagedByteCount: Int { get }
}

extension ReaderDriver {
  /// Nothing to send: for families that leave no state behind.
  public mutating func farewell(at now: Moment) -> [[UInt8]] { [] }
}
