import Synchronization

/// One transfer under way; from `USBDevice.submit`.
///
/// Its C memory and buffer live until libusb's final callback has come, whatever happens: a
/// cancellation only asks for that callback to come soon.
public final class USBTransfer: Sendable {
  /// Counts the device's transfers.
  let number: UInt64
  let endpointAddress: UInt8
  private let calls: LibUSBCalls
  private let order: TransferOrder
  private let receivedFrom: Int?
  private let isIdle: (@Sendable ([UInt8]) -> Bool)?
  private let state: Mutex<State>

  private enum Stage {
    case prepared
    case submitted(TransferRef)
    case ended(USBCompletion)
    case abandoned
  }

  private struct State {
    var stage = Stage.prepared
    var isCancelled = false
    var waiters: [CheckedContinuation<USBCompletion, Never>] = []
    var onEnd: (@Sendable (USBCompletion) -> Void)?
  }

  init(
    number: UInt64, calls: LibUSBCalls, order: TransferOrder, receivedFrom: Int?,
    isIdle: (@Sendable ([UInt8]) -> Bool)? = nil,
    onEnd: @escaping @Sendable (USBCompletion) -> Void
  ) {
    self.number = number
    self.endpointAddress = order.endpoint
    self.calls = calls
    self.order = order
    self.receivedFrom = receivedFrom
    self.isIdle = isIdle
    self.state = Mutex(State(onEnd: onEnd))
  }

  /// How the transfer ended; waits for that.
  public var completion: USBCompletion {
    get async {
      await withCheckedContinuation { continuation in
        let ended = state.withLock { state -> USBCompletion? in
          if case .ended(let completion) = state.stage {
            return completion
          }
          state.waiters.append(continuation)
          return nil
        }
        if let ended {
          continuation.resume(returning: ended)
        }
      }
    }
  }

  /// Asks libusb to end the transfer; it still ends through its completion, usually as `cancelled`,
  /// but as `completed` if that came first. Any number of times, at any time.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      guard case .submitted(let reference) = state.stage else { return }
      // The one failure means that it has ended already and the callback is on its way.
      try? calls.cancelTransfer(reference)
    }
  }

  /// Hands the transfer to libusb. The lock is held, so that a cancellation comes before or after
  /// the submission and never in between.
  func start() throws(USBErrorCode) {
    try state.withLock { state throws(USBErrorCode) in
      do throws(USBErrorCode) {
        guard !state.isCancelled else { throw .closed }
        guard let reference = calls.allocateTransfer(order.length) else { throw .noMemory }
        try submit(reference)
        state.stage = .submitted(reference)
      } catch {
        state.stage = .abandoned
        state.onEnd = nil
        throw error
      }
    }
  }

  private func submit(_ reference: TransferRef) throws(USBErrorCode) {
    do throws(USBErrorCode) {
      try handToLibUSB(reference)
    } catch {
      calls.freeTransfer(reference)
      throw error
    }
  }

  /// libusb's final callback. A second one finds nothing to end.
  private func end(_ status: USBTransferStatus, _ actualLength: Int) {
    let ended = state.withLock { state -> (USBCompletion, State)? in
      guard case .submitted(let reference) = state.stage else { return nil }
      let completion = completion(of: reference, status, actualLength)
      if !state.isCancelled, goesOn(after: completion, reference) { return nil }
      calls.freeTransfer(reference)
      let before = state
      state = State(stage: .ended(completion), isCancelled: state.isCancelled)
      return (completion, before)
    }
    guard let (completion, before) = ended else { return }
    before.onEnd?(completion)
    for waiter in before.waiters {
      waiter.resume(returning: completion)
    }
  }

  /// Hands the transfer to libusb again if what it brought is to be passed over. If libusb does not
  /// take it, it has ended; whatever is wrong the next transfer meets too.
  private func goesOn(after completion: USBCompletion, _ reference: TransferRef) -> Bool {
    guard completion.status == .completed, let isIdle, isIdle(completion.bytes) else {
      return false
    }
    return (try? handToLibUSB(reference)) != nil
  }

  private func handToLibUSB(_ reference: TransferRef) throws(USBErrorCode) {
    try calls.submitTransfer(reference, order) { [self] status, actualLength in
      end(USBTransferStatus(rawValue: status), actualLength)
    }
  }

  private func completion(
    of reference: TransferRef, _ status: USBTransferStatus, _ actualLength: Int
  ) -> USBCompletion {
    let length = max(0, actualLength)
    let bytes = receivedFrom.map { calls.transferBytes(reference, $0..<$0 + length) } ?? []
    return USBCompletion(bytes: bytes, actualLength: length, status: status)
  }
}
