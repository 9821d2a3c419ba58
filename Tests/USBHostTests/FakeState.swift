import Dispatch

@testable import USBHost

/// Everything the fake libusb remembers.
struct FakeState {
  struct Transfer {
    var buffer: [UInt8]
    var order: TransferOrder?
    var callback: TransferCallback?
    var number = 0
    var isCancelled = false
    /// Its callback is in the queue of events.
    var isEnding = false
  }

  enum Event {
    case transfer(TransferRef, USBTransferStatus, [UInt8])
    case hotplug(DeviceRef, Bool)
  }

  struct Context {
    var events: [Event] = []
    var callback: HotplugCallback?
    let wake = DispatchSemaphore(value: 0)
  }

  typealias Watcher = (
    isReached: @Sendable (borrowing FakeState) -> Bool,
    continuation: CheckedContinuation<Void, Never>
  )

  var log: [String] = []
  var violations: [String] = []
  var watchers: [Watcher] = []
  var failures: [String: [Int: USBErrorCode]] = [:]
  var anyFailure: (number: Int, code: USBErrorCode)?
  var calls: [String: Int] = [:]
  var callsThatCanFail = 0
  var hasBusFolder = true
  var hearsHotplug = true
  var supportsAutoDetach = true
  /// As if no udev daemon ran: a context's list stays what it was when the context began.
  var keepsOldList = false
  var holdsCancellations = false
  /// What happens while `libusb_open` takes its time.
  var duringOpen: (@Sendable () -> Void)?

  var contexts: [ContextRef: Context] = [:]
  var lists: [ContextRef: [DeviceRef]] = [:]
  var hotplugBlocks: Set<UInt> = []
  var devices: [DeviceRef: FakeDevice] = [:]
  var references: [DeviceRef: Int] = [:]
  var handles: [HandleRef: (context: ContextRef, device: DeviceRef, autoDetach: Bool)] = [:]
  var origins: [DeviceRef: ContextRef] = [:]
  var claims: [HandleRef: Set<Int32>] = [:]
  var transfers: [TransferRef: Transfer] = [:]
  /// Callbacks that have come and are to come again.
  var callbacksToRepeat: [TransferRef: TransferCallback] = [:]
  var repeatsCallbacks = false
  var outbox: [UInt8: [[UInt8]]] = [:]
  var sent: [[UInt8]] = []
  private var minted: UInt = 0

  mutating func mint() -> UInt {
    minted += 1
    return minted
  }

  /// Counts a call and throws what the script has for it.
  mutating func enter(_ call: String) throws(USBErrorCode) {
    calls[call, default: 0] += 1
    // The event thread's own calls come when they come; counting them would move the others.
    if call != "handle events" {
      callsThatCanFail += 1
    }
    if let code = failures[call]?[calls[call, default: 0]] {
      throw code
    }
    if call != "handle events", let anyFailure, anyFailure.number == callsThatCanFail {
      throw anyFailure.code
    }
  }

  var leaks: [String] {
    var found: [String] = []
    if !contexts.isEmpty { found.append("\(contexts.count) contexts") }
    if !handles.isEmpty { found.append("\(handles.count) handles") }
    if !transfers.isEmpty { found.append("\(transfers.count) transfers") }
    if !hotplugBlocks.isEmpty { found.append("\(hotplugBlocks.count) hotplug blocks") }
    let held = references.values.reduce(0, +)
    if held != 0 { found.append("\(held) references") }
    let claimed = claims.values.reduce(0) { $0 + $1.count }
    if claimed != 0 { found.append("\(claimed) claims") }
    return found
  }

  // MARK: Transfers

  /// Transfers libusb has and whose end is not queued, oldest first.
  func waitingTransfers(on endpoint: UInt8? = nil, of device: DeviceRef? = nil) -> [TransferRef] {
    transfers.filter { _, transfer in
      guard let order = transfer.order, !transfer.isEnding else { return false }
      return (endpoint.map { $0 == order.endpoint } ?? true)
        && (device.map { $0 == handles[order.handle]?.device } ?? true)
    }
    .sorted { $0.value.number < $1.value.number }
    .map(\.key)
  }

  mutating func complete(_ reference: TransferRef, _ status: USBTransferStatus, bytes: [UInt8]) {
    guard let order = transfers[reference]?.order, let handle = handles[order.handle] else {
      return
    }
    transfers[reference]?.isEnding = true
    post(.transfer(reference, status, bytes), to: handle.context)
  }

  /// Gives what the device has to say to the transfers that ask.
  mutating func serve(_ endpoint: UInt8) {
    while let bytes = outbox[endpoint]?.first,
      let transfer = waitingTransfers(on: endpoint).first
    {
      outbox[endpoint]?.removeFirst()
      complete(transfer, .completed, bytes: bytes)
    }
  }

  // MARK: Events

  mutating func post(_ event: Event, to context: ContextRef) {
    contexts[context]?.events.append(event)
    contexts[context]?.wake.signal()
  }

  mutating func postHotplug(_ device: DeviceRef, arrived: Bool) {
    for context in contexts.keys.sorted(by: { $0.bits < $1.bits }) {
      post(.hotplug(device, arrived), to: context)
    }
  }
}
