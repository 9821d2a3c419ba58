import Primitives

extension SeededGenerator {
  /// A number of a range, evenly.
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A duration of a range, evenly, in whole nanoseconds.
  mutating func duration(_ range: ClosedRange<Duration>) -> Duration {
    let low = range.lowerBound.wholeNanoseconds
    let width = range.upperBound.wholeNanoseconds - low
    return .nanoseconds(low + Int64(Double(width) * unit()))
  }

  /// The index of one of several weights, in proportion; the last if all are 0.
  mutating func index(of weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }
}
