import Money
import Primitives

/// What staff do with an account's money.
extension LedgerRules {
  func topUp(
    _ amount: Amount, _ tender: Tender, _ note: String, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard !facts.isReferenceUsed else { throw .referenceUsed }
    return Draft(
      amount.minorUnits, in: .cash, against: .tender(tender), Particulars(note: note))
  }

  /// Tickets for money over the counter, or for the account's own cash.
  func purchase(_ ticket: Ticket, _ count: Int, _ tender: Tender?, _ note: String) -> Draft {
    let value = ticket.value(of: count)
    let particulars = Particulars(note: note)
    if let tender {
      return Draft(value, in: .tickets(ticket), against: .tender(tender), particulars)
    }
    return Draft(
      [
        PurseAmount(.cash, Amount(minorUnits: -value)),
        PurseAmount(.tickets(ticket), Amount(minorUnits: value)),
      ], [], particulars)
  }

  /// Takes back what is left of what could be used up to a day that has passed.
  func expiry(
    of purse: Purse, _ intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let account = facts.account else { throw .unknownAccount }
    guard purse.isExpired(on: intent.businessDay) else { throw .notExpired }
    let left = account.purses[purse].minorUnits
    guard left > 0 else { throw .nothingLeft }
    return Draft(-left, in: purse, against: .expiries, Particulars())
  }

  /// Pays out what was paid in: neither credit nor subsidy leaves as money.
  func refund(
    _ amount: Amount, _ tender: Tender, _ note: String, given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let account = facts.account else { throw .unknownAccount }
    guard account.cash >= amount else { throw .insufficientBalance }
    return Draft(
      -amount.minorUnits, in: .cash, against: .tender(tender), Particulars(note: note))
  }

  func reversal(_ reason: String, given facts: IntentFacts) throws(Refusal) -> Draft {
    guard let named = facts.named else { throw .unknownReceipt }
    guard named.kind != .reversal, named.kind != .saleRefund else { throw .notReversible }
    guard !facts.isNamedReversed else { throw .alreadyReversed }
    guard facts.earlierRefunds.isEmpty else { throw .alreadyRefunded }
    return Draft(reversing: named, reason: reason)
  }

  func correction(
    _ account: AccountNumber, _ purse: Purse, _ amount: Amount, _ reason: String,
    given facts: IntentFacts
  ) throws(Refusal) -> Draft {
    guard let named = facts.named else { throw .unknownReceipt }
    guard named.account == account else { throw .receiptOfAnotherAccount }
    return Draft(
      amount.minorUnits, in: purse, against: .corrections, refersTo: named.receipt,
      Particulars(note: reason))
  }
}
