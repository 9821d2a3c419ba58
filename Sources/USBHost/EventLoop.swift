import Dispatch
import Synchronization

/// The one thread that runs a context's event handling, from its start to `stop`.
///
/// It sleeps in libusb until there is something to do. Everything libusb calls back, it calls back
/// here; nothing that runs here may block.
final class EventLoop: Sendable {
  private let calls: LibUSBCalls
  private let context: ContextRef
  private let onFault: @Sendable (USBErrorCode) -> Void
  private let thread = DispatchQueue(label: "traytally.usb.events")
  private let ending = Atomic<Bool>(false)
  private let hasEnded = DispatchGroup()
  private let pause = DispatchSemaphore(value: 0)

  /// libusb wakes the thread for every event; this only bounds one call.
  private static let callMilliseconds = 60_000

  init(
    calls: LibUSBCalls, context: ContextRef, onFault: @escaping @Sendable (USBErrorCode) -> Void
  ) {
    self.calls = calls
    self.context = context
    self.onFault = onFault
  }

  /// Starts the thread.
  func start() {
    thread.async(group: hasEnded) { [self] in
      run()
    }
  }

  /// Ends the thread and waits until it has left libusb. Not to be called on it.
  func stop() {
    ending.store(true, ordering: .sequentiallyConsistent)
    calls.interruptEvents(context)
    pause.signal()
    hasEnded.wait()
  }

  private func run() {
    var faultsInARow = 0
    while !ending.load(ordering: .sequentiallyConsistent) {
      do throws(USBErrorCode) {
        try calls.handleEvents(context, Self.callMilliseconds)
        faultsInARow = 0
      } catch .interrupted, .timedOut {
        continue
      } catch {
        if faultsInARow == 0 {
          onFault(error)
        }
        faultsInARow += 1
        wait(afterFault: faultsInARow)
      }
    }
  }

  /// A loop that fails at once would take a whole core: 10 ms, doubled each time, up to 1 s.
  private func wait(afterFault number: Int) {
    let milliseconds = min(1000, 10 << min(number - 1, 7))
    _ = pause.wait(timeout: .now() + .milliseconds(milliseconds))
  }
}
