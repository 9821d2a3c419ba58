internal import Dispatch
internal import Logging
internal import Synchronization
internal import Trays

/// Writes what a station has learned into its file: every few minutes, and when it ends.
///
/// It works on a queue of its own at low priority: a decision waits for none of it. A file that
/// cannot be written is told once, and once more when it can be written again.
final class ExperienceKeeper: Sendable {
  /// How often it is written while the station serves.
  static let period = DispatchTimeInterval.seconds(300)

  private struct State {
    /// The content of the file as last written.
    var written: Int?
    var isTroubled = false
    var timer: (any DispatchSourceTimer)?
  }

  private let file: LearnedFile
  private let look: @Sendable () -> Experience
  private let logger = Logger(label: "traytally")
  private let queue = DispatchQueue(label: "traytally.experience", qos: .utility)
  private let state = Mutex(State())

  /// Makes a keeper that looks at the station through a closure; nothing is written before `start`.
  init(_ file: LearnedFile, look: @escaping @Sendable () -> Experience) {
    self.file = file
    self.look = look
  }

  /// Begins to write every few minutes.
  func start() {
    state.withLock { state in
      let timer = DispatchSource.makeTimerSource(queue: queue)
      timer.schedule(
        deadline: .now() + Self.period, repeating: Self.period, leeway: .seconds(10))
      timer.setEventHandler { [weak self] in _ = self?.write() }
      timer.activate()
      state.timer = timer
    }
  }

  /// Writes now; what is in the way if it could not. Blocks until it is done.
  func save() -> LearnedFileError? {
    queue.sync { write() }
  }

  /// Writes a last time and ends.
  func finish() async {
    state.withLock { $0.timer.take()?.cancel() }
    await withCheckedContinuation { continuation in
      queue.async {
        _ = self.write()
        continuation.resume()
      }
    }
  }

  private func write() -> LearnedFileError? {
    let text = ExperienceText.text(of: look())
    let mark = text.hashValue
    guard state.withLock({ $0.written != mark }) else { return nil }
    do throws(LearnedFileError) {
      try file.write(text)
      let wasTroubled = state.withLock { state in
        defer { state.isTroubled = false }
        state.written = mark
        return state.isTroubled
      }
      if wasTroubled { logger.notice("what the lanes have learned is written down again") }
      return nil
    } catch {
      let isNew = state.withLock { state in
        defer { state.isTroubled = true }
        return !state.isTroubled
      }
      if isNew { logger.warning("\(error)") }
      return error
    }
  }
}
