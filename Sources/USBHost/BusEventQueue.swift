import Dispatch
import Synchronization

/// Carries bus events from libusb's callbacks to the one who asked for them, in order, on a thread
/// of its own: libusb forbids opening a device inside a callback, and none may block there.
final class BusEventQueue: Sendable {
  private let handler: @Sendable (USBBusEvent) -> Void
  private let queue = DispatchQueue(label: "traytally.usb.bus-events")
  private let waiting = Mutex(0)

  /// Events that may wait for a handler that does not return. More are dropped: an arrival that was
  /// missed is made good by the next try to open.
  static let waitingMax = 256

  init(_ handler: @escaping @Sendable (USBBusEvent) -> Void) {
    self.handler = handler
  }

  func deliver(_ event: USBBusEvent) {
    let isTaken = waiting.withLock { waiting in
      guard waiting < Self.waitingMax else { return false }
      waiting += 1
      return true
    }
    guard isTaken else { return }
    queue.async { [self] in
      waiting.withLock { $0 -= 1 }
      handler(event)
    }
  }
}
