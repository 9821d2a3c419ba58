public import Primitives

/// Keeps one reader open for ever: open, probe, poll, lose, pause, open again.
///
/// A machine without I/O: whoever owns the channel feeds it what happened and does what it says.
/// It never gives up. A fatal fault closes the channel and opens it again after a pause that
/// doubles up to a bound and starts afresh once a round has come; a device that arrives is tried
/// at once. A fault that is not fatal stands as attention, and the reader is asked again slowly.
public struct ReaderSupervisor: Sendable {
  /// Where the reader is in its life.
  enum Phase: Sendable {
    /// Not started, or stopped.
    case off
    /// The channel is closed until the pause is over.
    case pausing(until: Moment)
    /// The channel is being opened.
    case opening(until: Moment)
    /// The channel is open; the reader is being drained and probed.
    case proving
    /// Waiting for the next round's turn.
    case resting(until: Moment)
    /// A request is with the driver.
    case working
  }

  let makeDriver: @Sendable () -> any ReaderDriver
  let settings: SupervisorSettings
  var phase = Phase.off
  var driver: (any ReaderDriver)?
  var identity: ReaderIdentity?
  var pace = PollPace.resting
  var lastRoundBegan: Moment?
  var pause: Duration
  var waiting: [ReaderRequest] = []
  /// What the driver is at work on: it is answered even if the driver never gets to it.
  var asked: ReaderRequest?
  /// The kinds of fault told since the reader was last ready, so that each is told once.
  var toldCodes: [ReaderFault.Code] = []
  var earlierDamagedBytes = 0
  /// The channel opened, but the reader did not answer its probe: the device is to be reset.
  var isDead = false
  var tally = ReaderCounters()

  /// How the lane stands with the reader.
  public internal(set) var standing = ReaderStanding.starting

  /// Makes a supervisor; it asks for a new driver every time the channel opens.
  public init(
    driver: @escaping @Sendable () -> any ReaderDriver, settings: SupervisorSettings = .init()
  ) {
    makeDriver = driver
    self.settings = settings
    pause = settings.backoffMin
  }

  /// What the reader has done so far.
  public var counters: ReaderCounters {
    var counters = tally
    counters.damagedBytes = earlierDamagedBytes + (driver?.damagedByteCount ?? 0)
    return counters
  }

  /// Begins; does nothing if it has begun.
  public mutating func start(at now: Moment) -> [SupervisorAction] {
    guard case .off = phase else { return [] }
    pause = settings.backoffMin
    return openChannel(at: now)
  }

  /// The channel that was asked for is open.
  public mutating func channelOpened(at now: Moment) -> [SupervisorAction] {
    guard case .opening = phase else { return [.close] }
    tally.opens += 1
    var opened = makeDriver()
    let actions = opened.open(at: now)
    driver = opened
    phase = .proving
    return carryOut(actions, at: now)
  }

  /// The channel did not open, or broke while it was open.
  public mutating func channelFailed(_ reason: ReaderFault, at now: Moment) -> [SupervisorAction] {
    switch phase {
    case .off, .pausing: []
    case .opening: lose(reason, at: now)
    case .proving, .resting, .working: [.close] + lose(reason, at: now)
    }
  }

  /// Bytes have come from the reader.
  public mutating func received(_ bytes: [UInt8], at now: Moment) -> [SupervisorAction] {
    guard var listening = driver else { return [] }
    tally.bytesReceived += bytes.count
    let actions = listening.received(bytes, at: now)
    driver = listening
    return carryOut(actions, at: now)
  }

  /// A device that may be this reader has been plugged in: no pause is needed.
  public mutating func deviceArrived(at now: Moment) -> [SupervisorAction] {
    guard case .pausing = phase else { return [] }
    pause = settings.backoffMin
    return openChannel(at: now)
  }

  /// The moment last asked for has come; a call too early or too late does no harm.
  public mutating func wake(at now: Moment) -> [SupervisorAction] {
    switch phase {
    case .off:
      return []
    case .pausing(let until):
      return now < until ? [.wake(at: until)] : openChannel(at: now)
    case .opening(let until):
      return now < until ? [.wake(at: until)] : [.close] + lose(Self.openTimedOut, at: now)
    case .resting(let until):
      return now < until ? [.wake(at: until)] : takeTurn(at: now)
    case .proving, .working:
      guard var waking = driver else { return [] }
      let actions = waking.deadlineReached(at: now)
      driver = waking
      return carryOut(actions, at: now)
    }
  }

  /// Changes how eagerly the reader is asked.
  public mutating func setPace(_ pace: PollPace, at now: Moment) -> [SupervisorAction] {
    guard pace != self.pace else { return [] }
    self.pace = pace
    // A reader that needs attention is asked slowly, whoever waits.
    guard case .resting = phase, case .ready = standing else { return [] }
    return rest(until: nextRound(after: now), at: now)
  }

  /// Asks for blocks of a tag's memory, or for a round at once; requests wait for their turn, and
  /// each request for blocks is answered exactly once with `.blocks`.
  public mutating func request(_ request: ReaderRequest, at now: Moment) -> [SupervisorAction] {
    guard identity != nil else { return failure(of: request, Self.notReady) }
    guard waiting.count < settings.waitingRequestsMax else {
      return failure(of: request, Self.tooManyRequests)
    }
    waiting.append(request)
    guard case .resting = phase else { return [] }
    return takeTurn(at: now)
  }

  /// Ends: the reader is left in a sane state and the channel closed.
  public mutating func stop(at now: Moment) -> [SupervisorAction] {
    defer { phase = .off }
    switch phase {
    case .off, .pausing:
      return []
    case .opening:
      return [.close]
    case .proving, .resting, .working:
      let parting = driver?.farewell(at: now) ?? []
      tally.bytesSent += parting.reduce(0) { $0 + $1.count }
      let failures = letGo(Self.stopped)
      return failures + parting.map { .send($0) } + [.close]
    }
  }
}
