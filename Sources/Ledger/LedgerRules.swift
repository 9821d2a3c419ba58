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
/// Whatever a transfer takes from an account leaves cash and subsidy together at or above the
/// account's floor and every other purse at or above zero; what it adds is never refused for the
/// floor.
public struct LedgerRules: Hashable, Sendable {
  /// Which wallet a sale empties first.
  public var spendingOrder: SpendingOrder
  /// The limits of diner groups, by the group's code.
  public var limits: [String: GroupLimits]
  /// The limits of every other group, and of accounts without one.
  public var otherLimits: GroupLimits

  /// Makes the rules of a canteen.
  public init(
    spendingOrder: SpendingOrder = .subsidyFirst, limits: [String: GroupLimits] = [:],
    otherLimits: GroupLimits = GroupLimits()
  ) {
    self.spendingOrder = spendingOrder
    self.limits = limits
    self.otherLimits = otherLimits
  }

  /// The limits that hold for a diner group.
  public func limits(of group: String) -> GroupLimits { limits[group] ?? otherLimits }

  /// Judges an intent by the facts the books gave for it.
  public func judge(_ intent: Intent, given facts: IntentFacts) -> Verdict {
    guard intent.isWellFormed else { return .refuse(.malformed) }
    do throws(Refusal) {
      let draft = try draft(intent, given: facts)
      return .post(try post(draft, intent: intent, given: facts))
    } catch {
      return .refuse(error)
    }
  }

  private func draft(_ intent: Intent, given facts: IntentFacts) throws(Refusal) -> Draft {
    switch intent.body {
    case .sale(let order): try sale(order, intent, given: facts)
    case .keyedSale(let sale): try keyedSale(sale, intent, given: facts)
    case .charge(let charge): try self.charge(charge, intent, given: facts)
    case .saleRefund(_, let lines, let reason):
      try saleRefund(lines, reason, intent, given: facts)
    case .topUp(_, let amount, let tender, let note):
      try topUp(amount, tender, note, given: facts)
    case .grant(_, let amount, let expires):
      Draft(amount.minorUnits, in: .subsidy(until: expires), against: .grants, Particulars())
    case .grantTickets(_, let ticket, let count, let expires):
      Draft(
        ticket.value(of: count), in: .tickets(ticket, until: expires), against: .grants,
        Particulars())
    case .buyTickets(_, let ticket, let count, let tender, let note):
      purchase(ticket, count, tender, note)
    case .expiry(_, let purse): try expiry(of: purse, intent, given: facts)
    case .refund(_, let amount, let tender, let note):
      try refund(amount, tender, note, given: facts)
    case .reversal(_, let reason): try reversal(reason, given: facts)
    case .correction(_, let account, let purse, let amount, let reason):
      try correction(account, purse, amount, reason, given: facts)
    }
  }

  private func post(
    _ draft: Draft, intent: Intent, given facts: IntentFacts
  ) throws(Refusal) -> Transfer {
    let after = try draft.isOfAccount ? changed(facts.account, by: draft.changes) : nil
    var particulars = draft.particulars
    particulars.batch = intent.batch
    if let after { particulars.group = after.group.isEmpty ? nil : after.group }
    return Transfer(
      id: intent.id, receipt: facts.nextReceipt, kind: intent.body.kind, at: intent.at,
      businessDay: intent.businessDay, by: intent.by, account: after?.number,
      floor: after?.floor ?? .zero, postings: draft.postings(of: after?.number),
      cashAfter: after?.cash ?? .zero, subsidyAfter: after?.subsidy ?? .zero,
      refersTo: draft.refersTo, particulars: particulars)
  }

  private func changed(
    _ account: AccountState?, by changes: [PurseAmount]
  ) throws(Refusal) -> AccountState {
    guard let account else { throw .unknownAccount }
    guard account.standing != .closed else { throw .accountClosed }
    guard account.isWithinBounds else { throw .malformed }
    let after = account.changed(by: changes)
    guard !after.purses.isOverdrawn,
      Self.respectsFloor(
        account, cash: after.cash.minorUnits, subsidy: after.subsidy.minorUnits)
    else { throw .insufficientBalance }
    guard after.isWithinBounds else { throw .malformed }
    return after
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

extension Ticket {
  /// What so many are worth, in minor units; within bounds the product fits 64 bits.
  func value(of count: Int) -> Int64 { face.minorUnits * Int64(count) }
}
