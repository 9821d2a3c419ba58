internal import Ledger
internal import Money
internal import Primitives
internal import ReaderEmulation
internal import TagReads

/// The place in front of one lane: vacant, or with a diner who watches the display and acts.
struct DinerAtLane: Sendable {
  private let lane: Int
  private var nextDinerAt: Moment
  private var visit: Visit?
  private var display = LaneSight.idle
  private var leaver: (stay: DinerStay, plates: [EmulatedTag])?

  init(lane: Int, nextDinerAt: Moment) {
    self.lane = lane
    self.nextDinerAt = nextDinerAt
  }

  var isVacant: Bool { visit == nil }

  func nextWake(expectsDiners: Bool) -> Moment? {
    guard let visit else { return expectsDiners ? nextDinerAt : nil }
    return visit.nextIntention
  }

  func awaitsDiner(at now: Moment) -> Bool {
    visit == nil && nextDinerAt <= now
  }

  /// Nobody can be served yet: the kitchen is out of plates.
  mutating func wait(until moment: Moment) {
    nextDinerAt = moment
  }

  mutating func seat(_ plan: DinerPlan, diner: Int, at now: Moment) {
    var coming = Visit(plan, at: now)
    if display.isOutOfService { coming.saw(display, at: now) }
    visit = coming
  }

  mutating func saw(_ sight: LaneSight, at now: Moment) {
    display = sight
    visit?.saw(sight, at: now)
  }

  mutating func paid(_ plates: [TagID]) {
    visit?.settled.formUnion(plates)
  }

  /// Carries out what the diner means to do by now.
  mutating func wake(at now: Moment) -> [DinerAct] {
    guard var current = visit else { return [] }
    let acts = current.act(lane: lane, at: now)
    visit = current
    if current.hasLeft {
      leaver = (current.stay, current.plan.allPlates)
      nextDinerAt = now + current.plan.gapToNext
      visit = nil
    }
    return acts
  }

  /// The diner who has just left, once, with the plates to be washed.
  mutating func takeLeaver() -> (stay: DinerStay, plates: [EmulatedTag])? {
    defer { leaver = nil }
    return leaver
  }

  /// What a payment asked for now should come to.
  func truth(intent: UniqueID, canteen: DemoCanteen, at now: Moment) -> PaymentTruth? {
    guard let visit else { return nil }
    return visit.truth(intent: intent, canteen: canteen, at: now)
  }
}

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
    private var tappedAtBill: Moment?
    private var tappedAt: Moment?
    private var isCardHeld = false
    private var lastChange: Moment
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
      if let late = plan.latePlate { placements.append((late.tag, rest + late.after)) }
      placements.sort { ($0.at, $0.tag.id) < ($1.at, $1.tag.id) }
      if plan.tapsFirst { tapAt = now }
      lastChange = touch
      leaveAt = touch + .seconds(25)
      stay = DinerStay(
        end: .turnedAway, plates: 0, trayToBill: nil, tapToPaid: nil, problems: [])
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
    case .bill(let plates): sawBill(plates: plates, at: now)
    case .paid: sawPaid(at: now)
    case .problem(let code): sawProblem(code, at: now)
    case .closed: leaveAt = now + .seconds(2)
    }
  }

  private mutating func sawBill(plates: Int, at now: Moment) {
    let due = lying.keys.filter { !settled.contains($0) && $0 != plan.stranger?.id }
    if stay.trayToBill == nil, settled.isEmpty, plates == due.count {
      stay.trayToBill = now.since(lastChange)
    }
    if plan.manner == .looksAndLeaves {
      end = .leftWithoutPaying
      leaveAt = now + plan.reaction
    } else {
      tapAt = now + plan.reaction
      leaveAt = now + .seconds(25)
    }
  }

  private mutating func sawPaid(at now: Moment) {
    if let tappedAtBill, stay.tapToPaid == nil { stay.tapToPaid = now.since(tappedAtBill) }
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
    if !stay.problems.contains(code) { stay.problems.append(code) }
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
}

// What the diner does.
extension DinerAtLane.Visit {
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
    lastChange = now
    acts.append(.place(lane: lane, due))
  }

  private mutating func tap(lane: Int, at now: Moment, into acts: inout [DinerAct]) {
    tapAt = nil
    guard !isCardHeld else { return }
    isCardHeld = true
    liftAt = now + plan.cardHeld
    tappedAt = now
    takenSinceTap = []
    if case .bill = sight { tappedAtBill = now }
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
    lastChange = now
    acts.append(.remove(lane: lane, tags))
  }

  private mutating func leave(lane: Int, at now: Moment, into acts: inout [DinerAct]) {
    lift(lane: lane, into: &acts)
    take(lying.keys.sorted(), lane: lane, at: now, into: &acts)
    stay.end = end
    hasLeft = true
  }

  /// A plate that lay there for this long before the money was asked for must be on the bill,
  /// whenever the card came: it had four rounds or more to be seen in.
  private static var restBeforePayment: Duration { .milliseconds(300) }

  func truth(intent: UniqueID, canteen: DemoCanteen, at now: Moment) -> PaymentTruth {
    let unpaid = lying.filter { !settled.contains($0.key) && $0.key != plan.stranger?.id }
    let moved = unpaid.filter { $0.value + Self.restBeforePayment > now }.map(\.key)
    let due = unpaid.keys.filter { !moved.contains($0) }.sorted()
    let inMotion = (moved + takenSinceTap).sorted()
    var prices: [TagID: Amount] = [:]
    for plate in due + inMotion {
      prices[plate] = canteen.price(of: plate, forAccount: plan.account)
    }
    return PaymentTruth(
      intent: intent, account: plan.account, due: due, inMotion: inMotion, prices: prices,
      hasStranger: plan.stranger.map { lying[$0.id] != nil } ?? false)
  }
}
