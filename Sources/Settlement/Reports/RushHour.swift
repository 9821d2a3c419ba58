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
