/// How long things took, in steps of 50 ms up to a minute.
struct WaitTally: Sendable {
  private static let stepMilliseconds = 50
  private static let stepCount = 1_200

  private var counts: [Int] = []
  private var total = 0

  mutating func note(_ milliseconds: Int) {
    if counts.isEmpty { counts = Array(repeating: 0, count: Self.stepCount) }
    counts[min(max(0, milliseconds / Self.stepMilliseconds), Self.stepCount - 1)] += 1
    total += 1
  }

  /// The end of the step that so many stay below, in milliseconds (nearest rank).
  func quantile(_ share: Double) -> Int? {
    guard total > 0 else { return nil }
    let rank = max(1, Int((share * Double(total)).rounded(.up)))
    var seen = 0
    for (step, count) in counts.enumerated() {
      seen += count
      if seen >= rank { return (step + 1) * Self.stepMilliseconds }
    }
    return nil
  }
}
