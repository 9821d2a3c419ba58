internal import Primitives

/// Draws how long durable commits take in station time.
///
/// The shape is that of an SSD without power-loss protection: one sync takes 1 to 5 ms (smalldatum,
/// "fsync latency"), now and then the drive is busy with itself. A draw is uniform between the two
/// quantiles it falls between:
///
///     share of commits   0     0.50   0.90   0.99   1
///     milliseconds       0.9   2.5    5      10     30
struct CommitTimes: Sendable {
  private static let quantiles: [(share: Double, microseconds: Double)] = [
    (0, 900), (0.50, 2_500), (0.90, 5_000), (0.99, 10_000), (1, 30_000),
  ]

  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// How long the next commit takes, to the microsecond.
  mutating func next() -> Duration {
    let share = generator.unit()
    for (from, to) in zip(Self.quantiles, Self.quantiles.dropFirst()) where share < to.share {
      let part = (share - from.share) / (to.share - from.share)
      let time = from.microseconds + part * (to.microseconds - from.microseconds)
      return .microseconds(Int64(time))
    }
    return .milliseconds(30)
  }
}
