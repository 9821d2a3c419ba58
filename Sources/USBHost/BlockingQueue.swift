import Dispatch

/// A serial queue on which C calls that block may run, so that none does on Swift's own threads.
struct BlockingQueue: Sendable {
  let queue: DispatchQueue

  init(_ label: String) {
    queue = DispatchQueue(label: "traytally.usb.\(label)")
  }

  /// Runs the work there, after what was asked for before, and waits without holding a thread.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(USBError) -> Value
  ) async throws(USBError) -> Value {
    let result: Result<Value, USBError> = await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: Result { () throws(USBError) in try work() })
      }
    }
    return try result.get()
  }
}
