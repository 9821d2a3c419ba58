internal import Dispatch
internal import Synchronization

/// Writes lines on a thread of its own, so that whoever has a line to say never waits for a reader.
///
/// Up to `linesMax` lines wait while as many are being written. When a reader that had stalled goes
/// on, a line in the place of those that were dropped says how many they were.
public final class LineOutlet: Sendable {
  private struct State {
    var backlog: LineBacklog
    var isWriting = false
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var waiterCount = 0
  }

  private let queue = DispatchQueue(label: "traytally.lines")
  private let state: Mutex<State>
  private let gap: @Sendable (Int) -> String
  private let write: @Sendable (String) -> Void

  /// Makes an outlet.
  ///
  /// - Parameters:
  ///   - linesMax: the most lines that wait.
  ///   - gap: the line that stands for so many dropped ones.
  ///   - write: writes a line; it may block for as long as it likes.
  public init(
    linesMax: Int = 2048, gap: @escaping @Sendable (Int) -> String,
    write: @escaping @Sendable (String) -> Void
  ) {
    state = Mutex(State(backlog: LineBacklog(linesMax: linesMax)))
    self.gap = gap
    self.write = write
  }

  /// Takes a line to be written after those before it; returns at once.
  public func put(_ line: String) {
    let isFirst = state.withLock { state in
      state.backlog.add(line)
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if isFirst { queue.async { self.writeAll() } }
  }

  /// Waits until everything is written, but no longer than the limit.
  public func flush(within limit: Duration) async {
    await withCheckedContinuation { continuation in
      let number = state.withLock { state -> Int? in
        guard state.isWriting else { return nil }
        state.waiterCount += 1
        state.waiters[state.waiterCount] = continuation
        return state.waiterCount
      }
      guard let number else { return continuation.resume() }
      let (seconds, attoseconds) = limit.components
      let deadline = DispatchTime.now() + Double(seconds) + Double(attoseconds) / 1e18
      DispatchQueue.global().asyncAfter(deadline: deadline) {
        self.state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
      }
    }
  }

  private func writeAll() {
    while let batch = nextBatch() {
      for line in batch.lines { write(line) }
      if batch.droppedCount > 0 { write(gap(batch.droppedCount)) }
    }
  }

  /// What to write next; if there is nothing, the writing ends, and whoever waits for that goes on.
  private func nextBatch() -> LineBacklog.Batch? {
    let (batch, waiters) = state.withLock { state in
      let batch = state.backlog.takeAll()
      guard batch.isEmpty else { return (batch, [CheckedContinuation<Void, Never>]()) }
      state.isWriting = false
      defer { state.waiters.removeAll() }
      return (batch, Array(state.waiters.values))
    }
    for waiter in waiters { waiter.resume() }
    return batch.isEmpty ? nil : batch
  }
}
