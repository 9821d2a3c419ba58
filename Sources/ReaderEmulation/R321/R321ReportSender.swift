import Primitives

/// The sending half of an R321 reader: frames in, reports of 64 bytes out, each when it is due.
struct R321ReportSender: Sendable {
  static let reportBytes = 64

  /// The most reports that wait for a host that does not fetch them; the oldest are lost.
  private static let waitingMax = 256

  private var memory = [UInt8](repeating: 0, count: reportBytes)
  private var waiting: [(due: Moment, bytes: [UInt8])] = []
  private var lastDue = Moment.origin

  /// When the next report is due, if any waits.
  var nextDue: Moment? { waiting.first?.due }

  /// When the last report that was ever sent is out.
  var busyUntil: Moment { lastDue }

  /// Sends a frame, its first report at a moment, the others one after another.
  mutating func send(_ frame: [UInt8], at moment: Moment, settings: R321EmulatorSettings) {
    var due = waiting.isEmpty ? moment : max(moment, lastDue + settings.reportInterval)
    for start in stride(from: 0, to: frame.count, by: Self.reportBytes - 1) {
      let content = frame[start..<min(start + Self.reportBytes - 1, frame.count)]
      if !settings.leavesStalePadding {
        memory = [UInt8](repeating: 0, count: Self.reportBytes)
      }
      memory.replaceSubrange(0...content.count, with: [UInt8(content.count)] + content)
      waiting.append((due, memory))
      lastDue = due
      due = due + settings.reportInterval
    }
    waiting.removeFirst(max(0, waiting.count - Self.waitingMax))
  }

  /// The reports that are due, each handed out once.
  mutating func output(upTo now: Moment) -> [UInt8] {
    let due = waiting.prefix { $0.due <= now }
    waiting.removeFirst(due.count)
    return due.flatMap(\.bytes)
  }
}
