/// Lines that wait to be written, up to a bound; what comes beyond it is dropped and counted.
///
/// The newest lines are dropped, until everything that waits is taken: so the gap is one, and it
/// lies where it is told.
struct LineBacklog: Equatable {
  /// Lines to write now, and how many were dropped after them.
  struct Batch: Equatable {
    var lines: [String] = []
    var droppedCount = 0

    var isEmpty: Bool { lines.isEmpty && droppedCount == 0 }
  }

  private let linesMax: Int
  private var waiting = Batch()

  init(linesMax: Int) {
    self.linesMax = linesMax
  }

  /// Adds a line, or counts it as dropped.
  mutating func add(_ line: String) {
    guard waiting.droppedCount == 0, waiting.lines.count < linesMax else {
      waiting.droppedCount += 1
      return
    }
    waiting.lines.append(line)
  }

  /// Takes everything that waits.
  mutating func takeAll() -> Batch {
    defer { waiting = Batch() }
    return waiting
  }
}
