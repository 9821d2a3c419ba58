import USBHost

/// The bytes that come from one endpoint of an open reader: two IN transfers always wait, so that
/// while one is read nothing falls in between.
///
/// Their ends are taken in the order in which they come, which is the order of the bytes: a
/// transfer that has passed over what says nothing stands behind the other one.
struct ReaderIntake {
  let device: USBDevice
  let input: USBEndpoint
  /// Bytes asked for by one transfer.
  let length: Int
  /// How long a transfer waits before it is replaced by the next.
  let limit: USBTimeLimit
  /// Whether what came says that there is nothing; it wakes nobody.
  let isIdle: (@Sendable ([UInt8]) -> Bool)?

  private static let waitingCount = 2

  private struct End: Sendable {
    var slot: Int
    var completion: USBCompletion
  }

  /// Takes bytes until something breaks, which is returned, or the task is cancelled.
  ///
  /// A stalled endpoint is cleared; if it stalls again at once, it is broken.
  func run(_ take: @Sendable ([UInt8]) -> Void) async -> USBError? {
    // No more ends than transfers can be in it.
    let (ends, sink) = AsyncStream<End>.makeStream()
    var waiting = [USBTransfer?](repeating: nil, count: Self.waitingCount)
    var fault: USBError?
    do throws(USBError) {
      fault = try await move(&waiting, ends.makeAsyncIterator(), sink, take)
    } catch {
      fault = error
    }
    for transfer in waiting.compactMap(\.self) {
      transfer.cancel()
      _ = await transfer.completion
    }
    return fault
  }

  private func move(
    _ waiting: inout [USBTransfer?], _ ends: AsyncStream<End>.AsyncIterator,
    _ sink: AsyncStream<End>.Continuation, _ take: @Sendable ([UInt8]) -> Void
  ) async throws(USBError) -> USBError? {
    var ends = ends
    var hasCleared = false
    while true {
      for slot in waiting.indices where waiting[slot] == nil {
        waiting[slot] = try ask(slot, sink)
      }
      guard let completion = await next(&ends, &waiting, take) else { return nil }
      if completion.status == .stalled, !hasCleared {
        hasCleared = true
        for transfer in waiting.compactMap(\.self) { transfer.cancel() }
        while waiting.contains(where: { $0 != nil }) {
          guard await next(&ends, &waiting, take) != nil else { return nil }
        }
        try await device.clearHalt(input)
      } else if let fault = device.fault(of: completion, "while receiving") {
        return fault
      } else if completion.status == .timedOut || !completion.bytes.isEmpty {
        hasCleared = false
      }
    }
  }

  private func ask(
    _ slot: Int, _ sink: AsyncStream<End>.Continuation
  ) throws(USBError) -> USBTransfer {
    try device.submit(
      .receive(from: input, length: length), within: limit, passingOver: isIdle
    ) { completion in
      sink.yield(End(slot: slot, completion: completion))
    }
  }

  /// The end that comes next, its bytes handed on; nothing once the task is cancelled.
  private func next(
    _ ends: inout AsyncStream<End>.AsyncIterator, _ waiting: inout [USBTransfer?],
    _ take: @Sendable ([UInt8]) -> Void
  ) async -> USBCompletion? {
    guard let end = await ends.next(isolation: nil) else { return nil }
    waiting[end.slot] = nil
    if !end.completion.bytes.isEmpty { take(end.completion.bytes) }
    return end.completion
  }
}

extension USBDevice {
  /// What an ended transfer says has broken, if something has.
  func fault(of completion: USBCompletion, _ doing: String) -> USBError? {
    completion.status.errorCode.map { code in
      USBError(
        code, call: "libusb_submit_transfer", subject: summary.description, detail: doing)
    }
  }
}
