import Dispatch
import Synchronization

/// An open device. Close it: only then are its interfaces, handle and reference given back.
///
/// Calls that block in C run on a queue of the device's own. Transfers are submitted from wherever
/// they are wanted and complete on libusb's event thread; a `then` is called on a second queue of
/// the device's own, in the order of completion.
public final class USBDevice: Sendable {
  /// What it is and where it is plugged in.
  public let summary: USBDeviceSummary
  /// The interfaces of its active configuration.
  public let interfaces: [USBInterface]

  let calls: LibUSBCalls
  let handle: HandleRef
  let deliveries = DispatchQueue(label: "traytally.usb.deliveries")
  let state = Mutex(State())
  private let context: USBContext
  private let reference: DeviceRef
  private let queue: BlockingQueue
  /// libusb takes the kernel driver off at the claim and puts it back at the release by itself.
  private let detachesByItself: Bool

  enum Phase {
    case open, closing, tearingDown, closed
  }

  struct Claim {
    var interface: UInt8
    /// The kernel's driver was taken off by hand and has to be put back.
    var tookKernelDriver: Bool
  }

  struct State {
    var phase = Phase.open
    var claims: [Claim] = []
    var inFlight: [USBTransfer] = []
    var submissions: UInt64 = 0
    var closeWaiters: [@Sendable () -> Void] = []
  }

  init(
    context: USBContext, queue: BlockingQueue, reference: DeviceRef, handle: HandleRef,
    summary: USBDeviceSummary, interfaces: [USBInterface]
  ) {
    self.context = context
    self.calls = context.calls
    self.queue = queue
    self.reference = reference
    self.handle = handle
    self.summary = summary
    self.interfaces = interfaces
    do throws(USBErrorCode) {
      try context.calls.setAutoDetach(handle)
      detachesByItself = true
    } catch {
      detachesByItself = false
    }
  }

  /// Claims an interface, taking the kernel's driver off it; `close` gives both back.
  ///
  /// Throws `.busy` if another program holds it. Claiming it again does nothing.
  public func claim(_ interface: USBInterface) async throws(USBError) {
    try await queue.run { [self] () throws(USBError) in
      try claimNow(interface.number)
    }
  }

  /// Clears a halted (stalled) endpoint. No transfer should be waiting on it.
  public func clearHalt(_ endpoint: USBEndpoint) async throws(USBError) {
    try await queue.run { [self] () throws(USBError) in
      try checkOpen("libusb_clear_halt")
      try calls.attempt("libusb_clear_halt", on: summary.description) {
        calls throws(USBErrorCode) in try calls.clearHalt(handle, endpoint.address)
      }
    }
  }

  /// Resets the device. It may come back as another one, at another address: that is thrown as
  /// `.notFound`, and then this device has to be closed and opened anew.
  public func reset() async throws(USBError) {
    try await queue.run { [self] () throws(USBError) in
      try checkOpen("libusb_reset_device")
      try calls.attempt("libusb_reset_device", on: summary.description) {
        calls throws(USBErrorCode) in try calls.reset(handle)
      }
    }
  }

  /// Cancels every transfer, waits for the final callback of each and for every `then` to return,
  /// releases the interfaces, puts kernel drivers back, and closes. Any number of times.
  public func close() async {
    await withCheckedContinuation { continuation in
      close { continuation.resume() }
    }
  }

  /// The same, calling `then` when all is done.
  public func close(then: @escaping @Sendable () -> Void) {
    let transfers = state.withLock { state -> [USBTransfer]? in
      guard state.phase != .closed else { return nil }
      state.closeWaiters.append(then)
      guard state.phase == .open else { return [] }
      state.phase = .closing
      return state.inFlight
    }
    guard let transfers else { return then() }
    for transfer in transfers {
      transfer.cancel()
    }
    tearDownIfQuiet()
  }

  /// The last transfer to end, or the close itself if there is none, starts the end; once.
  func tearDownIfQuiet() {
    let isMine = state.withLock { state in
      guard state.phase == .closing, state.inFlight.isEmpty else { return false }
      state.phase = .tearingDown
      return true
    }
    guard isMine else { return }
    queue.queue.async { [self] in
      tearDown()
    }
  }

  func checkOpen(_ call: String) throws(USBError) {
    guard state.withLock({ $0.phase == .open }) else { throw error(.closed, call) }
  }

  func error(_ code: USBErrorCode, _ call: String, _ detail: String? = nil) -> USBError {
    USBError(code, call: call, subject: summary.description, detail: detail)
  }
}

// MARK: - On the device's queue

extension USBDevice {
  private func claimNow(_ interface: UInt8) throws(USBError) {
    try checkOpen("libusb_claim_interface")
    guard interfaces.contains(where: { $0.number == interface }) else {
      throw error(.noEndpoint, "libusb_claim_interface", "it has no interface \(interface)")
    }
    guard !state.withLock({ $0.claims.contains { $0.interface == interface } }) else { return }
    let tookKernelDriver = try takeKernelDriver(interface)
    do throws(USBErrorCode) {
      try calls.claim(handle, Int32(interface))
    } catch {
      if tookKernelDriver {
        putBackKernelDriver(interface)
      }
      throw self.error(error, "libusb_claim_interface")
    }
    state.withLock {
      $0.claims.append(Claim(interface: interface, tookKernelDriver: tookKernelDriver))
    }
  }

  /// Where libusb does not do it by itself; whether a driver was there to be taken off.
  private func takeKernelDriver(_ interface: UInt8) throws(USBError) -> Bool {
    guard !detachesByItself, (try? calls.kernelDriverActive(handle, Int32(interface))) == true
    else {
      return false
    }
    do throws(USBErrorCode) {
      try calls.detachKernelDriver(handle, Int32(interface))
      return true
    } catch .notFound {
      return false
    } catch {
      throw self.error(error, "libusb_detach_kernel_driver")
    }
  }

  /// Fails if the device is gone, and then there is nothing to put back.
  private func putBackKernelDriver(_ interface: UInt8) {
    try? calls.attachKernelDriver(handle, Int32(interface))
  }

  private func tearDown() {
    for claim in state.withLock({ $0.claims }).reversed() {
      // A device that is gone has nothing to release; the rest of the way is the same.
      try? calls.release(handle, Int32(claim.interface))
      if claim.tookKernelDriver {
        putBackKernelDriver(claim.interface)
      }
    }
    calls.close(handle)
    calls.unreference(reference)
    context.closed(self) { [self] in
      let waiters = state.withLock { state in
        state.phase = .closed
        defer { state.closeWaiters = [] }
        return state.closeWaiters
      }
      for waiter in waiters {
        waiter()
      }
    }
  }
}
