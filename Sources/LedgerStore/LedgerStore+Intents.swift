import Foundation
import GRDB
public import Ledger
import Money
public import Primitives

extension LedgerStore {
  /// Carries an intent out, once, and answers; what the answer says is on disk when it returns.
  ///
  /// The intent's id is stored in the transaction of its effect, so that there is never one without
  /// the other. Asking again with the same body gets the first answer, whether the money moved then
  /// or was refused. An error means that nothing was written, unless it
  /// ends the use of the books (``StoreError/endsUse``): then only opening them anew tells, and the
  /// same intent may be asked for again without harm.
  ///
  /// The evidence is stored if the money moves, in the same transaction; it is no part of the
  /// intent and of no hash.
  public func perform(
    _ intent: Intent, evidence: SaleEvidence? = nil
  ) throws(StoreError) -> IntentOutcome {
    try write { db in
      let outcome = try self.perform(intent, evidence: evidence, in: db)
      if case .refused(let refusal) = outcome { AuditSlip.current?.note(refusal.rawValue) }
      return outcome
    }
  }

  /// Carries an intent out as a part of a transaction.
  func perform(
    _ intent: Intent, evidence: SaleEvidence? = nil, in db: Database
  ) throws -> IntentOutcome {
    let bodyHash = ChainHash.ofBody(intent.body)
    if let first = try answer(to: intent.id, bodyHash: bodyHash, in: db) { return first }
    var (facts, accountID) = try facts(for: intent.body, in: db)
    if let accountID {
      facts.isAccountInTime = try db.isInTime(account: accountID, on: intent.businessDay)
    }
    let outcome: IntentOutcome
    switch rules.judge(intent, given: facts) {
    case .post(let transfer):
      guard let accountID else { throw DamagedRow(place: "accounts.id") }
      try post(transfer, account: accountID, in: db)
      if let evidence { try Self.keep(evidence, of: transfer, in: db) }
      outcome = .done(transfer.answer)
    case .refuse(let refusal):
      outcome = .refused(refusal)
    }
    try remember(intent, bodyHash: bodyHash, outcome: outcome, in: db)
    return outcome
  }

  /// What became of an intent, if it was ever asked for.
  public func outcome(of id: IntentID) throws(StoreError) -> IntentOutcome? {
    try read { db in try self.answer(to: id, bodyHash: nil, in: db) }
  }

  func answer(
    to id: IntentID, bodyHash: ChainHash?, in db: Database
  ) throws -> IntentOutcome? {
    let row = try db.row(
      "SELECT body_hash, transfer, refusal FROM intents WHERE id = ?", [id.blob])
    guard let row else { return nil }
    if let bodyHash, try row.bytes("body_hash") != bodyHash.bytes {
      return .refused(.sameIntentOtherBody)
    }
    guard let sequence = try row.optionalInteger("transfer") else {
      return .refused(try row.value("refusal", Refusal.init(rawValue:)))
    }
    guard let stored = try db.storedTransfer(Int(sequence), station: station) else {
      throw DamagedRow(place: "intents.transfer")
    }
    return .done(stored.transfer.answer)
  }

  private func post(_ transfer: Transfer, account: Int64, in db: Database) throws {
    let sequence = transfer.receipt.serial
    let head = try ledgerHead(db, at: sequence - 1, station: station, currency: currency)
    try db.insert(
      StoredTransfer(transfer: transfer, hash: head.sealing(transfer)), account: account)
    try db.run(
      "UPDATE accounts SET cash = ?, subsidy = ? WHERE id = ?",
      [transfer.cashAfter.minorUnits, transfer.subsidyAfter.minorUnits, account])
  }

  private func remember(
    _ intent: Intent, bodyHash: ChainHash, outcome: IntentOutcome, in db: Database
  ) throws {
    let (sequence, refusal): (Int?, String?) =
      switch outcome {
      case .done(let receipt): (receipt.number.serial, nil)
      case .refused(let refusal): (nil, refusal.rawValue)
      }
    try db.run(
      "INSERT INTO intents (id, body_hash, at, transfer, refusal) VALUES (?, ?, ?, ?, ?)",
      [intent.id.blob, Data(bodyHash.bytes), intent.at.milliseconds, sequence, refusal])
  }
}
