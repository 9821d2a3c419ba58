internal import Chips
internal import Lanes
internal import Ledger
public import Menus
public import Primitives
public import Readers
internal import TagReads
public import Trays

/// The whole station as one machine without I/O: readers, trays, lanes and their payments.
///
/// `serve` drives it with real readers and clocks, the headless demo and the tests with emulated
/// ones; the same inputs at the same times give the same effects, to the byte.
public struct StationCore: Sendable {
  private let configuration: StationConfiguration
  private let mint: IDMint
  /// The menu and the plates as the lanes price by them.
  private(set) var catalogue: Catalogue
  private var sold: SoldPlates
  private var lanes: [Int: Lane] = [:]
  private var supervisors: [ReaderSlot: ReaderSupervisor] = [:]
  private var readerWakes: [ReaderSlot: Moment] = [:]
  private var chips: [Int: ChipDesk] = [:]
  private var arbiter = LaneArbiter()
  private var memory: PlateMemory
  private var paying = PaymentsUnderWay()
  private var lying: [Int: LyingRound] = [:]
  /// Tags that lanes have read and nobody knows.
  private(set) var unknownTags = UnknownTags()
  private var effects: [StationEffect] = []
  private var isStopping = false

  /// Makes a station of a configuration and a menu; ids are minted from the given generator. A
  /// station that has served before may be given what it has learned.
  public init(
    configuration: StationConfiguration, catalogue: Catalogue,
    ids: any RandomNumberGenerator & Sendable, experience: Experience = Experience()
  ) {
    self.configuration = configuration
    self.catalogue = catalogue
    mint = IDMint(ids)
    sold = SoldPlates(turnaround: configuration.turnaround)
    memory = experience.plates
    let readsChips = configuration.believesChips || configuration.marksPaidChips
    for lane in configuration.lanes {
      if readsChips {
        chips[lane.id] = ChipDesk(believesChips: configuration.believesChips)
      }
      lanes[lane.id] = Lane(
        settings: configuration.laneSettings(for: lane),
        habits: experience.lanes[lane.id] ?? LaneHabits())
    }
    for (slot, reader) in configuration.readers {
      let family = reader.spoken
      supervisors[slot] = ReaderSupervisor(driver: { family.makeDriver() })
    }
  }

  /// What the station has learned so far; costs no more than the lanes are many.
  public var experience: Experience {
    Experience(lanes: lanes.mapValues(\.habits), plates: memory)
  }

  /// The readers of the station, in order.
  public var slots: [ReaderSlot] { supervisors.keys.sorted() }

  /// The protocol that is spoken with a reader; nothing if the slot has none.
  public func family(of slot: ReaderSlot) -> ReaderFamily? { reader(of: slot)?.spoken }

  /// What the configuration says of a slot's reader.
  func reader(of slot: ReaderSlot) -> ReaderConfiguration? {
    configuration.readers.first { $0.0 == slot }?.1
  }

  /// How many days the evidence of a payment is kept.
  public var evidenceDays: Int { configuration.explainDays }

  /// How a reader is doing.
  public func standing(of slot: ReaderSlot) -> ReaderStanding? { supervisors[slot]?.standing }

  /// What a reader has done so far.
  public func counters(of slot: ReaderSlot) -> ReaderCounters? { supervisors[slot]?.counters }

  /// What lay on a lane's tray antenna in the last complete round.
  func lying(lane: Int) -> LyingRound? { lying[lane].flatMap { $0.round > 0 ? $0 : nil } }

  /// The next moment at which the station wants `.wake`.
  public var nextWake: Moment? {
    [readerWakes.values.min(), lanes.values.compactMap(\.nextWake).min()].compactMap { $0 }.min()
  }

  /// Takes one input in and returns what is to be done about it, in order.
  public mutating func handle(
    _ input: StationInput, at time: StationTime
  ) -> [StationEffect] {
    effects.removeAll(keepingCapacity: true)
    switch input {
    case .start: start(at: time)
    case .channel(let slot, let news): channel(slot, news, at: time)
    case .identified(let lane, let card, let standing):
      tell(lane, .identified(card, standing), at: time)
    case .lookupFailed(let lane, let card, let reason):
      tell(lane, .lookupFailed(card, reason), at: time)
    case .paymentFinished(let lane, let intent, let result):
      tell(lane, .paymentFinished(intent, result), at: time)
    case .catalogue(let catalogue):
      self.catalogue = catalogue
      unknownTags.keep { !catalogue.isPlate($0) }
    case .soldBefore(let plates):
      for sale in plates { sold.sold(sale.plate, visit: sale.visit, at: sale.at) }
    case .released(let plates): for plate in plates { sold.released(plate) }
    case .request(let slot, let request):
      drive(slot, at: time) { $0.request(request, at: time.moment) }
    case .booksStopped(let reason):
      for lane in lanes.keys.sorted() { tell(lane, .booksStopped(reason), at: time) }
    case .taught(let lane, let habits): lanes[lane]?.adopt(habits)
    case .forget(let lane): forget(lane)
    case .wake: wake(at: time)
    case .stop: stop(at: time)
    }
    return effects
  }
}

// Experience.
extension StationCore {
  /// Forgets what a lane has learned; without a lane all of them, and the plates.
  private mutating func forget(_ lane: Int?) {
    if lane == nil { memory = PlateMemory() }
    for id in lane.map({ [$0] }) ?? lanes.keys.sorted() { lanes[id]?.adopt(LaneHabits()) }
  }
}

// Readers.
extension StationCore {
  private mutating func start(at time: StationTime) {
    for slot in slots { drive(slot, at: time) { $0.start(at: time.moment) } }
  }

  private mutating func stop(at time: StationTime) {
    isStopping = true
    for lane in chips.keys.sorted() {
      guard let turn = chips[lane]?.giveUpMarks() else { continue }
      carryOut(turn, of: ReaderSlot(lane: lane, role: .tray), at: time)
    }
    for slot in slots { drive(slot, at: time) { $0.stop(at: time.moment) } }
  }

  private mutating func channel(_ slot: ReaderSlot, _ news: ChannelNews, at time: StationTime) {
    let now = time.moment
    switch news {
    case .opened: drive(slot, at: time) { $0.channelOpened(at: now) }
    case .failed(let fault): drive(slot, at: time) { $0.channelFailed(fault, at: now) }
    case .received(let bytes): drive(slot, at: time) { $0.received(bytes, at: now) }
    case .deviceArrived: drive(slot, at: time) { $0.deviceArrived(at: now) }
    }
  }

  private mutating func wake(at time: StationTime) {
    for slot in slots {
      guard let due = readerWakes[slot], due <= time.moment else { continue }
      readerWakes[slot] = nil
      drive(slot, at: time) { $0.wake(at: time.moment) }
    }
    for id in lanes.keys.sorted() {
      guard let due = lanes[id]?.nextWake, due <= time.moment else { continue }
      tell(id, .wake, at: time)
    }
  }

  private mutating func drive(
    _ slot: ReaderSlot, at time: StationTime,
    _ step: (inout ReaderSupervisor) -> [SupervisorAction]
  ) {
    guard var supervisor = supervisors.removeValue(forKey: slot) else { return }
    let actions = step(&supervisor)
    supervisors[slot] = supervisor
    for action in actions { carryOut(action, of: slot, at: time) }
  }

  private mutating func carryOut(
    _ action: SupervisorAction, of slot: ReaderSlot, at time: StationTime
  ) {
    switch action {
    case .open: effects.append(.channel(slot, .open))
    case .reset: effects.append(.channel(slot, .reset))
    case .close: effects.append(.channel(slot, .close))
    case .send(let bytes): effects.append(.channel(slot, .send(bytes)))
    case .wake(let moment): readerWakes[slot] = moment
    case .blocks(let answer):
      effects.append(.event(.blocks(slot, answer)))
      chipAnswered(answer, of: slot, at: time)
    case .round(let round):
      guard !isStopping else { return }
      guard slot.role == .tray else { return tell(slot.lane, .cardRound(round), at: time) }
      lying[slot.lane, default: LyingRound()].take(round)
      tell(slot.lane, .trayRound(chipsObserved(round, of: slot, at: time)), at: time)
    case .standing(let standing):
      effects.append(.event(.reader(slot, standing)))
      let state = LaneReaderState(standing)
      tell(slot.lane, slot.role == .tray ? .trayReader(state) : .cardReader(state), at: time)
    }
  }
}

// Lanes.
extension StationCore {
  private mutating func tell(_ id: Int, _ input: LaneInput, at time: StationTime) {
    guard var lane = lanes.removeValue(forKey: id) else { return }
    let learned = lane.lesson
    let actions = lane.handle(
      input, at: time.moment, context: context(for: lane, numbered: id, at: time))
    if case .trayRound = input {
      arbiter.note(lane.claims, of: id, at: time.moment)
      if let lesson = lane.lesson, lesson != learned { memory.learn(lesson) }
    }
    lanes[id] = lane
    for action in actions { carryOut(action, of: id, at: time) }
  }

  /// The world around a lane; it holds what the station remembers, so it must not outlive the
  /// input.
  private func context(for lane: Lane, numbered id: Int, at time: StationTime) -> LaneContext {
    let (sold, mint, arbiter, memory) = (self.sold, self.mint, self.arbiter, self.memory)
    let paying = self.paying
    let habits = lane.habits
    var catalogue = catalogue
    catalogue.chipWords = chips[id]?.words ?? [:]
    return LaneContext(
      wall: time.wall, local: time.local,
      businessDay: time.local.businessDay(startingAtMinute: configuration.dayStartMinute),
      catalogue: catalogue,
      soldRecently: {
        sold.visit(of: $0, at: time.wall) ?? paying.visit(of: $0, besides: id)
      },
      pastRates: { memory.past(of: $0, on: habits) },
      rival: { arbiter.rival(of: $0, on: id, at: time.moment) }, mintID: { mint.next() })
  }

  private mutating func carryOut(_ action: LaneAction, of lane: Int, at time: StationTime) {
    switch action {
    case .show(let view): effects.append(.event(.view(lane: lane, view)))
    case .identify(let tag): effects.append(.identify(lane: lane, tag))
    case .pay(let request):
      guard !isStopping else { return }
      paying.began(request, on: lane)
      effects.append(.pay(lane: lane, request))
    case .sound(let sound): effects.append(.event(.sound(lane: lane, sound)))
    case .pace(let pace): setPace(pace == .busy ? .busy : .resting, lane: lane, at: time)
    case .note(let note):
      noted(note, of: lane, at: time)
      effects.append(.event(.note(lane: lane, note)))
    }
  }

  /// What becomes of a debit decides whose the plates are.
  private mutating func noted(_ note: LaneNote, of lane: Int, at time: StationTime) {
    switch note {
    case .paid(let request, _):
      paying.ended(on: lane)
      for plate in request.plates {
        sold.sold(plate, visit: request.order.visit, at: request.intent.at)
      }
      markPaid(request.plates, lane: lane, at: time)
    case .refused, .notWritten: paying.ended(on: lane)
    default: break
    }
  }

  private mutating func setPace(_ pace: PollPace, lane: Int, at time: StationTime) {
    for role in ReaderSlot.Role.allCases {
      drive(ReaderSlot(lane: lane, role: role), at: time) { $0.setPace(pace, at: time.moment) }
    }
  }

}

// Chips.
extension StationCore {
  /// Shows a round to the lane's chip desk, and gives back what the lane may know of it.
  private mutating func chipsObserved(
    _ round: InventoryRound, of slot: ReaderSlot, at time: StationTime
  ) -> InventoryRound {
    guard let known = chips[slot.lane]?.observe(round) else { return round }
    carryOut(known.turn, of: slot, at: time)
    return known.round
  }

  private mutating func chipAnswered(
    _ answer: BlockAnswer, of slot: ReaderSlot, at time: StationTime
  ) {
    guard slot.role == .tray,
      let turn = chips[slot.lane]?.take(answer, at: time.moment, catalogue: catalogue)
    else { return }
    noteMark(on: answer.tag, lane: slot.lane, at: time)
    carryOut(turn, of: slot, at: time)
  }

  /// Takes a chip's word that its plate has been paid elsewhere, unless it has been bound since: a
  /// binding in the books does not change the chip.
  private mutating func noteMark(on tag: TagID, lane: Int, at time: StationTime) {
    guard let mark = chips[lane]?.content(of: tag)?.paidMark,
      sold.visit(of: tag, at: time.wall) == nil
    else { return }
    if let bound = catalogue.lastBound(tag), bound > mark.paidAt { return }
    sold.sold(tag, visit: mint.next(), at: mark.paidAt)
  }

  private mutating func markPaid(_ plates: [TagID], lane: Int, at time: StationTime) {
    guard configuration.marksPaidChips,
      let turn = chips[lane]?.markPaid(plates, paidAt: time.wall, at: time.moment)
    else { return }
    carryOut(turn, of: ReaderSlot(lane: lane, role: .tray), at: time)
  }

  private mutating func carryOut(_ turn: ChipDesk.Turn, of slot: ReaderSlot, at time: StationTime) {
    for trouble in ChipTrouble.allCases {
      guard let plates = turn.troubles[trouble] else { continue }
      effects.append(.event(.chips(lane: slot.lane, trouble, plates)))
    }
    for request in turn.asks { drive(slot, at: time) { $0.request(request, at: time.moment) } }
  }
}
