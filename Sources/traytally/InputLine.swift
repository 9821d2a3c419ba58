import Foundation

/// Lines somebody types, or that come through a pipe.
enum InputLine {
  /// The next line of standard input without its end; nothing when there will be no more.
  ///
  /// Reading blocks a thread, so it gets one of its own.
  static func next() async -> String? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: readLine()) }
    }
  }
}
