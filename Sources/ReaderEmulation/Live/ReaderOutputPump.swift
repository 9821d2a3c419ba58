import Dispatch
import Foundation
import Primitives
import Synchronization

/// A thread that hands out a reader's bytes when their time has come.
///
/// It sleeps until the reader's next output and is nudged when the host has sent something. It has
/// a thread of its own, because what takes the bytes may block.
final class ReaderOutputPump: Sendable {
  private let reader: EmulatedReaderBox
  private let clock: @Sendable () -> Moment
  private let deliver: @Sendable ([UInt8]) -> Void
  private let wakeUp = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)

  init(
    _ reader: EmulatedReaderBox, clock: @escaping @Sendable () -> Moment,
    deliver: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.reader = reader
    self.clock = clock
    self.deliver = deliver
  }

  /// Something may have changed: the thread looks again.
  func nudge() {
    wakeUp.signal()
  }

  /// Ends the thread as soon as it is back from handing out.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    wakeUp.signal()
  }

  /// The body of the thread; returns after `stop()`.
  func run() {
    while !isStopped.load(ordering: .acquiring) {
      let now = clock()
      let bytes = reader.output(upTo: now)
      if !bytes.isEmpty {
        deliver(bytes)
      } else if let next = reader.nextOutput {
        let nanoseconds = Int(max(0, next.since(now).wholeNanoseconds))
        _ = wakeUp.wait(timeout: .now() + .nanoseconds(nanoseconds))
      } else {
        wakeUp.wait()
      }
    }
  }
}
