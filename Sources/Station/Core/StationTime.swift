public import Primitives

/// What the clocks show when something reaches the station: the runner reads them, nobody else.
public struct StationTime: Hashable, Sendable {
  /// The monotonic clock: deadlines and durations.
  public var moment: Moment
  /// The civil clock: what stands in the books.
  public var wall: WallTime
  /// Seconds the canteen's wall clock is ahead of UTC now.
  public var utcOffsetSeconds: Int

  /// Makes a reading of the clocks.
  public init(moment: Moment, wall: WallTime, utcOffsetSeconds: Int) {
    self.moment = moment
    self.wall = wall
    self.utcOffsetSeconds = utcOffsetSeconds
  }

  /// What the canteen's clock and calendar show.
  public var local: LocalTime { wall.local(utcOffsetSeconds: utcOffsetSeconds) }
}
