/// How long things took, in microseconds.
struct Times {
  private var all: [Double] = []

  mutating func add(_ microseconds: Double) {
    all.append(microseconds)
  }

  var median: Double { quantile(0.5) }

  /// The time that this share does not exceed (nearest rank).
  func quantile(_ share: Double) -> Double {
    let sorted = all.sorted()
    guard !sorted.isEmpty else { return 0 }
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  func text(_ share: Double) -> String {
    "\(Int(quantile(share).rounded())) us"
  }
}
