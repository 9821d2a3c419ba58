import Chips
import Lanes
import Ledger
import Menus
import Money
import Primitives
import ReaderEmulation
import Readers
import TagReads
import Testing

@testable import Station

/// One lane in virtual time, whose plates have chips: the station's core, two emulated readers, and
/// books that let the one diner pay everything. If so wanted a second lane lies beside it.
struct ChipLane {
  static let noon = WallTime(milliseconds: 1_772_424_000_000)
  static let lane = ReaderSlot(lane: 1, role: .tray)
  private static let cardSlot = ReaderSlot(lane: 1, role: .card)
  private static let card = tag("E0040350A05F02B7")
  private static let usb: Duration = .milliseconds(1)

  let antenna = AntennaField(seed: 3)
  private let cards = AntennaField(seed: 4)
  let neighbour = AntennaField(seed: 5)
  private let neighbourCards = AntennaField(seed: 6)
  private var core: StationCore
  private var bench = VirtualBench()
  private var agenda = Agenda()
  private var readAsked: Moment?
  private var receiptCount = 0
  private(set) var now = Moment.origin
  private(set) var events: [(at: Moment, event: StationEvent)] = []
  /// How long the tray's reader has been at work on reading chips.
  private(set) var readTime: Duration = .zero
  /// How long a debit takes.
  var commitTime: Duration = .milliseconds(5)
  /// What the books refuse every debit for.
  var refusal: Refusal?
  /// What the books were asked to debit.
  private(set) var requests: [PaymentRequest] = []
  /// Plates that answer inventories and nothing else.
  var unreadable: [TagID] = []

  /// Makes a lane; the plates are in its catalogue, bound to noodles for 3.00 at that time.
  init(
    believes: Bool = true, marks: Bool = true, plates: [TagID] = [], boundAt: WallTime? = nil,
    hasNeighbour: Bool = false
  ) throws {
    var configuration = StationConfiguration(currency: .cny)
    configuration.believesChips = believes
    configuration.marksPaidChips = marks
    let reader = ReaderConfiguration(family: .emulated)
    configuration.lanes = (hasNeighbour ? [1, 2] : [1]).map {
      LaneConfiguration(id: $0, name: "Window", trayReader: reader, cardReader: reader)
    }
    core = StationCore(
      configuration: configuration,
      catalogue: try Self.catalogue(of: plates, boundAt: boundAt), ids: SeededGenerator(seed: 1))
    bench.add(FeigReaderEmulator(antenna: antenna), on: antenna, as: Self.lane)
    bench.add(FeigReaderEmulator(antenna: cards), on: cards, as: Self.cardSlot)
    if hasNeighbour {
      bench.add(
        FeigReaderEmulator(antenna: neighbour), on: neighbour,
        as: ReaderSlot(lane: 2, role: .tray))
      bench.add(
        FeigReaderEmulator(antenna: neighbourCards), on: neighbourCards,
        as: ReaderSlot(lane: 2, role: .card))
    }
    handle(.start)
    run(for: .seconds(1)) { _ in false }
  }

  private static func catalogue(of plates: [TagID], boundAt: WallTime?) throws -> Catalogue {
    try Catalogue(
      validating: CatalogueParts(
        currency: .cny, dinerGroups: [], mealPeriods: [],
        plateClasses: [PlateClass(code: "white", names: LocalizedName(zh: "白碗", en: "White"))],
        dishes: [
          Dish(
            code: "N1", names: LocalizedName(zh: "面", en: "Noodles"),
            prices: PriceList(standard: Amount(minorUnits: 300)))
        ],
        plates: plates.map { Plate(tag: $0, plateClass: "white") },
        bindings: plates.map { Binding(.plate($0), to: "N1", boundAt: boundAt) }))
  }

  static func tag(_ text: String) -> TagID {
    guard let tag = TagID(text) else { preconditionFailure("not a tag: \(text)") }
    return tag
  }

  /// So many plates.
  static func plates(_ count: Int) -> [TagID] {
    (1...count).compactMap { TagID(iso15693: 0xE004_0150_00C0_0000 + UInt64($0)) }
  }

  /// What every written chip says.
  static let record = PlateRecord(
    dish: "STEW", plateClass: "white", price: Amount(minorUnits: 750), currency: .cny,
    writtenAt: noon + .seconds(-3600), station: "East")

  /// A chip with the record, and a mark if so wanted.
  static func chip(_ tag: TagID, paidAt: WallTime? = nil, locked: [Int] = []) throws -> EmulatedTag
  {
    var memory = try record.memory(for: tag)
    memory += [UInt8](repeating: 0, count: 112 - memory.count)
    if let paidAt, let mark = PaidMark(paidAt: paidAt).memory(after: memory, in: tag) {
      memory.replaceSubrange(mark.offset..<mark.offset + mark.bytes.count, with: mark.bytes)
    }
    let blocks = stride(from: 0, to: 112, by: 4).map { Array(memory[$0..<$0 + 4]) }
    return EmulatedTag(id: tag, blocks: blocks, lockedBlocks: locked)
  }
}

// What has come of it.
extension ChipLane {
  var view: LaneView? { view(of: 1) }

  func view(of lane: Int) -> LaneView? {
    events.reversed().lazy.compactMap { item -> LaneView? in
      if case .view(lane, let view) = item.event { view } else { nil }
    }.first
  }

  /// What the staff was told of chips.
  var troubles: [ChipTrouble: [TagID]] {
    events.reduce(into: [:]) { told, item in
      if case .chips(1, let trouble, let tags) = item.event { told[trouble, default: []] += tags }
    }
  }

  /// Whether a plate that lies there, or that is given, carries the mark.
  func isMarked(_ tag: TagID, memory: [[UInt8]]? = nil) -> Bool {
    let blocks = memory ?? antenna.memory(of: tag) ?? []
    return PlateRecord.content(of: blocks.flatMap { $0 }, in: tag).paidMark != nil
  }

  /// The totals of every bill that was shown.
  var bills: [Int64] {
    events.compactMap { item in
      if case .note(_, .billShown(let bill)) = item.event { bill.total.minorUnits } else { nil }
    }
  }
}

// Time.
extension ChipLane {
  /// Lets time go on until something is so, but no longer than that; whether it is so.
  @discardableResult
  mutating func run(for limit: Duration, until isSo: (ChipLane) -> Bool) -> Bool {
    let end = now + limit
    while !isSo(self) {
      let next = [core.nextWake, bench.nextOutput, agenda.next].compactMap(\.self).min()
      guard let next, next <= end else {
        now = end
        return isSo(self)
      }
      now = max(now, next)
      step()
    }
    return true
  }

  mutating func place(_ chips: [EmulatedTag]) { antenna.place(chips) }

  /// Taps the card and waits until the lane says that everything is paid.
  mutating func pay() -> Bool {
    cards.place([EmulatedTag(id: Self.card)])
    defer { cards.clear() }
    return run(for: .seconds(10)) { $0.view?.state == .paid }
  }

  /// Holds the card to a lane's reader, and to no other.
  mutating func hold(cardTo lane: Int) {
    liftCard()
    (lane == 1 ? cards : neighbourCards).place([EmulatedTag(id: Self.card)])
  }

  mutating func liftCard() {
    cards.clear()
    neighbourCards.clear()
  }

  /// Carries the tray over to the other lane.
  mutating func carryOver(_ plates: [TagID]) {
    neighbour.place(antenna.remove(plates))
  }

  /// Pulls the tray reader's plug and puts it back later.
  mutating func interruptReader(for pause: Duration) {
    _ = bench.unplug(Self.lane, at: now)
    let fault = ReaderFault(.channelLost, message: "unplugged", isFatal: true)
    handle(.channel(Self.lane, .failed(fault)))
    agenda.add(.plug(Self.lane), at: now + pause)
  }

  mutating func stop() { handle(.stop) }

  private mutating func step() {
    while let item = agenda.take(due: now) {
      switch item {
      case .input(let input): handle(input)
      case .hostBytes(let slot, let bytes): hostSent(bytes, to: slot)
      case .unplug: break
      case .plug(let slot):
        bench.plug(slot)
        handle(.channel(slot, .deviceArrived))
      }
    }
    for (slot, bytes) in bench.outputs(upTo: now) {
      if slot == Self.lane, let asked = readAsked {
        readTime += now.since(asked)
        readAsked = nil
      }
      agenda.add(.input(.channel(slot, .received(bytes))), at: now + Self.usb)
    }
    if let due = core.nextWake, due <= now { handle(.wake) }
  }

  private mutating func hostSent(_ bytes: [UInt8], to slot: ReaderSlot) {
    // B0 23 reads blocks: ID ISC.PR101 manual, page 62.
    let isRead = slot == Self.lane && bytes.contains([0xB0, 0x23])
    if isRead { readAsked = now }
    for tag in unreadable { antenna.setReadRate(isRead ? 0 : 1, for: tag) }
    bench.hostSent(bytes, to: slot, at: now)
  }

  private mutating func handle(_ input: StationInput) {
    let time = StationTime(
      moment: now, wall: Self.noon + now.since(.origin), utcOffsetSeconds: 8 * 3600)
    for effect in core.handle(input, at: time) { carryOut(effect) }
  }

  private mutating func carryOut(_ effect: StationEffect) {
    switch effect {
    case .channel(let slot, .open):
      guard bench.open(slot) else {
        let fault = ReaderFault(.deviceNotFound, message: "unplugged", isFatal: true)
        return agenda.add(.input(.channel(slot, .failed(fault))), at: now + Self.usb)
      }
      agenda.add(.input(.channel(slot, .opened)), at: now + Self.usb)
    case .channel(let slot, .close): bench.close(slot)
    case .channel(_, .reset): break
    case .channel(let slot, .send(let bytes)):
      agenda.add(.hostBytes(slot, bytes), at: now + Self.usb)
    case .identify(let lane, let tag):
      let standing = tag == Self.card ? Self.diner : .unknown
      agenda.add(.input(.identified(lane: lane, tag, standing)), at: now + Self.usb)
    case .pay(let lane, let request):
      requests.append(request)
      let outcome = refusal.map { .refused($0) } ?? IntentOutcome.done(receipt(for: request))
      agenda.add(
        .input(.paymentFinished(lane: lane, request.id, .answered(outcome))),
        at: now + commitTime)
    case .event(let event): events.append((now, event))
    }
  }

  private static var diner: CardStanding {
    .open(
      AccountSummary(
        number: "A0001", group: "", cash: Amount(minorUnits: 100_000), subsidy: .zero,
        floor: .zero))
  }

  private mutating func receipt(for request: PaymentRequest) -> Receipt {
    receiptCount += 1
    return Receipt(
      number: ReceiptNumber(station: "East", serial: receiptCount), intent: request.id,
      kind: .sale, account: request.order.account, at: request.intent.at,
      businessDay: request.intent.businessDay, cashChange: .zero, subsidyChange: .zero,
      cashAfter: .zero, subsidyAfter: .zero)
  }
}
