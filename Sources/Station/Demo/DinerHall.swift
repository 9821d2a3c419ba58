public import Primitives
internal import ReaderEmulation
public import TagReads

/// The diners of the demo as one machine: they see what the lanes show, and act on tray and card.
///
/// It knows nothing of what the station believes; it is the truth the station is measured against.
/// The same seed makes the same diners.
public struct DinerHall: Sendable {
  private var generator: SeededGenerator
  private var kitchen: Kitchen
  private let canteen: DemoCanteen
  private let dinersMax: Int?
  private let hurry: Int
  private let chips: [Int: TagID.Technology]
  private var lanes: [Int: DinerAtLane] = [:]

  /// How many diners have come so far.
  public private(set) var dinersCome = 0
  /// How many plates they brought.
  public private(set) var platesBrought = 0
  /// How many trays were put on an antenna; a diner who never got to it brought none.
  public var traysPlaced: Int { stays.count { $0.plates > 0 } }
  /// What each payment should have been, in order.
  public private(set) var payments: [PaymentTruth] = []
  /// How each diner fared, in the order of leaving; kept only where their number is limited.
  public private(set) var stays: [DinerStay] = []
  /// How the bills on the displays have compared with the trays so far.
  public var bills: BillCounts {
    lanes.values.reduce(BillCounts()) { $0 + $1.billCounts }
  }

  /// Opens the hall; with a limit it closes after that many diners, and in a hurry everybody is
  /// that many times as quick. A lane that is not among `chips` reads ISO 15693 plates.
  public init(
    canteen: DemoCanteen, lanes: [Int], chips: [Int: TagID.Technology] = [:], diners: Int?,
    washing: Duration,
    usedBefore: Set<TagID> = [], seed: UInt64, hurry: Int = 1
  ) {
    generator = SeededGenerator(seed: seed)
    kitchen = Kitchen(
      plates: canteen.plates, washing: washing, usedBefore: usedBefore, using: &generator)
    self.canteen = canteen
    self.chips = chips
    dinersMax = diners
    self.hurry = hurry
    for (index, lane) in lanes.enumerated() {
      let start = Moment(milliseconds: (1500 + Int64(index) * 400) / Int64(hurry))
      self.lanes[lane] = DinerAtLane(lane: lane, nextDinerAt: start)
    }
  }

  /// True when the last diner has left.
  public var isOver: Bool {
    guard let dinersMax else { return false }
    return dinersCome >= dinersMax && lanes.values.allSatisfy(\.isVacant)
  }

  /// When somebody next does something of their own accord.
  public var nextWake: Moment? {
    lanes.values.compactMap { $0.nextWake(expectsDiners: expectsDiners) }.min()
  }

  private var expectsDiners: Bool { dinersMax.map { dinersCome < $0 } ?? true }

  /// Lets everybody do what is due by now.
  mutating func wake(at now: Moment) -> [DinerAct] {
    var acts: [DinerAct] = []
    for lane in lanes.keys.sorted() {
      if lanes[lane]?.awaitsDiner(at: now) == true, expectsDiners { seat(lane: lane, at: now) }
      acts += lanes[lane]?.wake(at: now) ?? []
      collect(from: lane, at: now)
    }
    return acts
  }

  /// Shows the diner at a lane what its display shows now.
  mutating func saw(_ sight: LaneSight, lane: Int, at now: Moment) {
    lanes[lane]?.saw(sight, canteen: canteen, at: now)
  }

  /// Notes what lies on the antenna at the moment the station asks for money.
  mutating func paying(intent: UniqueID, lane: Int, at now: Moment) {
    guard let truth = lanes[lane]?.truth(intent: intent, canteen: canteen, at: now) else { return }
    payments.append(truth)
  }

  /// Notes that a payment came through, so that its plates are not expected on another bill.
  mutating func paid(plates: [TagID], lane: Int) {
    lanes[lane]?.paid(plates)
  }

  private mutating func seat(lane: Int, at now: Moment) {
    let count = generator.integer(1...12)
    let chip = chips[lane] ?? .iso15693
    let plates = kitchen.serve(count, chip, at: now)
    guard !plates.isEmpty else { return lanes[lane]?.wait(until: now + .seconds(5)) ?? () }
    let plan = DinerPlan.draw(
      from: canteen, diner: dinersCome, plates: plates, hurry: hurry, using: &generator)
    lanes[lane]?.seat(plan, diner: dinersCome, at: now)
    dinersCome += 1
  }

  private mutating func collect(from lane: Int, at now: Moment) {
    guard let (stay, plates) = lanes[lane]?.takeLeaver() else { return }
    if dinersMax != nil { stays.append(stay) }
    platesBrought += stay.plates
    kitchen.wash(plates, at: now)
  }
}
