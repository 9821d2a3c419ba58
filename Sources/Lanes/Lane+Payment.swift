import Billing
import Ledger
import Menus
import Money
import Primitives
import TagReads
import Trays

/// From the tap to the receipt.
extension Lane {
  /// Begins the last look as soon as a tap and a bill it may pay have come together.
  mutating func beginPayment(_ turn: inout Turn) {
    guard service == .open, trayReader == .working, cardReader == .working, payment.isNone,
      objection == nil, !cards.hasOpenQuestion, let claim, let tray, tray.isPayable,
      isDue(claim, turn.now),
      let own = priced(tray.reading, for: claim.account.dinerGroup, turn)
    else { return }
    guard own.isPayable else { return settle(own) }
    guard !isDearerThanShown(own) else { return showDearer(own, &turn) }
    self.claim = nil
    payment = .looking(.init(claim: claim, tray: own, beganAt: turn.now))
    for event in engine.beginDecisiveLook(at: turn.now) { take(event, &turn) }
  }

  /// True if the display asks less for these plates than they cost the diner.
  private func isDearerThanShown(_ own: PricedTray) -> Bool {
    view.lines.map(\.plate) == own.lines.map(\.plate) && view.total < own.bill.total
  }

  /// Shows the diner's own bill instead of paying it: it is not the one the tap was for.
  private mutating func showDearer(_ own: PricedTray, _ turn: inout Turn) {
    visit?.shownFor = claim?.account.dinerGroup
    visit?.wantsAnotherTap = true
    settle(own)
    deferClaim()
    turn.sound(.problem)
  }

  private func isDue(_ claim: Claim, _ now: Moment) -> Bool {
    switch claim.gate {
    case .open: true
    case .sameSet: false
    case .shownBill: heldBackUntil.map { now >= $0 } ?? false
    }
  }

  /// The look agrees: the money moves, if the bill is still what the display says.
  mutating func lookConfirmed(
    _ look: Payment.Look, _ reading: TrayReading, _ turn: inout Turn
  ) {
    guard !cards.hasOpenQuestion else {
      for event in engine.beginDecisiveLook(at: turn.now) { take(event, &turn) }
      return
    }
    guard let now = priced(reading, for: look.claim.account.dinerGroup, turn), now.isPayable,
      now.matches(look.tray), let visit
    else {
      payment = .none
      claim = look.claim
      deferClaim()
      if let new = priced(reading, turn) { settle(new) }
      return
    }
    let request = request(for: now, by: look.claim, in: visit, turn)
    payment = .inFlight(.init(request: request, claim: look.claim, tray: now))
    turn.actions.append(.pay(request))
  }

  private func request(
    for tray: PricedTray, by claim: Claim, in visit: Visit, _ turn: Turn
  ) -> PaymentRequest {
    let lines = tray.bill.lines.map {
      SaleLine(
        plate: $0.tag.description, plateClass: $0.plateClass.rawValue, dish: $0.dish?.rawValue,
        name: $0.names.text(in: settings.language), amount: $0.amount,
        vatBasisPoints: $0.vatRateBasisPoints, vat: $0.vat)
    }
    let order = SaleOrder(
      account: claim.account.number, card: claim.card.description, lane: settings.number,
      visit: visit.id, mealPeriod: tray.bill.mealPeriod?.rawValue, lines: lines,
      total: tray.bill.total)
    return PaymentRequest(
      id: turn.context.mintID(), at: turn.context.wall, businessDay: turn.context.businessDay,
      order: order, card: claim.card, plates: tray.bill.lines.map(\.tag),
      evidence: engine.trace?.bytes ?? [])
  }

  /// Ends a look that found another set; the tap stands if the one it was for comes back.
  mutating func endLook(_ look: Payment.Look) {
    payment = .none
    claim = look.claim
    claim?.gate = .sameSet(look.tray.reading.tags)
  }

  /// The look could not be decided: the settled set stands, the tap does not.
  mutating func lookFailed(_ reason: UndecidedReason, _ turn: Turn) {
    guard case .looking(let look) = payment else { return }
    dropPayment()
    object(Self.problem(of: reason), to: nil, turn)
    claim = look.claim
    deferClaim()
  }

  /// Ends a look that is going on; a payment that is in flight goes on.
  mutating func dropPayment() {
    guard case .looking = payment else { return }
    engine.cancelDecisiveLook()
    payment = .none
  }

  static func problem(of reason: UndecidedReason) -> LaneProblem.Code {
    switch reason {
    case .unstableSet, .keepsChanging: .unstableSet
    case .doubtfulPlate: .doubtfulPlate
    case .contestedPlate: .contestedPlate
    case .twoTrays: .twoTrays
    case .halfOnTray: .halfOnTray
    case .readerDisturbed, .readerSilent: .readerDisturbed
    case .tooManyTags: .tooManyTags
    }
  }
}

/// The books' answer.
extension Lane {
  mutating func paymentFinished(
    _ id: IntentID, _ result: PaymentResult, _ turn: inout Turn
  ) {
    guard case .inFlight(var flight) = payment, flight.request.id == id else { return }
    payment = .none
    switch result {
    case .answered(.done(let receipt)): paid(flight, receipt, &turn)
    case .answered(.refused(let refusal)): refused(flight, refusal, &turn)
    case .notWritten(let reason):
      turn.note(.notWritten(flight.request, reason: reason))
      reject(flight, .booksUnavailable, detail: reason, &turn)
    case .unknown(let reason):
      stopBooks(
        "payment \(id) may or may not have been debited; once the station has been started again "
          + "the account's history tells: \(reason)")
      visit?.doubt(flight.request)
      flight.endedVisit?.doubt(flight.request)
      flight.endedVisit.map { conclude($0, &turn) }
    }
  }

  private mutating func paid(
    _ flight: Payment.Flight, _ receipt: Receipt, _ turn: inout Turn
  ) {
    let request = flight.request
    lastPayment = LastPayment(visit: request.order.visit, card: request.card, at: turn.now)
    turn.note(.paid(request, receipt))
    turn.sound(.paid)
    let settlement = Settlement(
      receipt: LaneReceipt(receipt, total: request.order.total), lines: flight.tray.lines,
      energyKilojoules: flight.tray.bill.energyKilojoules)
    if var ended = flight.endedVisit {
      ended.settle(settlement, for: request.plates)
      return conclude(ended, &turn)
    }
    visit?.settle(settlement, for: request.plates)
    if let tray, let left = priced(tray.reading, turn) { settle(left) }
  }

  private mutating func refused(
    _ flight: Payment.Flight, _ refusal: Refusal, _ turn: inout Turn
  ) {
    turn.note(.refused(flight.request, refusal))
    let code = Self.problem(of: refusal)
    if code == .booksStopped {
      stopBooks("the books refused a sale as \(refusal.rawValue), which no sale here should be")
      flight.endedVisit.map { conclude($0, &turn) }
    } else {
      reject(flight, code, &turn)
    }
  }

  /// Nothing was debited: says why, unless the next tray is there already.
  private mutating func reject(
    _ flight: Payment.Flight, _ code: LaneProblem.Code, detail: String = "", _ turn: inout Turn
  ) {
    if flight.endedVisit == nil || visit == nil {
      object(
        code, to: flight.request.card, wallets: flight.claim.wallets, detail: detail, turn)
    }
    flight.endedVisit.map { conclude($0, &turn) }
  }
}

extension Visit {
  /// Notes plates as paid.
  mutating func settle(_ settlement: Settlement, for plates: [TagID]) {
    (shownFor, wantsAnotherTap) = (nil, false)
    paid.formUnion(plates)
    unpaid.removeAll { paid.contains($0) }
    self.settlement = settlement
  }

  /// Notes that nobody knows whether a request was paid, if it is one of this visit.
  mutating func doubt(_ request: PaymentRequest) {
    if request.order.visit == id { doubted.formUnion(request.plates) }
  }
}

extension LaneReceipt {
  init(_ receipt: Receipt, total: Amount) {
    self.init(
      number: receipt.number.description, total: total,
      fromCash: Amount(minorUnits: 0 &- receipt.cashChange.minorUnits),
      fromSubsidy: Amount(minorUnits: 0 &- receipt.subsidyChange.minorUnits),
      left: LaneWallets(cash: receipt.cashAfter, subsidy: receipt.subsidyAfter))
  }
}

extension AccountSummary {
  /// The diner group, if the account belongs to one.
  var dinerGroup: DinerGroupCode? { group.isEmpty ? nil : DinerGroupCode(group) }
}
