internal import Ledger
internal import Money
internal import Primitives
internal import ReaderEmulation
internal import TagReads

extension DinerAtLane {
  /// One diner's visit: the tray, the card, the intentions and what was seen.
  struct Visit: Sendable {
    let plan: DinerPlan
    private var placements: [(tag: EmulatedTag, at: Moment)]
    private var tapAt: Moment?
    private var liftAt: Moment?
    private var takeStrangerAt: Moment?
    private var leaveAt: Moment?
    private var helpsItselfAgainAt: Moment?
    private var sight = LaneSight.idle
    private var stopwatch: DinerStopwatch
    private var tappedAt: Moment?
    private var isCardHeld = false
    /// A tap was made that has not been answered yet.
    private var isTapOpen = false
    private var lying: [TagID: Moment] = [:]
    private var takenSinceTap: [TagID] = []
    private var end = DinerStay.End.turnedAway
    private(set) var hasLeft = false
    private(set) var stay: DinerStay
    /// The plates paid so far.
    var settled: Set<TagID> = []

    init(_ plan: DinerPlan, at now: Moment) {
      self.plan = plan
      let touch = plan.tapsFirst ? now + .milliseconds(700) : now
      placements = plan.plates.map { ($0.tag, touch + $0.after) }
      if let stranger = plan.stranger { placements.append((stranger, touch)) }
      let rest = placements.map(\.at).max() ?? touch
      stopwatch = DinerStopwatch(trayComplete: rest)
      if let late = plan.latePlate { placements.append((late.tag, rest + late.after)) }
      placements.sort { ($0.at, $0.tag.id) < ($1.at, $1.tag.id) }
      if plan.tapsFirst { tapAt = now }
      leaveAt = touch + .seconds(25)
      stay = DinerStay(
        end: .turnedAway, plates: 0, trayToBill: nil, tapToPaid: nil, hasTappedTwice: false,
        problems: [], refusals: [])
    }

    var nextIntention: Moment? {
      ([tapAt, liftAt, takeStrangerAt, leaveAt, helpsItselfAgainAt].compactMap { $0 }
        + placements.prefix(1).map(\.at)).min()
    }
  }
}

// What the diner makes of the display.
extension DinerAtLane.Visit {
  mutating func saw(_ sight: LaneSight, at now: Moment) {
    guard sight != self.sight else { return }
    self.sight = sight
    switch sight {
    case .idle, .reading: break
    case .bill(let bill):
      time(bill, at: now)
      sawBill(at: now)
    case .paying(let bill): time(bill, at: now)
    case .paid: sawPaid(at: now)
    case .problem(let code): sawProblem(code, at: now)
    case .closed: leaveAt = now + .seconds(2)
    }
  }

  /// Notes how long a bill took, if it is the bill for all that lies there.
  private mutating func time(_ bill: DisplayedBill, at now: Moment) {
    let unpaid = lying.keys.filter { !settled.contains($0) }
    if settled.isEmpty, bill.plates == Set(unpaid) { stopwatch.billed(at: now) }
  }

  private mutating func sawBill(at now: Moment) {
    stopwatch.answered()
    if !isCardHeld { isTapOpen = false }
    if plan.manner == .looksAndLeaves {
      end = .leftWithoutPaying
      leaveAt = now + plan.reaction
    } else {
      tapAt = now + plan.reaction
      leaveAt = now + .seconds(25)
    }
  }

  private mutating func sawPaid(at now: Moment) {
    stopwatch.paid(at: now)
    isTapOpen = false
    end = .paid
    tapAt = nil
    if isCardHeld { liftAt = now + .milliseconds(300) }
    let isHungry = plan.secondHelping.map { lying[$0.id] == nil && !settled.contains($0.id) }
    if isHungry == true {
      helpsItselfAgainAt = now + .milliseconds(900)
      leaveAt = now + .seconds(25)
    } else {
      leaveAt = now + plan.leavesAfter
    }
  }

  private mutating func sawProblem(_ code: String, at now: Moment) {
    stopwatch.answered()
    if !stay.problems.contains(code) { stay.problems.append(code) }
    if isTapOpen { refused(code) }
    isTapOpen = false
    tapAt = nil
    if isCardHeld { liftAt = now + .milliseconds(600) }
    if code == "unknown-tag", let stranger = plan.stranger, lying[stranger.id] != nil {
      takeStrangerAt = now + .milliseconds(1500)
    } else if end != .paid {
      end = .turnedAway
      leaveAt = now + .milliseconds(3500)
    } else {
      leaveAt = now + plan.leavesAfter
    }
  }

  private mutating func refused(_ code: String) {
    if !stay.refusals.contains(code) { stay.refusals.append(code) }
  }
}

// What the diner does.
extension DinerAtLane.Visit {
  /// Whatever lies on the antenna, paid or not.
  var plates: [TagID] { lying.keys.sorted() }

  func isAboutToTap(at now: Moment) -> Bool {
    !isCardHeld && tapAt.map { $0 <= now } ?? false
  }

  func isAboutToLeave(at now: Moment) -> Bool {
    leaveAt.map { $0 <= now } ?? false
  }

  mutating func act(lane: Int, at now: Moment) -> [DinerAct] {
    var acts: [DinerAct] = []
    place(lane: lane, at: now, into: &acts)
    if let due = liftAt, due <= now { lift(lane: lane, into: &acts) }
    if let due = tapAt, due <= now { tap(lane: lane, at: now, into: &acts) }
    if let due = takeStrangerAt, due <= now, let stranger = plan.stranger {
      takeStrangerAt = nil
      take([stranger.id], lane: lane, at: now, into: &acts)
    }
    if let due = leaveAt, due <= now { leave(lane: lane, at: now, into: &acts) }
    return acts
  }

  private mutating func place(lane: Int, at now: Moment, into acts: inout [DinerAct]) {
    if let due = helpsItselfAgainAt, due <= now, let second = plan.secondHelping {
      helpsItselfAgainAt = nil
      placements.append((second, now))
    }
    let due = placements.prefix { $0.at <= now }.map(\.tag)
    guard !due.isEmpty else { return }
    placements.removeFirst(due.count)
    for tag in due { lying[tag.id] = now }
    stay.plates += due.count { $0.id != plan.stranger?.id }
    stopwatch.trayChanged(at: now)
    acts.append(.place(lane: lane, due))
  }

  private mutating func tap(lane: Int, at now: Moment, into acts: inout [DinerAct]) {
    tapAt = nil
    guard !isCardHeld else { return }
    isCardHeld = true
    liftAt = now + plan.cardHeld
    tappedAt = now
    takenSinceTap = []
    stopwatch.tapped(at: now)
    if case .problem(let code) = sight { refused(code) } else { isTapOpen = true }
    acts.append(.tap(lane: lane, plan.card))
  }

  private mutating func lift(lane: Int, into acts: inout [DinerAct]) {
    liftAt = nil
    guard isCardHeld else { return }
    isCardHeld = false
    acts.append(.lift(lane: lane, plan.card.id))
    if case .bill = sight, plan.manner == .pays, let tappedAt {
      tapAt = tappedAt + plan.cardHeld + .seconds(2)
    }
  }

  private mutating func take(
    _ tags: [TagID], lane: Int, at now: Moment, into acts: inout [DinerAct]
  ) {
    for tag in tags { lying[tag] = nil }
    takenSinceTap += tags
    stopwatch.trayChanged(at: now)
    acts.append(.remove(lane: lane, tags))
  }

  private mutating func leave(lane: Int, at now: Moment, into acts: inout [DinerAct]) {
    lift(lane: lane, into: &acts)
    take(plates, lane: lane, at: now, into: &acts)
    stay.end = end
    (stay.trayToBill, stay.tapToPaid) = (stopwatch.trayToBill, stopwatch.tapToPaid)
    stay.hasTappedTwice = stopwatch.hasTappedTwice
    if end == .turnedAway, let code = stay.problems.last { refused(code) }
    hasLeft = true
  }
}

// What lies there.
extension DinerAtLane.Visit {
  /// A lane that has not shown an unpaid plate for this long has overlooked it: it has to decide
  /// about a tray, or to say that it cannot, in less.
  private static var decisionTimeMax: Duration { .seconds(4) }

  /// What lies on the antenna and has not been paid.
  func tray(at now: Moment) -> TrayTruth {
    func hasLain(_ tag: TagID, _ time: Duration) -> Bool {
      lying[tag].map { $0 + time <= now } ?? false
    }
    let unpaid = lying.keys.filter { !settled.contains($0) && $0 != plan.stranger?.id }.sorted()
    return TrayTruth(
      due: unpaid.filter { hasLain($0, TrayTruth.restTime) },
      inMotion: unpaid.filter { !hasLain($0, TrayTruth.restTime) },
      hasStranger: plan.stranger.map { hasLain($0.id, TrayTruth.restTime) } ?? false,
      hasOverdue: unpaid.contains { hasLain($0, Self.decisionTimeMax) })
  }

  /// What a payment asked for now should come to, whenever the card came.
  func truth(intent: UniqueID, canteen: DemoCanteen, at now: Moment) -> PaymentTruth {
    let tray = tray(at: now)
    let inMotion = (tray.inMotion + takenSinceTap).sorted()
    var prices: [TagID: Amount] = [:]
    for plate in tray.due + inMotion {
      prices[plate] = canteen.price(of: plate, forAccount: plan.account)
    }
    return PaymentTruth(
      intent: intent, account: plan.account, due: tray.due, inMotion: inMotion, prices: prices,
      hasStranger: plan.stranger.map { lying[$0.id] != nil } ?? false)
  }
}
