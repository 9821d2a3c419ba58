import Primitives

/// Times, kept in microseconds until a quantile of them is wanted.
struct Quantiles {
  private var microseconds: [Int32] = []

  var count: Int { microseconds.count }

  /// Takes a time of up to half an hour.
  mutating func add(_ time: Duration) {
    microseconds.append(Int32(clamping: time.wholeNanoseconds / 1_000))
  }

  /// The times in milliseconds at some shares in percent, by the nearest rank: the least time that
  /// so many percent of all do not exceed. Nothing if there are none.
  func milliseconds(_ percents: [Int]) -> [Double?] {
    let sorted = microseconds.sorted()
    return percents.map { percent in
      guard !sorted.isEmpty else { return nil }
      let rank = (sorted.count * percent + 99) / 100
      return Double(sorted[max(rank, 1) - 1]) / 1_000
    }
  }
}
