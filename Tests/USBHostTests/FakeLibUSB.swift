import Dispatch
import Synchronization

@testable import USBHost

/// A libusb that lives in memory and follows a test's script.
///
/// It is honest where it matters: callbacks come only from `handleEvents`, a cancelled transfer
/// still ends through its callback, data waits until a transfer asks for it, and every misuse
/// (memory freed under a transfer, a handle used after its close) is kept as a violation.
final class FakeLibUSB: Sendable {
  let state = Mutex(FakeState())

  init(_ devices: [FakeDevice] = [.reader()]) {
    for device in devices {
      plug(device, quietly: true)
    }
  }

  // MARK: What tests look at

  /// The calls so far, such as `claim 0`, without those that only look.
  var log: [String] { state.withLock { $0.log } }

  /// What was misused; empty if all was well.
  var violations: [String] { state.withLock { $0.violations } }

  /// What is still held: contexts, handles, references, claims, transfers, callbacks.
  var leaks: [String] { state.withLock { $0.leaks } }

  var submittedCount: Int { state.withLock { $0.waitingTransfers().count } }

  /// How often a device was opened, by address.
  func openings(address: UInt8) -> Int {
    log.count { $0 == "open \(address)" }
  }

  func count(of call: String) -> Int {
    log.count { $0 == call }
  }

  /// Waits, without a clock, until the state is as wished.
  func until(_ isReached: @escaping @Sendable (borrowing FakeState) -> Bool) async {
    await withCheckedContinuation { continuation in
      change { state in
        state.watchers.append((isReached, continuation))
      }
    }
  }

  /// Waits until so many transfers wait on an endpoint.
  func untilWaiting(_ count: Int, on endpoint: UInt8) async {
    await until { $0.waitingTransfers(on: endpoint).count >= count }
  }

  // MARK: The script

  func change<Result>(_ body: (inout FakeState) -> sending Result) -> sending Result {
    let (result, reached) = state.withLock { state in
      let result = body(&state)
      var reached: [CheckedContinuation<Void, Never>] = []
      var rest: [FakeState.Watcher] = []
      for watcher in state.watchers {
        if watcher.isReached(state) {
          reached.append(watcher.continuation)
        } else {
          rest.append(watcher)
        }
      }
      state.watchers = rest
      return (result, reached)
    }
    for continuation in reached {
      continuation.resume()
    }
    return result
  }

  /// Makes the call of that name fail the nth time (from 1).
  func fail(_ call: String, at number: Int = 1, with code: USBErrorCode) {
    change { $0.failures[call, default: [:]][number] = code }
  }

  /// Makes the nth call that can fail, whichever it is, fail.
  func failAnyCall(at number: Int, with code: USBErrorCode) {
    change { $0.anyFailure = (number, code) }
  }

  /// Plugs a device in; `quietly` without a hotplug event.
  @discardableResult
  func plug(_ device: FakeDevice, quietly: Bool = false) -> DeviceRef {
    change { state in
      let reference = DeviceRef(bits: state.mint())
      state.devices[reference] = device
      if !quietly {
        state.postHotplug(reference, arrived: true)
      }
      return reference
    }
  }

  /// Unplugs the device at an address: its transfers end, its handles are of no more use.
  func unplug(address: UInt8) {
    change { state in
      for (reference, device) in state.devices
      where device.facts.address == address && device.isPlugged {
        state.devices[reference]?.isPlugged = false
        for transfer in state.waitingTransfers(of: reference) {
          state.complete(transfer, .noDevice, bytes: [])
        }
        state.postHotplug(reference, arrived: false)
      }
    }
  }

  /// The device has bytes for the host: the next transfer on the endpoint gets them.
  func push(_ bytes: [UInt8], on endpoint: UInt8 = 0x81) {
    change { state in
      state.outbox[endpoint, default: []].append(bytes)
      state.serve(endpoint)
    }
  }

  /// Ends the transfer that has waited longest on an endpoint.
  func end(
    _ endpoint: UInt8 = 0x81, as status: USBTransferStatus, bytes: [UInt8] = [], times: Int = 1
  ) {
    change { state in
      guard let transfer = state.waitingTransfers(on: endpoint).first else { return }
      state.repeatsCallbacks = times > 1
      for _ in 0..<times {
        state.complete(transfer, status, bytes: bytes)
      }
    }
  }

  /// Keeps the callbacks of cancelled transfers back until `releaseCancellations`.
  func holdCancellations() {
    change { $0.holdsCancellations = true }
  }

  func releaseCancellations() {
    change { state in
      state.holdsCancellations = false
      for transfer in state.waitingTransfers() where state.transfers[transfer]?.isCancelled == true
      {
        state.complete(transfer, .cancelled, bytes: [])
      }
    }
  }
}
