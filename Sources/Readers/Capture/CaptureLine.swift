/// One transfer between the station and a reader: when, which way, and the bytes.
///
///     +0.012300 < 02 00 0F 00 65 00 03 03 00 44 53 0D 30 74 69
public struct CaptureLine: Hashable, Sendable {
  /// Which way the bytes went.
  public enum Direction: Character, Hashable, Sendable {
    /// From the station to the reader.
    case toReader = ">"
    /// From the reader to the station.
    case fromReader = "<"
  }

  /// The time since the capture began.
  public var time: Duration

  /// Which way the bytes went.
  public var direction: Direction

  /// The bytes of the transfer.
  public var bytes: [UInt8]

  /// Makes a line.
  public init(time: Duration, direction: Direction, bytes: [UInt8]) {
    self.time = time
    self.direction = direction
    self.bytes = bytes
  }
}
