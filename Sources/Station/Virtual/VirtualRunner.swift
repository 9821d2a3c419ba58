internal import Lanes
internal import Ledger
public import LedgerStore
public import Primitives
internal import ReaderEmulation
internal import Readers
internal import TagReads

/// Runs a station in virtual time: one thread, emulated readers, the real books, no waiting.
///
/// Time jumps from one deadline to the next, so that an hour of a canteen passes as fast as the
/// machine can compute it. How long a commit takes in station time is drawn by `CommitTimes`.
/// Everything but the measured commit times follows from the seed.
public struct VirtualRunner {
  /// How long things take that have no emulation of their own.
  public struct Delays: Sendable {
    /// One way between station and reader over USB: a full-speed frame.
    public var usb: Duration = .milliseconds(1)
    /// Looking up a card.
    public var lookup: Duration = .milliseconds(1)

    /// The stated delays.
    public init() {}
  }

  private var core: StationCore
  private var hall: DinerHall
  private let store: LedgerStore
  private let delays: Delays
  private var commits: CommitTimes
  private let wallAtOrigin: WallTime
  private let utcOffsetSeconds: Int
  private var bench: VirtualBench
  private var agenda = Agenda()
  private var now = Moment.origin

  /// How long each commit took on this machine; not part of the reproducible run.
  public private(set) var commitTimes: [Duration] = []
  /// What the station did, counted.
  public private(set) var tally = RunTally()

  /// Sets up a run; the station's readers must be of the emulated family.
  public init(
    core: StationCore, hall: DinerHall, bench: VirtualBench, store: LedgerStore,
    wallAtOrigin: WallTime, utcOffsetSeconds: Int, delays: Delays = Delays(), commitSeed: UInt64
  ) {
    self.core = core
    self.hall = hall
    self.bench = bench
    self.store = store
    self.wallAtOrigin = wallAtOrigin
    self.utcOffsetSeconds = utcOffsetSeconds
    self.delays = delays
    commits = CommitTimes(seed: commitSeed)
  }

  /// How long the canteen has been open.
  var stationSeconds: Double { Double(now.nanoseconds / 1_000_000) / 1000 }

  /// The diners as they were when the run ended.
  public var diners: DinerHall { hall }

  /// Runs until the last diner has left and the lanes have come to rest, or until the deadline.
  ///
  /// - Parameters:
  ///   - isStopWanted: asked before each step; if so, the run breaks off where it is.
  ///   - progress: called with the number of diners served so far, now and then.
  /// - Returns: false if it was broken off.
  public mutating func run(
    until deadline: Moment, isStopWanted: () -> Bool = { false }, progress: (Int) -> Void
  ) -> Bool {
    handle(.start)
    var reported = 0
    while let next = nextMoment, next <= deadline {
      if isStopWanted() { return false }
      now = max(now, next)
      step()
      if hall.stays.count >= reported + 25 {
        reported = hall.stays.count
        progress(reported)
      }
      if hall.isOver { break }
    }
    settle()
    return true
  }

  /// Has a reader's plug pulled and put back in the course of the run.
  public mutating func plan(_ outage: ReaderOutage) {
    agenda.add(.unplug(outage.slot), at: outage.begin)
    agenda.add(.plug(outage.slot), at: outage.end)
  }

  /// Lets what is under way come to its end after the last diner.
  private mutating func settle() {
    let rest = now + .seconds(3)
    while let next = nextMoment, next <= rest {
      now = max(now, next)
      step()
    }
    handle(.stop)
  }

  private var nextMoment: Moment? {
    [core.nextWake, hall.nextWake, bench.nextOutput, agenda.next].compactMap { $0 }.min()
  }

  private mutating func step() {
    while let item = agenda.take(due: now) {
      switch item {
      case .input(let input): handle(input)
      case .hostBytes(let slot, let bytes): bench.hostSent(bytes, to: slot, at: now)
      case .unplug(let slot):
        if bench.unplug(slot, at: now) { lose(slot) }
      case .plug(let slot):
        bench.plug(slot)
        handle(.channel(slot, .deviceArrived))
      }
    }
    for (slot, bytes) in bench.outputs(upTo: now) {
      agenda.add(.input(.channel(slot, .received(bytes))), at: now + delays.usb)
    }
    if let due = core.nextWake, due <= now { handle(.wake) }
    if let due = hall.nextWake, due <= now {
      for act in hall.wake(at: now) { bench.carryOut(act) }
    }
  }

  private var time: StationTime {
    StationTime(
      moment: now, wall: wallAtOrigin + now.since(.origin), utcOffsetSeconds: utcOffsetSeconds)
  }

  private mutating func handle(_ input: StationInput) {
    for effect in core.handle(input, at: time) { carryOut(effect) }
  }

  private mutating func carryOut(_ effect: StationEffect) {
    switch effect {
    case .channel(let slot, .open):
      guard bench.open(slot) else { return lose(slot) }
      agenda.add(.input(.channel(slot, .opened)), at: now + delays.usb)
    case .channel(let slot, .close): bench.close(slot)
    case .channel(_, .reset): break
    case .channel(let slot, .send(let bytes)):
      agenda.add(.hostBytes(slot, bytes), at: now + delays.usb)
    case .identify(let lane, let tag): identify(tag, lane: lane)
    case .pay(let lane, let request): pay(request, lane: lane)
    case .event(let event): note(event)
    }
  }

  private mutating func lose(_ slot: ReaderSlot) {
    let fault = ReaderFault(
      .channelLost, message: "the emulated reader is unplugged: plug it in", isFatal: true)
    agenda.add(.input(.channel(slot, .failed(fault))), at: now + delays.usb)
  }

  private mutating func identify(_ tag: TagID, lane: Int) {
    for input in store.identify(tag, for: lane) {
      agenda.add(.input(input), at: now + delays.lookup)
    }
  }

  private mutating func pay(_ request: PaymentRequest, lane: Int) {
    hall.paying(intent: request.id, lane: lane, at: now)
    let clock = ContinuousClock()
    let begun = clock.now
    let answers = store.pay(request, for: lane, evidenceDays: core.evidenceDays)
    commitTimes.append(begun.duration(to: clock.now))
    if case .paymentFinished(_, _, .answered(.done)) = answers.first {
      hall.paid(plates: request.plates, lane: lane)
    }
    let end = now + commits.next()
    for answer in answers { agenda.add(.input(answer), at: end) }
  }

  private mutating func note(_ event: StationEvent) {
    tally.count(event)
    if case .view(let lane, let view) = event {
      hall.saw(LaneSight(view), lane: lane, at: now)
    }
  }
}
