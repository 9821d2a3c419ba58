import Money
import Primitives

/// Selling, and giving back what was sold.
extension LedgerRules {
  func sale(
    _ order: SaleOrder, _ intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let account = facts.account else { throw .unknownAccount }
    if order.card != nil { try checkCard(facts.card, opens: account.number) }
    try checkMayPay(account, given: facts)
    guard facts.platesSold.isEmpty else { throw .alreadyPaidPlate }
    try limits(of: account.group).check(order.total, after: facts.spending)
    let changes = try payment(of: order.total, from: account, on: intent.businessDay)
    return Draft(
      changes, [Posting(.sales, order.total)],
      Particulars(
        card: order.card, lane: order.lane, visit: order.visit, mealPeriod: order.mealPeriod,
        lines: order.lines))
  }

  func keyedSale(
    _ sale: KeyedSale, _ intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    var particulars = Particulars(
      lane: sale.lane, mealPeriod: sale.mealPeriod, group: sale.group, lines: sale.lines,
      note: sale.note)
    switch sale.payment {
    case .tender(let tender):
      let taken = Amount(minorUnits: -sale.total.minorUnits)
      return Draft(
        [], [Posting(.sales, sale.total), Posting(.tender(tender), taken)], isOfAccount: false,
        particulars)
    case .account(_, let tickets):
      guard let account = facts.account else { throw .unknownAccount }
      try checkMayPay(account, given: facts)
      try limits(of: account.group).check(sale.total, after: facts.spending)
      let used = try tickets.map { use throws(Refusal) in
        try taking(use, from: account, for: sale.total, on: intent.businessDay)
      }
      let value = used.map { $0.reduce(0) { $0 - $1.amount.minorUnits } } ?? 0
      let rest = max(0, value - sale.total.minorUnits)
      let due = Amount(minorUnits: sale.total.minorUnits - (value - rest))
      let changes = try payment(of: due, from: account, on: intent.businessDay)
      particulars.group = nil
      return Draft(
        changes + (used ?? []),
        [Posting(.sales, sale.total), Posting(.ticketRests, Amount(minorUnits: rest))],
        particulars)
    }
  }

  func charge(
    _ charge: Charge, _ intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let account = facts.account else { throw .unknownAccount }
    guard account.standing != .closed else { throw .accountClosed }
    let line = SaleLine(
      plate: "", dish: nil, name: charge.reason, amount: charge.amount,
      vatBasisPoints: charge.vatBasisPoints)
    return Draft(
      spendingOrder.payment(
        of: charge.amount.minorUnits, from: account, on: intent.businessDay),
      [Posting(.sales, charge.amount)],
      Particulars(mealPeriod: charge.mealPeriod, lines: [line]))
  }

  /// Gives lines of a sale back to where the money came from.
  func saleRefund(
    _ places: [Int], _ reason: String, _ intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let named = facts.named else { throw .unknownReceipt }
    guard named.kind.sells else { throw .notRefundable }
    guard !facts.isNamedReversed else { throw .alreadyReversed }
    guard named.businessDay == intent.businessDay else { throw .notSameDay }
    let sold = named.particulars.lines
    guard places.allSatisfy({ sold.indices.contains($0 - 1) }) else { throw .unknownLine }
    let before = Set(facts.earlierRefunds.flatMap { $0.particulars.lines.compactMap(\.refunds) })
    guard before.isDisjoint(with: places) else { throw .alreadyRefunded }
    let amount = places.reduce(0) { $0 + sold[$1 - 1].amount.minorUnits }
    let left = named.leftToRefund(after: facts.earlierRefunds)
    let isLast = before.count + places.count == sold.count
    var draft = try isLast ? left.whole : left.part(of: amount, in: spendingOrder)
    draft.particulars = named.particulars.givenBack(lines: places.map { $0 - 1 }, reason: reason)
    draft.isOfAccount = named.account != nil
    draft.refersTo = named.receipt
    return draft
  }

  /// Refuses a card that has been reported lost, blocked or bound anew since it was tapped.
  private func checkCard(
    _ card: IntentFacts.Card?, opens account: AccountNumber
  ) throws(Refusal) {
    guard let card, card.account == account else { throw .unknownCard }
    switch card.use {
    case .valid: break
    case .blocked: throw .blockedCard
    case .lost: throw .lostCard
    }
  }

  private func checkMayPay(
    _ account: AccountState, given facts: IntentFacts
  ) throws(Refusal) {
    switch account.standing {
    case .open: break
    case .blocked: throw .blockedAccount
    case .closed: throw .accountClosed
    }
    guard facts.isAccountInTime else { throw .accountNotValid }
  }

  /// What a sale takes from cash and usable subsidy, if they can pay it and keep what they must.
  private func payment(
    of due: Amount, from account: AccountState, on day: CalendarDay
  ) throws(Refusal) -> [PurseAmount] {
    guard account.isWithinBounds else { throw .malformed }
    guard due > .zero else { return [] }
    let usable = account.purses.usable(.subsidy, on: day).reduce(account.cash.minorUnits) {
      $0 + $1.amount.minorUnits
    }
    let after = usable - due.minorUnits
    guard after >= account.floor.minorUnits else { throw .insufficientBalance }
    if let minimum = limits(of: account.group).minimumBalance, after < minimum.minorUnits {
      throw .minimumBalance
    }
    return spendingOrder.payment(of: due.minorUnits, from: account, on: day)
  }

  /// Takes tickets, the soonest to expire first; each must be needed.
  private func taking(
    _ use: TicketUse, from account: AccountState, for total: Amount, on day: CalendarDay
  ) throws(Refusal) -> [PurseAmount] {
    var left = use.count
    var value: Int64 = 0
    var taken: [PurseAmount] = []
    for content in account.purses.usable(.ticket, on: day)
    where content.purse.ticket?.kind == use.kind && left > 0 {
      guard let ticket = content.purse.ticket else { continue }
      let count = min(left, Int(content.amount.minorUnits / ticket.face.minorUnits))
      guard value + ticket.value(of: count - 1) < total.minorUnits else { throw .ticketNotNeeded }
      value += ticket.value(of: count)
      left -= count
      taken.append(PurseAmount(content.purse, Amount(minorUnits: -ticket.value(of: count))))
    }
    guard left == 0 else { throw .noTicket }
    return taken
  }
}
