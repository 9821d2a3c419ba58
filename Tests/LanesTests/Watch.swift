import Lanes
import Ledger
import Money
import Primitives
import TagReads
import Testing

/// What must hold after every single input, whatever the inputs are.
struct Watch {
  private var view: LaneView
  private var inFlight: PaymentRequest?
  private var paidPlates: [UniqueID: Set<TagID>] = [:]
  private var payments: Set<UniqueID> = []
  private var begun: Set<UniqueID> = []
  private var ended: Set<UniqueID> = []
  private var isStopped = false
  private var pace = LanePace.resting
  private var asked: Set<TagID> = []
  private var taps: [TagID: Tap] = [:]
  private(set) var faults: [String] = []

  /// What complete rounds of the tray, begun since a card was identified, have held.
  private struct Tap {
    let at: Moment
    var rounds = 0
    var tags: Set<TagID> = []
  }

  init(view: LaneView) {
    self.view = view
  }

  mutating func check(
    _ actions: [LaneAction], of lane: Lane, after input: LaneInput, at now: Moment
  ) {
    note(input, at: now)
    for action in actions {
      switch action {
      case .show(let new):
        expect(new != view, "shows the same view again")
        view = new
      case .pay(let request): check(request, after: input)
      case .pace(let new):
        expect(new != pace, "sets the same pace again")
        pace = new
      case .note(let note): check(note)
      case .identify(let tag): asked.insert(tag)
      case .sound: break
      }
    }
    check(lane.view)
    expect(lane.view == view, "has a view it has not shown")
    expect(lane.nextWake.map { $0 > now } ?? true, "wants to be woken in the past")
  }

  private mutating func note(_ input: LaneInput, at now: Moment) {
    switch input {
    case .trayRound(let round) where round.quality == .complete:
      for card in taps.keys where taps[card].map({ round.began >= $0.at }) ?? false {
        taps[card]?.rounds += 1
        taps[card]?.tags.formUnion(round.tags)
      }
    case .identified(let card, .open):
      // The same card on the other antenna is no second tap while the first one is paying.
      let isTap = asked.remove(card) != nil && view.state != .paying
      if isTap || taps[card] == nil { taps[card] = Tap(at: now) }
    case .paymentFinished(let id, let result) where id == inFlight?.id:
      if case .unknown = result { isStopped = true }
      inFlight = nil
    case .booksStopped: isStopped = true
    default: break
    }
  }

  private mutating func check(_ request: PaymentRequest, after input: LaneInput) {
    let order = request.order
    expect(inFlight == nil, "pays while a payment is in flight")
    expect(!isStopped, "pays though the books have stopped")
    expect(payments.insert(request.id).inserted, "uses a payment's id twice")
    expect(!request.plates.isEmpty, "pays for nothing")
    expect(request.plates.map(\.description) == order.lines.map(\.plate), "pays for other plates")
    expect(sum(order.lines.map(\.amount)) == order.total, "pays another total than the lines'")
    let tap = taps.removeValue(forKey: request.card) ?? Tap(at: .origin)
    expect(tap.rounds >= 3, "pays without a tap, or without a look begun after it")
    expect(tap.tags.isSuperset(of: request.plates), "pays for a plate not seen since the tap")
    expect(view.total == order.total, "pays another total than the one on display")
    expect(view.lines.map(\.plate) == request.plates, "pays other plates than those on display")
    if case .trayRound(let round) = input {
      expect(round.quality == .complete, "pays on a round that is not complete")
    } else {
      expect(false, "pays on something else than a round")
    }
    let paid = paidPlates[order.visit, default: []]
    expect(paid.isDisjoint(with: request.plates), "pays for a plate twice in a visit")
    inFlight = request
  }

  private mutating func check(_ note: LaneNote) {
    switch note {
    case .visitBegan(let id): expect(begun.insert(id).inserted, "begins a visit twice")
    case .visitEnded(let id, let paid):
      expect(begun.contains(id), "ends a visit that has not begun")
      expect(ended.insert(id).inserted, "ends a visit twice")
      expect(!paid || paidPlates[id] != nil, "calls a visit paid that is not")
    case .paid(let request, _):
      expect(!ended.contains(request.order.visit), "ends a visit before its payment is known")
      paidPlates[request.order.visit, default: []].formUnion(request.plates)
    case .billShown(let bill):
      expect(sum(bill.lines.map(\.amount)) == bill.total, "notes another total than the lines'")
    case .contradicted, .refused, .notWritten, .leftWithoutPaying, .problem, .problemEnded: break
    }
  }

  private mutating func check(_ view: LaneView) {
    let isProblem = view.state == .problem || view.state == .closed
    expect(isProblem == (view.problem != nil), "has a problem and does not say which")
    expect(sum(view.lines.map(\.amount)) == view.total, "shows another total than the lines'")
    expect(
      inFlight == nil || view.state == .paying || isStopped || view.state == .closed,
      "hides that a payment is in flight")
    expect(view.state != .paid || view.receipt != nil, "says paid without a receipt")
  }

  private func sum(_ amounts: [Amount]) -> Amount {
    Amount(minorUnits: amounts.reduce(0) { $0 + $1.minorUnits })
  }

  private mutating func expect(_ holds: Bool, _ fault: String) {
    guard !holds, faults.count < 10 else { return }
    faults.append("the lane " + fault)
    Issue.record("the lane \(fault)")
  }
}
