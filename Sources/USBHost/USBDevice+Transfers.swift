import Dispatch
import Synchronization

/// Transfers. None of these blocks.
extension USBDevice {
  /// Transfers that may be under way on one endpoint at a time.
  public static let transfersPerEndpointMax = 16

  /// Starts a transfer. It ends within the limit, by itself, by `cancel` or by `close`.
  ///
  /// `then`, if given, is called with the completion on the device's queue for that. Throws if it
  /// could not be started, and then there is no completion: `.closed`, `.noDevice`,
  /// `.tooManyTransfers`, `.noEndpoint` (its interface is not claimed), `.invalidParameter`.
  @discardableResult
  public func submit(
    _ request: USBTransferRequest, within limit: USBTimeLimit,
    then: (@Sendable (USBCompletion) -> Void)? = nil
  ) throws(USBError) -> USBTransfer {
    try submit(request, within: limit, passingOver: nil, then: then)
  }

  /// Starts a transfer that is not ended by what `isIdle` says yes to: it waits on, its limit
  /// begins anew, and nobody is woken but the event thread, which asks.
  @discardableResult
  public func submit(
    _ request: USBTransferRequest, within limit: USBTimeLimit,
    passingOver isIdle: (@Sendable ([UInt8]) -> Bool)?,
    then: (@Sendable (USBCompletion) -> Void)?
  ) throws(USBError) -> USBTransfer {
    guard let order = request.order(handle: handle, limit: limit) else {
      throw error(.invalidParameter, "libusb_submit_transfer")
    }
    let transfer = try enter(order, receivedFrom: request.receivedFrom, isIdle, then)
    do throws(USBErrorCode) {
      try transfer.start()
    } catch {
      leave(transfer.number)
      throw self.error(error, "libusb_submit_transfer")
    }
    return transfer
  }

  /// Makes a transfer and waits for its end. Cancelling the task cancels the transfer, and what it
  /// brought until then is still returned.
  public func transfer(
    _ request: USBTransferRequest, within limit: USBTimeLimit
  ) async throws(USBError) -> USBCompletion {
    let transfer = try submit(request, within: limit)
    return await withTaskCancellationHandler {
      await transfer.completion
    } onCancel: {
      transfer.cancel()
    }
  }

  /// Counts a new transfer in, before it starts, so that a close cannot overlook it.
  private func enter(
    _ order: TransferOrder, receivedFrom: Int?, _ isIdle: (@Sendable ([UInt8]) -> Bool)?,
    _ then: (@Sendable (USBCompletion) -> Void)?
  ) throws(USBError) -> USBTransfer {
    try state.withLock { state throws(USBError) in
      guard state.phase == .open else { throw error(.closed, "libusb_submit_transfer") }
      guard order.kind == .control || hasClaimed(order.endpoint, state.claims) else {
        throw error(
          .noEndpoint, "libusb_submit_transfer",
          "no claimed interface has endpoint \(order.endpoint)")
      }
      let waiting = state.inFlight.count { $0.endpointAddress == order.endpoint }
      guard waiting < Self.transfersPerEndpointMax else {
        throw error(.tooManyTransfers, "libusb_submit_transfer")
      }
      state.submissions += 1
      let number = state.submissions
      let transfer = USBTransfer(
        number: number, calls: calls, order: order, receivedFrom: receivedFrom, isIdle: isIdle
      ) { [self] completion in ended(number, completion, then) }
      state.inFlight.append(transfer)
      return transfer
    }
  }

  private func hasClaimed(_ endpoint: UInt8, _ claims: [Claim]) -> Bool {
    interfaces.contains { interface in
      claims.contains { $0.interface == interface.number }
        && interface.endpoints.contains { $0.address == endpoint }
    }
  }

  /// On the event thread. A transfer with a `then` counts until that has returned.
  private func ended(
    _ number: UInt64, _ completion: USBCompletion, _ then: (@Sendable (USBCompletion) -> Void)?
  ) {
    guard let then else { return leave(number) }
    deliveries.async { [self] in
      then(completion)
      leave(number)
    }
  }

  private func leave(_ number: UInt64) {
    state.withLock { $0.inFlight.removeAll { $0.number == number } }
    tearDownIfQuiet()
  }
}
