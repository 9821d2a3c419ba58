@testable import USBHost

extension FakeState {
  /// The plugged devices, in the order they were plugged in.
  var pluggedDevices: [DeviceRef] {
    devices.filter { $0.value.isPlugged }.keys.sorted { $0.bits < $1.bits }
  }

  /// The device behind an open handle; a closed one is a violation.
  mutating func device(of handle: HandleRef, _ call: String) -> FakeDevice? {
    guard let open = handles[handle] else {
      violations.append("\(call) on a closed handle")
      return nil
    }
    return devices[open.device]
  }

  mutating func change(_ handle: HandleRef, _ body: (inout FakeDevice) -> Void) {
    guard let reference = handles[handle]?.device, var device = devices[reference] else { return }
    body(&device)
    devices[reference] = device
  }
}

extension FakeLibUSB {
  /// A step on a handle: the device has to be there, and the script may make it fail.
  private func step<Value>(
    _ call: String, _ handle: HandleRef, _ detail: String = "",
    _ body: (inout FakeState, FakeDevice) throws(USBErrorCode) -> sending Value
  ) throws(USBErrorCode) -> Value {
    let result: Result<Value, USBErrorCode> = change { state in
      do throws(USBErrorCode) {
        state.log.append(detail.isEmpty ? call : "\(call) \(detail)")
        try state.enter(call)
        guard let device = state.device(of: handle, call), device.isPlugged else {
          throw .noDevice
        }
        return .success(try body(&state, device))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  @Sendable func setAutoDetach(_ handle: HandleRef) throws(USBErrorCode) {
    try step("auto-detach", handle) { state, _ throws(USBErrorCode) in
      guard state.supportsAutoDetach else { throw .notSupported }
      state.handles[handle]?.autoDetach = true
    }
  }

  @Sendable func kernelDriverActive(
    _ handle: HandleRef, _ interface: Int32
  ) throws(USBErrorCode) -> Bool {
    try step("driver active?", handle) { _, device throws(USBErrorCode) in
      device.kernelDrivers.contains(interface)
    }
  }

  @Sendable func detachKernelDriver(
    _ handle: HandleRef, _ interface: Int32
  ) throws(USBErrorCode) {
    try step("detach", handle, "\(interface)") { state, device throws(USBErrorCode) in
      guard device.kernelDrivers.contains(interface) else { throw .notFound }
      state.change(handle) { $0.kernelDrivers.remove(interface) }
    }
  }

  @Sendable func attachKernelDriver(
    _ handle: HandleRef, _ interface: Int32
  ) throws(USBErrorCode) {
    try step("attach", handle, "\(interface)") { state, _ throws(USBErrorCode) in
      state.change(handle) { $0.kernelDrivers.insert(interface) }
    }
  }

  @Sendable func claim(_ handle: HandleRef, _ interface: Int32) throws(USBErrorCode) {
    try step("claim", handle, "\(interface)") { state, device throws(USBErrorCode) in
      let autoDetach = state.handles[handle]?.autoDetach == true
      guard !device.heldElsewhere.contains(interface),
        autoDetach || !device.kernelDrivers.contains(interface)
      else { throw .busy }
      state.claims[handle, default: []].insert(interface)
    }
  }

  /// Releasing always takes effect, as in the kernel, whatever it answers.
  @Sendable func release(_ handle: HandleRef, _ interface: Int32) throws(USBErrorCode) {
    change { _ = $0.claims[handle]?.remove(interface) }
    try step("release", handle, "\(interface)") { _, _ throws(USBErrorCode) in () }
  }

  @Sendable func clearHalt(_ handle: HandleRef, _ endpoint: UInt8) throws(USBErrorCode) {
    try step("clear halt", handle, "\(endpoint)") { state, _ throws(USBErrorCode) in
      if !state.waitingTransfers(on: endpoint, of: state.handles[handle]?.device).isEmpty {
        state.violations.append("halt cleared under a waiting transfer")
      }
    }
  }

  @Sendable func reset(_ handle: HandleRef) throws(USBErrorCode) {
    try step("reset", handle) { _, _ throws(USBErrorCode) in () }
  }

  // MARK: Transfers

  @Sendable func allocateTransfer(_ length: Int) -> TransferRef? {
    change { state in
      do throws(USBErrorCode) {
        try state.enter("allocate")
      } catch {
        return nil
      }
      let reference = TransferRef(bits: state.mint())
      state.transfers[reference] = FakeState.Transfer(buffer: Array(repeating: 0, count: length))
      return reference
    }
  }

  @Sendable func submitTransfer(
    _ reference: TransferRef, _ order: TransferOrder, _ callback: @escaping TransferCallback
  ) throws(USBErrorCode) {
    try step("submit", order.handle, "\(order.endpoint)") { state, device throws(USBErrorCode) in
      guard var transfer = state.transfers[reference] else { throw .invalidParameter }
      if order.timeoutMilliseconds == 0 || order.length > transfer.buffer.count {
        state.violations.append("a transfer without end or beyond its buffer")
      }
      transfer.order = order
      transfer.callback = callback
      transfer.number = Int(state.mint())
      transfer.isEnding = false
      state.transfers[reference] = transfer
      let isOut = order.endpoint & 0x80 == 0 && order.kind != .control
      if isOut, device.takesOutput {
        state.sent.append(order.outgoing)
        state.complete(reference, .completed, bytes: [])
      }
      state.serve(order.endpoint)
      if order.kind == .control, let answersControl = device.answersControl {
        let answer = answersControl(order.outgoing)
        state.log.append("control \(hexadecimal(order.outgoing))")
        state.complete(reference, answer == nil ? .stalled : .completed, bytes: answer ?? [])
      }
    }
  }

  /// The setup packet as type, request, value, index, then the data.
  private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
    guard digits.count >= 8 else { return digits.joined() }
    let words = [digits[0], digits[1], digits[3] + digits[2], digits[5] + digits[4]]
    return (words + digits.dropFirst(8)).joined(separator: " ")
  }

  @Sendable func cancelTransfer(_ reference: TransferRef) throws(USBErrorCode) {
    let isWaiting = change { state in
      guard let transfer = state.transfers[reference] else {
        state.violations.append("cancelled a freed transfer")
        return false
      }
      guard transfer.order != nil, !transfer.isEnding else { return false }
      state.log.append("cancel")
      state.transfers[reference]?.isCancelled = true
      if !state.holdsCancellations {
        state.complete(reference, .cancelled, bytes: [])
      }
      return true
    }
    guard isWaiting else { throw .notFound }
  }

  @Sendable func freeTransfer(_ reference: TransferRef) {
    change { state in
      guard let transfer = state.transfers.removeValue(forKey: reference) else {
        return state.violations.append("freed twice")
      }
      if transfer.order != nil {
        state.violations.append("freed before its final callback")
      }
    }
  }
}
