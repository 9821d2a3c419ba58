import Dispatch
import Synchronization

@testable import USBHost

extension FakeLibUSB {
  /// The table that goes where libusb's would.
  var calls: LibUSBCalls {
    LibUSBCalls(
      version: { "1.0.26" },
      busFolderExists: { self.state.withLock { $0.hasBusFolder } },
      hearsHotplug: { self.state.withLock { $0.hearsHotplug } },
      initialise: initialise,
      exit: exit,
      handleEvents: handleEvents,
      interruptEvents: { context in
        self.change { _ = $0.contexts[context]?.wake.signal() }
      },
      registerHotplug: registerHotplug,
      deregisterHotplug: { context, _ in
        self.change { state in
          state.contexts[context]?.callback = nil
          state.log.append("deregister hotplug")
        }
      },
      freeHotplug: { watch in
        self.change { state in
          if !state.contexts.values.allSatisfy({ $0.callback == nil }) {
            state.violations.append("hotplug block freed under its callback")
          }
          state.hotplugBlocks.remove(watch.bits)
        }
      },
      deviceList: deviceList,
      unreference: unreference,
      describe: describe,
      activeInterfaces: activeInterfaces,
      open: open,
      close: close,
      string: string,
      setAutoDetach: setAutoDetach,
      kernelDriverActive: kernelDriverActive,
      detachKernelDriver: detachKernelDriver,
      attachKernelDriver: attachKernelDriver,
      claim: claim,
      release: release,
      clearHalt: clearHalt,
      reset: reset,
      allocateTransfer: allocateTransfer,
      submitTransfer: submitTransfer,
      cancelTransfer: cancelTransfer,
      transferBytes: { reference, range in
        self.state.withLock { state in
          guard let buffer = state.transfers[reference]?.buffer else {
            state.violations.append("bytes of a freed transfer")
            return []
          }
          return Array(buffer[range.clamped(to: buffer.indices)])
        }
      },
      freeTransfer: freeTransfer)
  }

  /// Runs a step that the script may make fail.
  private func attempt<Value>(
    _ call: String, _ body: (inout FakeState) throws(USBErrorCode) -> sending Value
  ) throws(USBErrorCode) -> Value {
    let result: Result<Value, USBErrorCode> = change { state in
      do throws(USBErrorCode) {
        try state.enter(call)
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  // MARK: Context

  @Sendable private func initialise() throws(USBErrorCode) -> ContextRef {
    try attempt("init") { state throws(USBErrorCode) in
      guard state.hasBusFolder else { throw .other }
      let context = ContextRef(bits: state.mint())
      state.contexts[context] = FakeState.Context()
      state.lists[context] = state.pluggedDevices
      state.log.append("init")
      return context
    }
  }

  @Sendable private func exit(_ context: ContextRef) {
    change { state in
      if state.contexts.removeValue(forKey: context) == nil {
        state.violations.append("exit of no context")
      }
      if state.handles.values.contains(where: { $0.context == context }) {
        state.violations.append("exit with an open handle")
      }
      state.log.append("exit")
    }
  }

  @Sendable private func handleEvents(
    _ context: ContextRef, _ milliseconds: Int
  ) throws(USBErrorCode) {
    try attempt("handle events") { _ throws(USBErrorCode) in () }
    guard let wake = state.withLock({ $0.contexts[context]?.wake }) else {
      return change { $0.violations.append("events of no context") }
    }
    _ = wake.wait(timeout: .now() + .milliseconds(milliseconds))
    let events = change { state in
      let events = state.contexts[context]?.events ?? []
      state.contexts[context]?.events = []
      return events
    }
    for event in events {
      switch event {
      case .transfer(let reference, let status, let bytes):
        callBack(reference, status, bytes)
      case .hotplug(let device, let arrived):
        state.withLock { $0.contexts[context]?.callback }?(device, arrived)
      }
    }
  }

  private func callBack(_ reference: TransferRef, _ status: USBTransferStatus, _ bytes: [UInt8]) {
    let end = change { state -> (TransferCallback, Int)? in
      guard let transfer = state.transfers[reference], let order = transfer.order,
        let callback = transfer.callback
      else {
        state.repeatsCallbacks = false
        return state.callbacksToRepeat.removeValue(forKey: reference).map { ($0, bytes.count) }
      }
      let offset = order.kind == .control ? USBControlSetup.packetLength : 0
      for (index, byte) in bytes.enumerated() where offset + index < transfer.buffer.count {
        state.transfers[reference]?.buffer[offset + index] = byte
      }
      state.transfers[reference]?.order = nil
      if state.repeatsCallbacks {
        state.callbacksToRepeat[reference] = callback
      }
      let isOut = order.endpoint & 0x80 == 0 && order.kind != .control
      return (callback, isOut && bytes.isEmpty && status == .completed ? order.length : bytes.count)
    }
    if let (callback, length) = end {
      callback(status.rawValue, length)
    }
  }

  @Sendable private func registerHotplug(
    _ context: ContextRef, _ callback: @escaping HotplugCallback
  ) throws(USBErrorCode) -> HotplugRef {
    try attempt("register hotplug") { state throws(USBErrorCode) in
      state.contexts[context]?.callback = callback
      let block = state.mint()
      state.hotplugBlocks.insert(block)
      return HotplugRef(handle: 1, bits: block)
    }
  }

  // MARK: Devices

  @Sendable private func deviceList(_ context: ContextRef) throws(USBErrorCode) -> [DeviceRef] {
    try attempt("list") { state throws(USBErrorCode) in
      let list = state.keepsOldList ? state.lists[context] ?? [] : state.pluggedDevices
      for device in list {
        state.references[device, default: 0] += 1
        state.origins[device] = context
      }
      return list
    }
  }

  @Sendable private func unreference(_ device: DeviceRef) {
    change { state in
      state.references[device, default: 0] -= 1
      if state.references[device, default: 0] < 0 {
        state.violations.append("unreferenced too often")
      }
      state.log.append("unref \(state.devices[device]?.facts.address ?? 0)")
    }
  }

  @Sendable private func describe(_ device: DeviceRef) throws(USBErrorCode) -> DeviceFacts {
    guard let facts = state.withLock({ $0.devices[device]?.facts }) else { throw .noDevice }
    return facts
  }

  @Sendable private func activeInterfaces(
    _ device: DeviceRef
  ) throws(USBErrorCode) -> [USBInterface] {
    try attempt("config") { state throws(USBErrorCode) in
      state.devices[device]?.interfaces ?? []
    }
  }

  @Sendable private func open(_ device: DeviceRef) throws(USBErrorCode) -> HandleRef {
    state.withLock { $0.duringOpen }?()
    return try attempt("open") { state throws(USBErrorCode) in
      guard let found = state.devices[device], found.isPlugged, let origin = state.origins[device]
      else { throw .noDevice }
      state.log.append("open \(found.facts.address)")
      if let fault = found.openFault {
        throw fault
      }
      let handle = HandleRef(bits: state.mint())
      state.handles[handle] = (origin, device, false)
      return handle
    }
  }

  @Sendable private func close(_ handle: HandleRef) {
    change { state in
      guard let device = state.device(of: handle, "close") else { return }
      if state.claims[handle]?.isEmpty == false {
        state.violations.append("closed with a claimed interface")
      }
      if state.transfers.values.contains(where: { $0.order?.handle == handle }) {
        state.violations.append("closed with a transfer under way")
      }
      state.handles[handle] = nil
      state.claims[handle] = nil
      state.log.append("close \(device.facts.address)")
    }
  }

  @Sendable private func string(
    _ handle: HandleRef, _ index: UInt8
  ) throws(USBErrorCode) -> String {
    try attempt("string") { state throws(USBErrorCode) in
      guard let device = state.device(of: handle, "string") else { throw .noDevice }
      return switch index {
      case 1: device.manufacturer
      case 2: device.product
      default: device.serial ?? ""
      }
    }
  }
}
