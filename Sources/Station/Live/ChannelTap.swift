public import Primitives
public import Readers

/// Takes a copy of what passes between the station and a reader.
public struct ChannelTap: Sendable {
  /// Takes a transfer with the moment at which it passed.
  public typealias Taker = @Sendable (CaptureLine.Direction, [UInt8], Moment) -> Void

  private let wanted: @Sendable () -> Bool
  private let take: Taker

  /// Makes a tap that hands everything to a closure, which must be quick, for as long as it is
  /// wanted.
  public init(while wanted: @escaping @Sendable () -> Bool = { true }, _ take: @escaping Taker) {
    self.wanted = wanted
    self.take = take
  }

  /// False once nobody looks at what is taken.
  var isWanted: Bool { wanted() }

  func note(_ direction: CaptureLine.Direction, _ bytes: [UInt8], at moment: Moment) {
    take(direction, bytes, moment)
  }
}
