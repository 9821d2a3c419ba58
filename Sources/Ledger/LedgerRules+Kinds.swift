import Money
import Primitives

extension LedgerRules {
  func sale(_ order: SaleOrder, given facts: IntentFacts) throws(Refusal) -> Draft {
    guard let account = facts.account else { throw .unknownAccount }
    if order.card != nil { try checkCard(facts.card, opens: account.number) }
    switch account.standing {
    case .open: break
    case .blocked: throw .blockedAccount
    case .closed: throw .accountClosed
    }
    guard facts.isAccountInTime else { throw .accountNotValid }
    guard facts.platesSold.isEmpty else { throw .alreadyPaidPlate }
    let paid = spendingOrder.split(
      order.total.minorUnits, cash: account.cash.minorUnits, subsidy: account.subsidy.minorUnits)
    return Draft(
      cash: -paid.fromCash, subsidy: -paid.fromSubsidy, against: .sales,
      Particulars(
        card: order.card, lane: order.lane, visit: order.visit, mealPeriod: order.mealPeriod,
        lines: order.lines))
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

  /// Pays out what was paid in: neither credit nor subsidy leaves as money.
  func refund(
    _ amount: Amount, _ tender: Tender, _ note: String, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let account = facts.account else { throw .unknownAccount }
    guard account.cash >= amount else { throw .insufficientBalance }
    return Draft(cash: -amount.minorUnits, against: .tender(tender), Particulars(note: note))
  }

  func reversal(_ reason: String, given facts: IntentFacts) throws(Refusal) -> Draft {
    guard let named = facts.named else { throw .unknownReceipt }
    guard named.kind != .reversal else { throw .notReversible }
    guard !facts.isNamedReversed else { throw .alreadyReversed }
    return Draft(reversing: named, reason: reason)
  }

  func correction(
    _ account: AccountNumber, _ wallet: WalletKind, _ amount: Amount, _ reason: String,
    given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let named = facts.named else { throw .unknownReceipt }
    guard named.account == account else { throw .receiptOfAnotherAccount }
    return Draft(
      cash: wallet == .cash ? amount.minorUnits : 0,
      subsidy: wallet == .subsidy ? amount.minorUnits : 0, against: .corrections,
      refersTo: named.receipt, Particulars(note: reason))
  }
}
