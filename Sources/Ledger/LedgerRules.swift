import Money
import Primitives

/// What the rules say to an intent.
public enum Verdict: Hashable, Sendable {
  /// The transfer to be written.
  case post(Transfer)
  /// Nothing is to be written but the refusal.
  case refuse(Refusal)
}

/// The money rules: an intent and what the books say in, a transfer or a refusal out.
///
/// Whatever a transfer takes from an account leaves both wallets together at or above the account's
/// floor and the subsidy at or above zero; what it adds is never refused for the floor.
public struct LedgerRules: Hashable, Sendable {
  /// Which wallet a sale empties first.
  public var spendingOrder: SpendingOrder

  /// Makes the rules of a canteen.
  public init(spendingOrder: SpendingOrder = .subsidyFirst) {
    self.spendingOrder = spendingOrder
  }

  /// Judges an intent by the facts the books gave for it.
  public func judge(_ intent: Intent, given facts: IntentFacts) -> Verdict {
    guard intent.isWellFormed else { return .refuse(.malformed) }
    do throws(Refusal) {
      let draft = try draft(intent.body, given: facts)
      return .post(try post(draft, intent: intent, given: facts))
    } catch {
      return .refuse(error)
    }
  }

  private func draft(_ body: Intent.Body, given facts: IntentFacts) throws(Refusal) -> Draft {
    switch body {
    case .sale(let order):
      try sale(order, given: facts)
    case .topUp(_, let amount, let tender, let note):
      Draft(cash: amount.minorUnits, against: .tender(tender), .init(note: note))
    case .grant(_, let amount, let expires):
      Draft(subsidy: amount.minorUnits, against: .grants, .init(expires: expires))
    case .refund(_, let amount, let tender, let note):
      try refund(amount, tender, note, given: facts)
    case .reversal(_, let reason):
      try reversal(reason, given: facts)
    case .correction(_, let account, let wallet, let amount, let reason):
      try correction(account, wallet, amount, reason, given: facts)
    }
  }

  private func post(
    _ draft: Draft, intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Transfer {
    guard let account = facts.account else { throw .unknownAccount }
    guard account.standing != .closed else { throw .accountClosed }
    guard account.isWithinBounds else { throw .malformed }
    let cash = account.cash.minorUnits + draft.cash
    let subsidy = account.subsidy.minorUnits + draft.subsidy
    guard Self.respectsFloor(account, cash: cash, subsidy: subsidy) else {
      throw .insufficientBalance
    }
    var after = account
    after.cash = Amount(minorUnits: cash)
    after.subsidy = Amount(minorUnits: subsidy)
    guard after.isWithinBounds else { throw .malformed }
    return Transfer(
      id: intent.id, receipt: facts.nextReceipt, kind: intent.body.kind, at: intent.at,
      businessDay: intent.businessDay, by: intent.by, account: account.number,
      floor: account.floor, postings: draft.postings(of: account.number), cashAfter: after.cash,
      subsidyAfter: after.subsidy, refersTo: draft.refersTo, particulars: draft.particulars)
  }

  /// True if an account may come to these wallets: what is taken leaves subsidy at or above zero,
  /// both wallets together at or above the floor, and cash in debt no deeper than credit is given.
  public static func respectsFloor(_ before: AccountState, cash: Int64, subsidy: Int64) -> Bool {
    let floor = before.floor.minorUnits
    let total = before.cash.minorUnits + before.subsidy.minorUnits
    return subsidy >= 0
      && (cash + subsidy >= total || cash + subsidy >= floor)
      && (cash >= before.cash.minorUnits || cash >= min(0, floor))
  }
}
