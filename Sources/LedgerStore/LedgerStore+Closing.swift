import GRDB
public import Ledger
import Money
public import Primitives

/// How an account is to be closed.
public struct AccountClosing: Sendable {
  /// The account.
  public var number: AccountNumber
  /// The id of the act; the same id again changes nothing.
  public var id: IntentID
  /// When it is done.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// Who does it.
  public var by: String
  /// How the balance is paid out.
  public var tender: Tender
  /// A slip number or a bank reference; may be empty.
  public var note: String
  /// True if tickets that are left may be taken away; without it they keep the account open.
  public var forfeitsTickets: Bool

  /// Describes a closing.
  public init(
    number: AccountNumber, id: IntentID, at: WallTime, businessDay: CalendarDay, by: String,
    tender: Tender, note: String, forfeitsTickets: Bool = false
  ) {
    self.number = number
    self.id = id
    self.at = at
    self.businessDay = businessDay
    self.by = by
    self.tender = tender
    self.note = note
    self.forfeitsTickets = forfeitsTickets
  }
}

extension LedgerStore {
  /// Closes an account for good in one transaction: what is in the cash wallet is paid out, and
  /// what is left of every grant goes back to who granted it, each as a transfer of its own.
  /// Answers the receipts; asking again with the same id gets the same ones.
  public func close(_ closing: AccountClosing) throws(StoreError) -> [Receipt] {
    try write { db in
      guard let account = try db.storedAccount(closing.number) else {
        throw StoreError(.refused, "There is no account \(closing.number). Nothing was changed.")
      }
      let earlier = try closing.intentIDs.compactMap { id in
        try self.answer(to: id, bodyHash: nil, in: db)
      }
      if !earlier.isEmpty || account.state.standing == .closed {
        return try Self.receipts(of: earlier, closing, account.state.standing)
      }
      let receipts = try self.intents(closing, account.state, account.id, db).map { intent in
        let hash = ChainHash.ofBody(intent.body)
        guard case .done(let receipt) = try self.perform(intent, bodyHash: hash, in: db).outcome
        else {
          throw StoreError(
            .refused, "Account \(closing.number) was not closed: its balance cannot be paid out.")
        }
        return receipt
      }
      try db.run(
        "UPDATE accounts SET standing = ? WHERE id = ?",
        [AccountStanding.closed.rawValue, account.id])
      return receipts
    }
  }

  private static func receipts(
    of earlier: [IntentOutcome], _ closing: AccountClosing, _ standing: AccountStanding
  ) throws(StoreError) -> [Receipt] {
    let receipts = earlier.compactMap { outcome -> Receipt? in
      guard case .done(let receipt) = outcome, receipt.account == closing.number else { return nil }
      return receipt
    }
    guard standing == .closed, receipts.count == earlier.count, !receipts.isEmpty else {
      throw StoreError(
        .refused,
        standing == .closed
          ? "Account \(closing.number) is closed already. Nothing was changed."
          : "This id was used for something else. Leave it out to close \(closing.number).")
    }
    return receipts
  }

  private func intents(
    _ closing: AccountClosing, _ state: AccountState, _ id: Int64, _ db: Database
  ) throws -> [Intent] {
    try check(closing, state)
    let newest = try db.number("SELECT max(sequence) FROM transfers WHERE account = ?", [id])
    let receipt = ReceiptNumber(station: station, serial: Int(newest))
    var bodies = state.purses.contents.map { content -> Intent.Body in
      content.purse.isExpired(on: closing.businessDay)
        ? .expiry(account: closing.number, purse: content.purse)
        : .correction(
          of: receipt, account: closing.number, wallet: content.purse,
          amount: Amount(minorUnits: -content.amount.minorUnits), reason: "account closed")
    }
    if state.cash > .zero {
      bodies.append(
        .refund(
          account: closing.number, amount: state.cash, tender: closing.tender, note: closing.note))
    }
    return zip(closing.intentIDs, bodies).map { id, body in
      Intent(
        id: id, at: closing.at, businessDay: closing.businessDay, by: closing.by, body: body)
    }
  }

  private func check(_ closing: AccountClosing, _ state: AccountState) throws(StoreError) {
    guard state.cash >= .zero else {
      throw StoreError(
        .refused,
        "Account \(closing.number) was not closed: it owes the canteen money. Take that in first "
          + "(`traytally accounts top-up`).")
    }
    let hasTickets = state.purses.contents.contains {
      $0.purse.wallet == .ticket && !$0.purse.isExpired(on: closing.businessDay)
    }
    guard !hasTickets || closing.forfeitsTickets else {
      throw StoreError(
        .refused,
        "Account \(closing.number) was not closed: it holds meal tickets. Reverse their sale "
          + "(`traytally sales reverse`) to give their money back, or give them up with "
          + "--forfeit-tickets.")
    }
  }
}

extension AccountClosing {
  /// The ids of the transfers a closing can make, one for each purse: they follow from its own.
  fileprivate var intentIDs: [IntentID] {
    (0...UInt64(LedgerBounds.pursesMax)).map { IntentID(high: id.high ^ ($0 << 32), low: id.low) }
  }
}
