import Synchronization
public import USBHost

/// The bytes to and from one reader on USB, opened, lost and opened again as the supervisor wishes.
///
/// It finds the device by its match, claims and sets up what the link needs, keeps two IN transfers
/// waiting at all times, and sends in order. `open`, `send` and `close` return at once
/// and may come in any order from any thread.
///
/// Events are handed to `onEvent` one at a time, in order, on a thread of Swift's pool: it must not
/// block there. After `close` no more are handed over; only one whose handing over had begun before
/// may still be running. A channel that is let go of is to be closed first.
public final class USBReaderChannel: Sendable {
  /// How a channel moves bytes.
  public struct Settings: Hashable, Sendable {
    /// Bytes asked for by one IN transfer; rounded up to whole packets.
    public var receiveLength = 512
    /// How long one IN transfer waits before it is replaced by the next.
    public var receiveLimit = USBTimeLimit(.seconds(5))
    /// How long the reader may take to accept what is sent before the channel counts as lost.
    public var sendLimit = USBTimeLimit(.seconds(1))
    /// How long, once the channel is closed, what was sent before may still be on its way.
    public var partingLimit: Duration = .milliseconds(200)
    /// Messages that may wait to be sent.
    public var waitingMax = 64

    /// The settings that suit a reader with frames of up to a few hundred bytes.
    public init() {}
  }

  private let bus: USBBus
  private let match: USBMatch
  private let link: ReaderLink
  private let settings: Settings
  private let onEvent: @Sendable (ChannelEvent) -> Void
  private let state = Mutex(State())

  /// From one `open` to the `close` or failure that ends it.
  private struct Session {
    var number: Int
    var outgoing: AsyncStream<[UInt8]>.Continuation
    var isOpen = false
  }

  private struct State {
    var session: Session?
    var sessions = 0
    var needsReset = false
    /// The work of the latest session; it outlasts the session by the closing of the device.
    var work: Task<Void, Never>?
  }

  /// Makes a channel; nothing is opened yet.
  public init(
    bus: USBBus, match: USBMatch, link: ReaderLink = .bulk, settings: Settings = Settings(),
    onEvent: @escaping @Sendable (ChannelEvent) -> Void
  ) {
    self.bus = bus
    self.match = match
    self.link = link
    self.settings = settings
    self.onEvent = onEvent
  }

  /// Opens the device, once an earlier session has given it back: `.opened` or `.failed` follows.
  /// Does nothing if it is open or being opened.
  public func open() {
    state.withLock { state in
      guard state.session == nil else { return }
      state.sessions += 1
      let number = state.sessions
      let before = state.work
      let (messages, outgoing) = AsyncStream<[UInt8]>.makeStream(
        bufferingPolicy: .bufferingOldest(settings.waitingMax))
      state.session = Session(number: number, outgoing: outgoing)
      state.work = Task {
        await before?.value
        await self.run(number, messages)
      }
    }
  }

  /// Resets the device when it is opened next, before anything is claimed: for a reader that is
  /// there and does not answer.
  public func resetAtNextOpening() {
    state.withLock { $0.needsReset = true }
  }

  /// Sends bytes after those sent before; until the device is open they wait. Bytes sent while no
  /// session is there are dropped; more than may wait make the channel fail.
  public func send(_ bytes: [UInt8]) {
    state.withLock { state in
      guard let session = state.session else { return }
      if case .dropped = session.outgoing.yield(bytes) {
        // The sending loop ends with what still waits, finds the session open, and reports it lost.
        session.outgoing.finish()
      }
    }
  }

  /// Ends the session, in the background: what was sent before still goes out, for a moment at
  /// most, then transfers are cancelled and the device is given back. A device that is not open yet
  /// is given up at once.
  public func close() {
    state.withLock { state in
      guard let session = state.session else { return }
      // The sending loop ends after what waits, and its end is the end of the traffic.
      session.outgoing.finish()
      state.session = nil
      guard let work = state.work else { return }
      guard session.isOpen else { return work.cancel() }
      let limit = settings.partingLimit
      Task {
        try? await Task.sleep(for: limit)
        work.cancel()
      }
    }
  }

  /// Waits until the device of a session that has ended is given back.
  public func waitUntilClosed() async {
    await state.withLock { $0.work }?.value
  }

  // MARK: A session's work

  private func run(_ number: Int, _ messages: AsyncStream<[UInt8]>) async {
    guard isCurrent(number) else { return }
    do throws(USBError) {
      let device = try await openDevice()
      let fault = await use(device, number, messages)
      fail(number, fault)
      await device.close()
    } catch {
      fail(number, ReaderFault(error))
    }
  }

  /// Opens the device, and resets it first if so wanted; one that comes back from its reset as
  /// another is opened anew.
  private func openDevice() async throws(USBError) -> USBDevice {
    let device = try await bus.open(match)
    let needsReset = state.withLock { state in
      defer { state.needsReset = false }
      return state.needsReset
    }
    guard needsReset else { return device }
    do throws(USBError) {
      try await device.reset()
      return device
    } catch {
      await device.close()
      guard error.code == .notFound else { throw error }
      return try await bus.open(match)
    }
  }

  /// Works with the open device until it breaks, and says how, or until the session is closed.
  private func use(
    _ device: USBDevice, _ number: Int, _ messages: AsyncStream<[UInt8]>
  ) async -> ReaderFault? {
    do throws(USBError) {
      let traffic = try await ReaderTraffic(link, on: device, settings: settings)
      markOpen(number)
      deliver(.opened(device.summary), number)
      if !traffic.greeting.isEmpty { deliver(.received(traffic.greeting), number) }
      let fault = await traffic.run(messages) { [self] bytes in deliver(.received(bytes), number) }
      await traffic.finish()
      return fault
    } catch {
      return ReaderFault(error)
    }
  }

  private func markOpen(_ number: Int) {
    state.withLock { state in
      if state.session?.number == number { state.session?.isOpen = true }
    }
  }

  private func isCurrent(_ number: Int) -> Bool {
    state.withLock { $0.session?.number == number }
  }

  private func deliver(_ event: ChannelEvent, _ number: Int) {
    guard isCurrent(number) else { return }
    onEvent(event)
  }

  /// Ends the session from inside. A session that was closed has nothing to report.
  private func fail(_ number: Int, _ fault: ReaderFault?) {
    let isMine = state.withLock { state in
      guard let session = state.session, session.number == number else { return false }
      session.outgoing.finish()
      state.session = nil
      return true
    }
    guard isMine, let fault else { return }
    onEvent(.failed(fault))
  }
}
