internal import Primitives

extension StationTime {
  /// The civil time on the canteen's wall with its distance from UTC; see `WallTime.stamp`.
  public var stamp: String { wall.stamp(utcOffsetSeconds: utcOffsetSeconds) }
}
