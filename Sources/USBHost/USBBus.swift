import Dispatch
import Synchronization

/// The USB side of the station: lists devices, opens them, and tells of plugging and unplugging.
///
/// Making one touches nothing; libusb is started at the first need and, where that fails (no bus
/// yet, no memory), again at the next. End it with `shutdown`.
///
/// All devices share one libusb context. Only where no udev daemon runs, as in many containers,
/// each is opened in a context of its own: libusb built on libudev learns of new devices through
/// udev alone, and its list would stay as it was at the start.
public final class USBBus: Sendable {
  private let calls: LibUSBCalls
  private let events: BusEventQueue
  private let queue = BlockingQueue("bus")
  private let state = Mutex(State())

  private struct State {
    var shared: USBContext?
    var isShutDown = false
    /// Contexts made for one device or one look.
    var own: [USBContext] = []
  }

  /// Makes the bus. `onEvent` is called on a thread of its own, one event at a time, and may do
  /// what it likes there; events come only once libusb was started and where `hearsHotplug` says
  /// so.
  public convenience init(onEvent: @escaping @Sendable (USBBusEvent) -> Void = { _ in }) {
    self.init(calls: .live, onEvent: onEvent)
  }

  init(calls: LibUSBCalls, onEvent: @escaping @Sendable (USBBusEvent) -> Void = { _ in }) {
    self.calls = calls
    self.events = BusEventQueue(onEvent)
  }

  /// The version of the libusb that is loaded, `1.0.26`.
  public static var libraryVersion: String {
    LibUSBCalls.live.version()
  }

  /// Starts libusb now, so that events come from now on. Throws `.noBus` where there is none.
  public func start() async throws(USBError) {
    _ = try await context()
  }

  /// Whether plugging and unplugging will be told of; starts libusb.
  public var hearsHotplug: Bool {
    get async throws(USBError) {
      try await context().hearsHotplug
    }
  }

  /// Every device on the bus in the order of the ports, none opened.
  public func devices() async throws(USBError) -> [USBDeviceSummary] {
    try await look { context throws(USBError) in try context.devices() }
  }

  /// The devices that fit, in the order of the ports; these are opened for a moment to read their
  /// names. One that cannot be opened is listed with the reason in `namesFault`.
  public func devices(matching match: USBMatch) async throws(USBError) -> [USBDeviceSummary] {
    try await look { context throws(USBError) in try context.devices(matching: match) }
  }

  /// Opens the one device that fits; close it after use.
  ///
  /// Throws `.notFound`, `.ambiguous`, `.wrongSerial`, `.busy`, `.access`, `.noBus`, `.closed`.
  public func open(_ match: USBMatch) async throws(USBError) -> USBDevice {
    let shared = try await context()
    let queue = BlockingQueue("device")
    guard !shared.hearsHotplug else {
      return try await queue.run { () throws(USBError) in try shared.open(match, on: queue) }
    }
    return try await queue.run { [self] () throws(USBError) in
      let context = try ownContext()
      do throws(USBError) {
        return try context.open(match, on: queue)
      } catch {
        context.shutdown {}
        throw error
      }
    }
  }

  /// Closes every device and ends every thread. Nothing can be opened afterwards.
  public func shutdown() async {
    let contexts = state.withLock { state in
      state.isShutDown = true
      return state.own
    }
    for context in contexts {
      await context.end()
    }
    // Through the queue: a start under way is then over, and the next finds the bus shut down.
    let shared = try? await queue.run { [self] () throws(USBError) in
      state.withLock { $0.shared }
    }
    await shared?.end()
  }

  // MARK: Contexts

  /// The shared context; starts it. Starts are made one at a time.
  private func context() async throws(USBError) -> USBContext {
    try await queue.run { [self] () throws(USBError) in
      if let shared = try state.withLock({ state throws(USBError) in
        try Self.checkRunning(state)
        return state.shared
      }) {
        return shared
      }
      let context = try USBContext(calls: calls, events: events)
      state.withLock { $0.shared = context }
      return context
    }
  }

  private func look<Found: Sendable>(
    _ body: @escaping @Sendable (USBContext) throws(USBError) -> Found
  ) async throws(USBError) -> Found {
    let shared = try await context()
    guard !shared.hearsHotplug else {
      return try await queue.run { () throws(USBError) in try body(shared) }
    }
    return try await queue.run { [self] () throws(USBError) in
      let context = try ownContext()
      defer { context.shutdown {} }
      return try body(context)
    }
  }

  /// A context that sees the bus as it is now. Ended contexts are let go of here.
  private func ownContext() throws(USBError) -> USBContext {
    let context = try USBContext(calls: calls, events: events, isPrivate: true)
    do throws(USBError) {
      try state.withLock { state throws(USBError) in
        try Self.checkRunning(state)
        state.own.removeAll(where: \.hasEnded)
        state.own.append(context)
      }
    } catch {
      context.shutdown {}
      throw error
    }
    return context
  }

  private static func checkRunning(_ state: State) throws(USBError) {
    guard !state.isShutDown else { throw USBError(.closed, call: "open") }
  }
}

extension USBContext {
  fileprivate func end() async {
    await withCheckedContinuation { continuation in
      shutdown { continuation.resume() }
    }
  }
}
