public import Primitives

/// Takes a copy of what passes between the station and a reader.
public struct ChannelTap: Sendable {
  /// Which way bytes went.
  public enum Direction: Sendable {
    case toReader, fromReader
  }

  private let take: @Sendable (Direction, [UInt8], Moment) -> Void

  /// Makes a tap that hands everything to a closure, which must not block.
  public init(_ take: @escaping @Sendable (Direction, [UInt8], Moment) -> Void) {
    self.take = take
  }

  func note(_ direction: Direction, _ bytes: [UInt8], at moment: Moment) {
    take(direction, bytes, moment)
  }
}
