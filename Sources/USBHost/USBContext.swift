import Dispatch
import Synchronization

/// One libusb context: its event thread, the devices opened in it, and their orderly end.
///
/// It lives until `shutdown`, which closes what is open, ends the event thread and only then calls
/// `libusb_exit`. A device keeps its context alive; a context keeps the list of its open devices.
final class USBContext: Sendable {
  let calls: LibUSBCalls
  let reference: ContextRef
  /// Made for one device only, and ended when that one is closed.
  let isPrivate: Bool
  private let loop: EventLoop
  private let watch: HotplugRef?
  private let work = BlockingQueue("context")
  /// Entered by everything that needs the context: enumerations, openings, open devices.
  private let uses = DispatchGroup()
  private let state = Mutex(State())

  private enum Phase {
    case running, ending, ended
  }

  private struct State {
    var phase = Phase.running
    var devices: [USBDevice] = []
    var waiters: [@Sendable () -> Void] = []
  }

  /// Starts libusb and the event thread; blocks while libusb looks over the bus.
  ///
  /// Hotplug events go to `events`; without hotplug the context works the same and stays silent.
  init(calls: LibUSBCalls, events: BusEventQueue, isPrivate: Bool = false) throws(USBError) {
    let reference = try Self.initialise(calls)
    self.calls = calls
    self.reference = reference
    self.isPrivate = isPrivate
    watch = isPrivate ? nil : Self.watch(calls, reference, events)
    loop = EventLoop(calls: calls, context: reference) { code in
      events.deliver(.eventHandlingFailed(USBError(code, call: "libusb_handle_events")))
    }
    loop.start()
  }

  /// Whether plugging and unplugging is noticed, and the context's list of devices kept up.
  var hearsHotplug: Bool {
    watch != nil
  }

  /// Whether it was shut down, to the last C call.
  var hasEnded: Bool {
    state.withLock { $0.phase == .ended }
  }

  /// Closes every device, ends the event thread, and gives the context back; then calls `then`.
  ///
  /// Waits for the final callback of every transfer. Any number of times, from any thread.
  func shutdown(then: @escaping @Sendable () -> Void) {
    let phase = state.withLock { state -> Phase in
      let before = state.phase
      if before == .running {
        state.phase = .ending
      }
      if before != .ended {
        state.waiters.append(then)
      }
      return before
    }
    switch phase {
    case .running: end()
    case .ending: break
    case .ended: then()
    }
  }

  private func end() {
    for device in state.withLock({ $0.devices }) {
      device.close {}
    }
    uses.notify(queue: work.queue) { [self] in
      tearDown()
    }
  }

  /// Nothing uses the context any more. The watch goes first, what it holds only after the thread.
  private func tearDown() {
    if let watch {
      calls.deregisterHotplug(reference, watch)
    }
    loop.stop()
    if let watch {
      calls.freeHotplug(watch)
    }
    calls.exit(reference)
    let waiters = state.withLock { state in
      state.phase = .ended
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters {
      waiter()
    }
  }

  // MARK: Uses

  /// Keeps the context up until `endUse`; refused once it is ending.
  func beginUse(_ call: String) throws(USBError) {
    try state.withLock { state throws(USBError) in
      guard state.phase == .running else { throw USBError(.closed, call: call) }
      uses.enter()
    }
  }

  func endUse() {
    uses.leave()
  }

  /// Takes a device into the list of open ones; refused once the context is ending.
  func register(_ device: USBDevice) throws(USBError) {
    try state.withLock { state throws(USBError) in
      guard state.phase == .running else {
        throw USBError(.closed, call: "open", subject: device.summary.description)
      }
      state.devices.append(device)
    }
  }

  /// The device has been closed to the last C call; it was one use of the context.
  func closed(_ device: USBDevice, then: @escaping @Sendable () -> Void) {
    state.withLock { $0.devices.removeAll { $0 === device } }
    endUse()
    if isPrivate {
      shutdown(then: then)
    } else {
      then()
    }
  }

  /// The device that is open here at a bus and address, if one is.
  func openDevice(bus: UInt8, address: UInt8) -> USBDevice? {
    state.withLock { state in
      state.devices.first { $0.summary.bus == bus && $0.summary.address == address }
    }
  }

  // MARK: Starting

  private static func initialise(_ calls: LibUSBCalls) throws(USBError) -> ContextRef {
    do throws(USBErrorCode) {
      return try calls.initialise()
    } catch .other where !calls.busFolderExists() {
      throw USBError(.noBus, call: "libusb_init", detail: "/dev/bus/usb is missing")
    } catch {
      throw USBError(error, call: "libusb_init")
    }
  }

  private static func watch(
    _ calls: LibUSBCalls, _ reference: ContextRef, _ events: BusEventQueue
  ) -> HotplugRef? {
    guard calls.hearsHotplug() else { return nil }
    return try? calls.registerHotplug(reference) { device, arrived in
      guard let facts = try? calls.describe(device) else { return }
      let summary = USBDeviceSummary(facts)
      events.deliver(arrived ? .arrived(summary) : .departed(summary))
    }
  }
}
