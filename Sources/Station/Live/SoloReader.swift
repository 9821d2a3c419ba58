internal import Dispatch
internal import Primitives
public import ReaderEmulation
public import Readers
internal import Synchronization
internal import USBHost

/// One reader without a station: for probing it and for recording what it says.
public final class SoloReader: Sendable {
  private struct State {
    var supervisor: ReaderSupervisor
    var port: (any ReaderPort)?
    var tap: ChannelTap?
    var timer: (any DispatchSourceTimer)?
  }

  private let queue = DispatchQueue(label: "traytally.solo-reader")
  private let state: Mutex<State>
  private let bus = USBBus()
  private let usbPort: USBReaderPort?
  private let events: AsyncStream<SupervisorAction>
  private let feed: AsyncStream<SupervisorAction>.Continuation

  /// Makes a reader of a lane's configuration; nothing is opened yet.
  ///
  /// - Throws: `CaptureFileError` or a sentence about ids that name no device.
  ///
  /// - Parameter emulated: the reader where the family is `emulated`.
  public init(
    _ configuration: ReaderConfiguration, emulated: EmulatedReaderBox? = nil,
    tap: ChannelTap? = nil
  ) throws {
    (events, feed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1024))
    let family = try configuration.resolved().spoken
    state = Mutex(
      State(supervisor: ReaderSupervisor(driver: { family.makeDriver() }), tap: tap))
    let relay = NewsRelay()
    let onNews: ChannelNewsTaker = { relay.tell($0) }
    let port: any ReaderPort
    switch configuration.family {
    case .replay: port = ReplayReaderPort(file: configuration.file ?? "", onNews: onNews)
    case .emulated:
      port = EmulatedReaderPort(emulated ?? family.unattendedReader, onNews: onNews)
    case .feig, .r321, .lenAdrHF, .lenAdrUHF, .ccid:
      port = try USBReaderPort(configuration, on: bus, onNews: onNews)
    }
    usbPort = port as? USBReaderPort
    state.withLock { $0.port = port }
    relay.connect { [weak self] news in self?.take(news) }
  }

  /// Opens the reader and gives what it has to tell: standings, rounds and block answers.
  public func run() -> AsyncStream<SupervisorAction> {
    queue.async { self.step { $0.start(at: MonotonicClock.now()) } }
    return events
  }

  /// Changes how eagerly the reader is asked for rounds; at first it rests between them.
  public func setPace(_ pace: PollPace) {
    queue.async { self.step { $0.setPace(pace, at: MonotonicClock.now()) } }
  }

  /// Asks for a tag's memory between the rounds; each request is answered once with `.blocks`.
  public func request(_ request: ReaderRequest) {
    queue.async { self.step { $0.request(request, at: MonotonicClock.now()) } }
  }

  /// Puts the reader away and gives the device back.
  public func close() async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.step { $0.stop(at: MonotonicClock.now()) }
        continuation.resume()
      }
    }
    await usbPort?.waitUntilClosed()
    await bus.shutdown()
    feed.finish()
  }

  private func take(_ news: ChannelNews) {
    queue.async { [self] in
      let now = MonotonicClock.now()
      if case .received(let bytes) = news {
        state.withLock { $0.tap }?.note(.fromReader, bytes, at: now)
      }
      step { supervisor in
        switch news {
        case .opened: supervisor.channelOpened(at: now)
        case .failed(let fault): supervisor.channelFailed(fault, at: now)
        case .received(let bytes): supervisor.received(bytes, at: now)
        case .deviceArrived: supervisor.deviceArrived(at: now)
        }
      }
    }
  }

  private func step(_ work: (inout ReaderSupervisor) -> [SupervisorAction]) {
    let (actions, port, tap) = state.withLock { state in
      (work(&state.supervisor), state.port, state.tap)
    }
    for action in actions {
      switch action {
      case .open: port?.open()
      case .reset: port?.resetAtNextOpening()
      case .close: port?.close()
      case .send(let bytes):
        tap?.note(.toReader, bytes, at: MonotonicClock.now())
        port?.send(bytes)
      case .wake(let moment): wake(at: moment)
      case .round, .blocks, .standing: feed.yield(action)
      }
    }
  }

  private func wake(at moment: Moment) {
    let delay = max(0, moment.since(MonotonicClock.now()).wholeNanoseconds)
    state.withLock { state in
      if state.timer == nil {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in
          self?.step { $0.wake(at: MonotonicClock.now()) }
        }
        timer.activate()
        state.timer = timer
      }
      state.timer?.schedule(deadline: .now() + .nanoseconds(Int(delay)))
    }
  }
}

/// Hands news on to whoever is there by the time it comes.
private final class NewsRelay: Sendable {
  private let taker = Mutex<ChannelNewsTaker?>(nil)

  func connect(_ taker: @escaping ChannelNewsTaker) {
    self.taker.withLock { $0 = taker }
  }

  func tell(_ news: ChannelNews) {
    taker.withLock { $0 }?(news)
  }
}
