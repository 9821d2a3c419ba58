import Primitives

/// How many trays a lane took in its busiest ten minutes.
struct RushHour: Sendable {
  /// The time that counts as one rush.
  static let window: Duration = .seconds(600)
  private static let windowMinutes = 10.0

  private var recent: [WallTime] = []
  private var most = 0

  /// Trays a minute.
  var mostPerMinute: Double { Double(most) / Self.windowMinutes }

  /// A tray was paid; they come in the order of the journal.
  mutating func note(_ time: WallTime) {
    // Behind a clock that was set back nothing can be told of the time before.
    if let last = recent.last, time < last { recent = [] }
    recent.removeAll { $0 + Self.window <= time }
    recent.append(time)
    most = max(most, recent.count)
  }
}

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
