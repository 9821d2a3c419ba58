/// What a reader has done since the station started.
public struct ReaderCounters: Hashable, Sendable {
  /// Rounds of any quality.
  public var rounds = 0
  /// Rounds the reader stopped early.
  public var partialRounds = 0
  /// Rounds in which silence proves nothing.
  public var disturbedRounds = 0
  /// Received bytes that belonged to no sound frame.
  public var damagedBytes = 0
  /// Times the channel was opened.
  public var opens = 0
  /// Times a reader that had been ready was lost.
  public var losses = 0
  /// Faults of any kind.
  public var faults = 0
  /// Bytes sent to the reader.
  public var bytesSent = 0
  /// Bytes received from the reader.
  public var bytesReceived = 0

  /// Makes counters at zero.
  public init() {}

  /// Openings after the first.
  public var reopens: Int { max(0, opens - 1) }
}
