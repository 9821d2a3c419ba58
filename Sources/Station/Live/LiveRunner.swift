internal import Dispatch
internal import Lanes
public import LedgerStore
internal import Primitives
internal import Readers
internal import Synchronization
internal import TagReads

/// Runs a station on real clocks: readers on their ports, the books on a thread that may block.
///
/// Everything that happens goes through one serial queue, so that the core sees one thing at a
/// time and its effects are carried out in their order. The queue is short by nature: a reader
/// speaks only when spoken to, and a lane has at most one payment and a few look-ups under way.
public final class LiveRunner: Sendable {
  private struct State {
    var core: StationCore
    var ports: [ReaderSlot: any ReaderPort] = [:]
    var openPorts: Set<ReaderSlot> = []
    var timer: (any DispatchSourceTimer)?
    var timerDue: Moment?
    var booksBusy = 0
    var isStopping = false
    var stopWaiters: [CheckedContinuation<Void, Never>] = []
    var taps = ReaderTaps()
  }

  /// Takes every event with the time it happened.
  public typealias EventTaker = @Sendable (StationEvent, StationTime) -> Void

  private let queue = DispatchQueue(label: "traytally.station", qos: .userInitiated)
  private let lookupQueue = DispatchQueue(label: "traytally.lookups", qos: .userInitiated)
  private let booksQueue = DispatchQueue(label: "traytally.books", qos: .userInitiated)
  private let state: Mutex<State>
  private let store: LedgerStore
  private let evidenceDays: Int
  private let clock: StationClock
  private let onEvent: EventTaker
  /// What happened so far, in figures.
  let metrics = StationMetrics()

  /// Makes a runner; nothing happens before `start`.
  public init(
    core: StationCore, store: LedgerStore, clock: StationClock, onEvent: @escaping EventTaker
  ) {
    state = Mutex(State(core: core))
    evidenceDays = core.evidenceDays
    self.store = store
    self.clock = clock
    self.onEvent = onEvent
  }

  /// Gives a slot its way to a reader; to be done for every slot before `start`.
  public func attach(_ port: any ReaderPort, as slot: ReaderSlot) {
    state.withLock { $0.ports[slot] = port }
  }

  /// The closure a slot's port reports to.
  public func newsTaker(for slot: ReaderSlot) -> ChannelNewsTaker {
    { [weak self] news in self?.post(.channel(slot, news)) }
  }

  /// Opens the readers and serves.
  public func start() {
    post(.start)
  }

  /// Hands an input to the station, in the order of the calls.
  public func post(_ input: StationInput) {
    queue.async { self.handle(input) }
  }

  /// Hands an input to the station and returns when it has been taken; blocks, so not from where
  /// the station's events come.
  func postAndWait(_ input: StationInput) {
    queue.sync { handle(input) }
  }

  /// Puts the readers away and returns when no debit is under way any more.
  public func stop() async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.state.withLock { state in
          state.isStopping = true
          state.stopWaiters.append(continuation)
        }
        self.handle(.stop)
        self.queue.asyncAfter(deadline: .now() + .seconds(1)) { self.abandonReaders() }
      }
    }
  }

  /// How long the station's clock has been running.
  public var runningTime: Duration { clock.now.moment.since(.origin) }

  /// Looks at the core, between two inputs.
  public func inspect<Answer: Sendable>(
    _ look: @Sendable (StationCore) -> Answer
  ) -> Answer {
    state.withLock { look($0.core) }
  }

  /// Begins a capture of a reader between two inputs: the closure gets what there is to begin with,
  /// or nothing if a capture of this reader is under way, and gives the tap to attach, if any.
  func tap(
    _ slot: ReaderSlot, _ begin: @escaping @Sendable (CaptureStart?) -> ChannelTap?
  ) {
    queue.async { [self] in
      let start = state.withLock { state -> CaptureStart? in
        guard !state.taps.isTapped(slot) else { return nil }
        let standing = state.core.standing(of: slot) ?? .starting
        return CaptureStart(
          opening: state.taps.opening(of: slot), standing: standing, time: clock.now)
      }
      guard let tap = begin(start) else { return }
      state.withLock { $0.taps.attach(tap, to: slot) }
    }
  }
}

extension LiveRunner {
  private func handle(_ input: StationInput) {
    let time = clock.now
    let effects = state.withLock { state in
      state.taps.note(input, at: time.moment)
      return state.core.handle(input, at: time)
    }
    for effect in effects {
      if case .event(let event) = effect { metrics.count(event) }
      carryOut(effect, at: time)
    }
    arm()
    finishStop()
  }

  private func carryOut(_ effect: StationEffect, at time: StationTime) {
    state.withLock { $0.taps.note(effect, at: time.moment) }
    switch effect {
    case .channel(let slot, let work): drive(slot, work)
    case .event(let event): onEvent(event, time)
    case .identify(let lane, let tag):
      onBooks(lookupQueue) { store in store.identify(tag, for: lane) }
    case .pay(let lane, let request):
      onBooks(booksQueue) { [evidenceDays] store in
        self.metrics.timeCommit { store.pay(request, for: lane, evidenceDays: evidenceDays) }
      }
    }
  }

  private func drive(_ slot: ReaderSlot, _ work: ChannelWork) {
    let port = state.withLock { state in
      switch work {
      case .open: state.openPorts.insert(slot)
      case .close: state.openPorts.remove(slot)
      case .send, .reset: break
      }
      return state.ports[slot]
    }
    switch work {
    case .open: port?.open()
    case .reset: port?.resetAtNextOpening()
    case .send(let bytes): port?.send(bytes)
    case .close: port?.close()
    }
  }

  /// A write runs to its end whatever becomes of the lane that asked for it. Looking a card up
  /// waits for no write.
  private func onBooks(
    _ queueOfWork: DispatchQueue, _ work: @escaping @Sendable (LedgerStore) -> [StationInput]
  ) {
    state.withLock { $0.booksBusy += 1 }
    queueOfWork.async { [store] in
      let answers = work(store)
      self.queue.async {
        self.state.withLock { $0.booksBusy -= 1 }
        for answer in answers { self.handle(answer) }
      }
    }
  }

  /// One timer for everything, set only when the next deadline is another than before.
  private func arm() {
    state.withLock { state in
      let due = state.core.nextWake
      guard due != state.timerDue else { return }
      state.timerDue = due
      if state.timer == nil {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in self?.timerFired() }
        timer.activate()
        state.timer = timer
      }
      let delay = due.map { max(0, $0.since(clock.now.moment).wholeNanoseconds) }
      let deadline = delay.map { DispatchTime.now() + .nanoseconds(Int($0)) }
      state.timer?.schedule(deadline: deadline ?? .distantFuture, leeway: .microseconds(500))
    }
  }

  private func timerFired() {
    state.withLock { $0.timerDue = nil }
    handle(.wake)
  }

  private func abandonReaders() {
    let ports = state.withLock { state in
      defer { state.openPorts.removeAll() }
      return state.openPorts.sorted().compactMap { state.ports[$0] }
    }
    for port in ports { port.close() }
    finishStop()
  }

  private func finishStop() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      guard state.isStopping, state.booksBusy == 0, state.openPorts.isEmpty else { return [] }
      defer { state.stopWaiters.removeAll() }
      return state.stopWaiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
