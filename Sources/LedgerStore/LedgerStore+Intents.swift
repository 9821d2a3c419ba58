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
    let bodyHash = ChainHash.ofBody(intent.body)
    return try write { db in
      let (outcome, transfer) = try self.perform(intent, bodyHash: bodyHash, in: db)
      if let transfer, let evidence { try Self.keep(evidence, of: transfer, in: db) }
      if case .refused(let refusal) = outcome { AuditSlip.current?.note(refusal.rawValue) }
      return outcome
    }
  }

  /// Carries an intent out as a part of a transaction; with the transfer that it made.
  func perform(
    _ intent: Intent, bodyHash: ChainHash, in db: Database
  ) throws -> (outcome: IntentOutcome, transfer: Transfer?) {
    if let first = try answer(to: intent.id, bodyHash: bodyHash, in: db) { return (first, nil) }
    let verdict = try carryOut(intent, bodyHash: bodyHash, in: db)
    guard case .post(let transfer) = verdict else { return (verdict.outcome, nil) }
    return (verdict.outcome, transfer)
  }

  /// Judges an intent that was never asked for, writes what follows, and remembers the answer.
  func carryOut(_ intent: Intent, bodyHash: ChainHash, in db: Database) throws -> Verdict {
    let newest = try newestRecord(in: db)
    let (facts, accountID) = try facts(for: intent, after: newest.sequence, in: db)
    let verdict = rules.judge(intent, given: facts)
    if case .post(let transfer) = verdict {
      guard (accountID == nil) == (transfer.account == nil) else {
        throw DamagedRow(place: "accounts.id")
      }
      try post(transfer, after: newest.hash, account: accountID, in: db)
    }
    try remember(intent, bodyHash: bodyHash, outcome: verdict.outcome, in: db)
    return verdict
  }

  /// What became of an intent, if it was ever asked for.
  public func outcome(of id: IntentID) throws(StoreError) -> IntentOutcome? {
    try read { db in try self.answer(to: id, bodyHash: nil, in: db) }
  }

  func answer(
    to id: IntentID, bodyHash: ChainHash?, in db: Database
  ) throws -> IntentOutcome? {
    let row = try db.row(
      "SELECT body_hash, transfer, refusal FROM intents WHERE id = ?", [id])
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

  /// The place and hash of the newest record; those before the first if there is none.
  private func newestRecord(in db: Database) throws -> (sequence: Int, hash: ChainHash) {
    let row = try db.row("SELECT sequence, hash FROM transfers ORDER BY sequence DESC LIMIT 1")
    guard let row else {
      return (0, .beginning(station: station, currencyCode: currency.code))
    }
    guard let hash = ChainHash(bytes: try row.bytes("hash")) else { throw row.damaged("hash") }
    return (try row.int("sequence"), hash)
  }

  private func post(
    _ transfer: Transfer, after newest: ChainHash, account: Int64?, in db: Database
  ) throws {
    try db.insert(
      StoredTransfer(transfer: transfer, hash: newest.sealing(transfer)), account: account)
    guard let account else { return }
    try db.run(
      "UPDATE accounts SET cash = ?, subsidy = ? WHERE id = ?",
      [transfer.cashAfter.minorUnits, transfer.subsidyAfter.minorUnits, account])
    for change in transfer.purseChanges where change.purse.wallet != .cash {
      try db.change(change, of: account)
    }
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
      [intent.id, bodyHash.bytes, intent.at.milliseconds, sequence, refusal])
  }
}

extension Verdict {
  /// The answer that the asker gets.
  var outcome: IntentOutcome {
    switch self {
    case .post(let transfer): .done(transfer.answer)
    case .refuse(let refusal): .refused(refusal)
    }
  }
}
