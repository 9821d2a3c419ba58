import USBHost

/// The bytes to and from an open reader: what comes by `ReaderIntake`, OUT one after the other.
struct ReaderTraffic {
  private let device: USBDevice
  private let wiring: ReaderWiring
  private let settings: USBReaderChannel.Settings

  /// Claims what the link needs of the device, and sets it up.
  init(
    _ link: ReaderLink, on device: USBDevice, settings: USBReaderChannel.Settings
  ) async throws(USBError) {
    guard
      let wiring = link.wiring(
        of: device.summary, interfaces: device.interfaces, receiveLength: settings.receiveLength)
    else {
      throw USBError(
        .noEndpoint, call: "claim", subject: device.summary.description, detail: link.need)
    }
    self.device = device
    self.wiring = wiring
    self.settings = settings
    for interface in wiring.interfaces { try await device.claim(interface) }
    do throws(USBError) {
      for step in wiring.opening { try await setUp(step) }
    } catch {
      await finish()
      throw error
    }
  }

  /// What the reader counts as having said as soon as it is open.
  var greeting: [UInt8] { wiring.greeting }

  /// Moves bytes until something breaks, which is returned, or the task is cancelled.
  func run(
    _ messages: AsyncStream<[UInt8]>, received: @escaping @Sendable ([UInt8]) -> Void
  ) async -> ReaderFault? {
    await withTaskGroup(of: ReaderFault?.self) { group in
      group.addTask { await receive(from: wiring.input, received) }
      group.addTask { await send(messages) }
      if let notice = wiring.notice {
        group.addTask { await receive(from: notice, received) }
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  /// Leaves the device as it was found; one that is gone, or does not answer, is left to itself.
  ///
  /// In a task of its own: the one that ran the session may be cancelled, and with it every
  /// transfer it would make. Each request has a limit and the first that fails is the last.
  func finish() async {
    guard !wiring.closing.isEmpty else { return }
    await Task {
      for request in wiring.closing {
        guard (try? await ask(request)) != nil else { return }
      }
    }.value
  }

  /// A bridge that refuses what its line needs is not used.
  private func setUp(_ step: SerialStep) async throws(USBError) {
    let status = try await ask(step.request)
    guard status == .stalled, !step.mayBeRefused else { return }
    throw USBError(
      .lineRefused, call: "libusb_submit_transfer", subject: device.summary.description,
      detail: "it refused to \(step.purpose)")
  }

  /// Makes a control request that may be refused; a device that does not answer, or is gone, is not
  /// used at all.
  @discardableResult
  private func ask(_ request: USBTransferRequest) async throws(USBError) -> USBTransferStatus {
    let completion = try await device.transfer(request, within: settings.sendLimit)
    let fault = completion.status == .timedOut ? .timedOut : completion.status.errorCode
    guard completion.status != .stalled, let fault else { return completion.status }
    throw USBError(
      fault, call: "libusb_submit_transfer", subject: device.summary.description,
      detail: "while the line was set")
  }

  // MARK: IN

  private func receive(
    from input: USBEndpoint, _ received: @Sendable ([UInt8]) -> Void
  ) async -> ReaderFault? {
    let intake = ReaderIntake(
      device: device, input: input, length: input == wiring.input ? wiring.receiveLength : 1,
      limit: settings.receiveLimit, isIdle: wiring.isIdle)
    let fault = await intake.run { bytes in
      let payload = wiring.payload(bytes)
      if !payload.isEmpty { received(payload) }
    }
    return fault.map { ReaderFault($0) }
  }

  // MARK: OUT

  /// Ends with a fault if the messages end while the session lasts: then too many were waiting.
  private func send(_ messages: AsyncStream<[UInt8]>) async -> ReaderFault? {
    for await message in messages {
      if let fault = await send(message) {
        return fault
      }
    }
    guard !Task.isCancelled else { return nil }
    return lost("it does not take what is sent to it")
  }

  private func send(_ message: [UInt8]) async -> ReaderFault? {
    var rest = message[...]
    var hasCleared = false
    do throws(USBError) {
      while !rest.isEmpty, !Task.isCancelled {
        let completion = try await device.transfer(
          .send(Array(rest), to: wiring.output), within: settings.sendLimit)
        rest = rest.dropFirst(completion.actualLength)
        if completion.status == .stalled, !hasCleared {
          hasCleared = true
          try await device.clearHalt(wiring.output)
        } else if let fault = device.fault(of: completion, "while sending") {
          return ReaderFault(fault)
        } else if completion.status == .timedOut || completion.actualLength == 0 {
          return lost("it does not take what is sent to it")
        }
      }
      return nil
    } catch {
      return ReaderFault(error)
    }
  }

  // MARK: Faults

  private func lost(_ what: String) -> ReaderFault {
    ReaderFault(
      .channelLost,
      message: "\(device.summary): \(what). Check the cable, then switch the reader off and on.",
      isFatal: true)
  }
}
