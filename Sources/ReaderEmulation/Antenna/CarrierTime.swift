/// Time on the air, counted in periods of the 13.56 MHz carrier as the standards do.
///
/// A whole number of periods is a whole number of 10,000/13.56 ns steps, so sums are exact and the
/// same on every machine.
package struct CarrierTime: Equatable, Comparable, Sendable {
  /// Periods of the carrier, 73.75 ns each.
  var periods: Int64

  static let zero = CarrierTime(periods: 0)

  /// The time in nanoseconds, cut to a whole number.
  package var nanoseconds: Int64 { periods * 25_000 / 339 }

  /// The time as a duration, cut to whole nanoseconds.
  var duration: Duration { .nanoseconds(nanoseconds) }

  package static func < (left: CarrierTime, right: CarrierTime) -> Bool {
    left.periods < right.periods
  }

  static func + (left: CarrierTime, right: CarrierTime) -> CarrierTime {
    CarrierTime(periods: left.periods + right.periods)
  }

  static func += (left: inout CarrierTime, right: CarrierTime) {
    left.periods += right.periods
  }

  static func * (time: CarrierTime, count: Int) -> CarrierTime {
    CarrierTime(periods: time.periods * Int64(count))
  }
}
