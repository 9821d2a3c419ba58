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
  private var lifted: (plates: [TagID], at: Moment)?
  private var bills = BillWatch()

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

  mutating func saw(_ sight: LaneSight, canteen: DemoCanteen, at now: Moment) {
    let hasRightPrices = sight.bill.map { canteen.asks($0, of: visit?.plan.account) } ?? true
    bills.shows(sight, hasRightPrices: hasRightPrices, over: tray(at: now))
    display = sight
    visit?.saw(sight, at: now)
  }

  mutating func paid(_ plates: [TagID]) {
    visit?.settled.formUnion(plates)
    bills.paid()
  }

  /// Carries out what the diner means to do by now.
  mutating func wake(at now: Moment) -> [DinerAct] {
    guard var current = visit else { return [] }
    if current.isAboutToTap(at: now) { bills.tapped(over: tray(at: now)) }
    if current.isAboutToLeave(at: now) {
      bills.lifting(tray(at: now))
      lifted = (current.plates, now)
    }
    let acts = current.act(lane: lane, at: now)
    visit = current
    if current.hasLeft {
      leaver = (current.stay, current.plan.allPlates)
      nextDinerAt = now + current.plan.gapToNext
      visit = nil
    }
    return acts
  }

  /// How the bills on the display have compared with the trays.
  var billCounts: BillCounts { bills.counts }

  /// What lies on the antenna now; a tray that has just been lifted may still be on a bill.
  private func tray(at now: Moment) -> TrayTruth {
    var truth = visit?.tray(at: now) ?? TrayTruth()
    if let lifted, lifted.at + TrayTruth.restTime > now { truth.inMotion += lifted.plates }
    return truth
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
