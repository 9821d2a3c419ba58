import GRDB
import Ledger
import Money
import Primitives

/// A batch on its way through one transaction.
struct BatchRun {
  private static let pageLength = 500

  let store: LedgerStore
  let batch: Batch
  let progress: (Int) -> Void
  /// What the rules refused; the first of it.
  private(set) var complaints: [BatchComplaint] = []
  private var count = 0
  private var first: ReceiptNumber?
  private var total: Int64 = 0

  init(store: LedgerStore, batch: Batch, progress: @escaping (Int) -> Void) {
    self.store = store
    self.batch = batch
    self.progress = progress
  }

  /// The answer: done, unless something was refused.
  var outcome: BatchOutcome {
    guard complaints.isEmpty else { return .refused(complaints) }
    return .done(
      BatchReceipt(
        id: batch.id, word: batch.word, at: batch.at, businessDay: batch.businessDay,
        by: batch.by, count: count, first: first, total: Amount(minorUnits: total)))
  }

  /// Carries out everything, or enough to know that it is refused.
  mutating func perform(in db: Database) throws {
    switch batch.act {
    case .grant(let group, let amount, let expires):
      try forEachAccount(of: group, in: db) {
        .grant(account: $0, amount: amount, expires: expires)
      }
    case .grantTickets(let group, let ticket, let count, let expires):
      try forEachAccount(of: group, in: db) {
        .grantTickets(account: $0, ticket, count: count, expires: expires)
      }
    case .rows(let bodies):
      for (index, body) in bodies.enumerated() where !isGivenUp {
        try ask("row \(index + 1)", body, in: db)
      }
    case .reversal(let other, let reason, let takesWhatIsLeft):
      try reverse(other, reason, takesWhatIsLeft: takesWhatIsLeft, in: db)
    }
    progress(count)
  }

  private var isGivenUp: Bool { complaints.count >= LedgerStore.batchComplaintsMax }

  private mutating func forEachAccount(
    of group: String, in db: Database, _ body: (AccountNumber) -> Intent.Body
  ) throws {
    var last: Int64 = 0
    while !isGivenUp {
      let page = try db.rows(
        """
        SELECT id, number FROM accounts
        WHERE id > ? AND diner_group = ? AND standing <> 'closed' ORDER BY id LIMIT ?
        """, [last, group, Self.pageLength])
      for row in page where !isGivenUp {
        let number = try row.value("number") { AccountNumber($0) }
        try ask("account \(number)", body(number), in: db)
        last = try row.integer("id")
      }
      guard page.count == Self.pageLength else { return }
    }
  }

  private mutating func reverse(
    _ other: UniqueID, _ reason: String, takesWhatIsLeft: Bool, in db: Database
  ) throws {
    let row = try db.row(
      "SELECT first, last FROM batches WHERE id = ? AND refusal IS NULL", [other])
    guard let row else {
      throw StoreError(
        .refused, "No batch \(other) was done here. `traytally accounts batches` lists them.")
    }
    let former = try db.row(
      "SELECT id FROM batches WHERE act = ? AND refusal IS NULL",
      [Batch.reversalWord(of: other)])
    guard former == nil else {
      throw StoreError(.refused, "The batch \(other) has been reversed already.")
    }
    guard let from = try row.optionalInteger("first"), let to = try row.optionalInteger("last")
    else { return }
    for sequence in from...to where !isGivenUp {
      try reverse(Int(sequence), reason, takesWhatIsLeft: takesWhatIsLeft, in: db)
    }
  }

  private mutating func reverse(
    _ sequence: Int, _ reason: String, takesWhatIsLeft: Bool, in db: Database
  ) throws {
    guard let named = try db.storedTransfer(sequence, station: store.station)?.transfer else {
      throw DamagedRow(place: "batches.first")
    }
    let isReversed =
      try db.row(
        "SELECT 1 FROM transfers WHERE refers_to = ? AND kind = 'reversal'", [sequence]) != nil
    guard !isReversed, named.kind != .reversal else { return }
    let body = Intent.Body.reversal(of: named.receipt, reason: reason)
    guard takesWhatIsLeft, let rest = try whatIsLeft(of: named, reason, in: db) else {
      return try ask("receipt \(named.receipt)", body, in: db)
    }
    if let body = rest.body { try ask("receipt \(named.receipt)", body, in: db) }
  }

  /// The correction that takes back what is left of a grant, if not all of it is; a correction of
  /// nothing is none. Nothing if the whole can be reversed.
  private func whatIsLeft(
    of named: Transfer, _ reason: String, in db: Database
  ) throws -> (body: Intent.Body?, Void)? {
    guard let number = named.account, let granted = named.purseChanges.first,
      named.purseChanges.count == 1, let state = try db.storedAccount(number)?.state
    else { return nil }
    let held = granted.purse.wallet == .cash ? state.cash : state.purses[granted.purse]
    guard held < granted.amount || state.standing == .closed else { return nil }
    let face = granted.purse.ticket?.face.minorUnits ?? 1
    let left = max(0, held.minorUnits) / face * face
    guard left > 0, state.standing != .closed else { return (nil, ()) }
    return (
      .correction(
        of: named.receipt, account: number, wallet: granted.purse,
        amount: Amount(minorUnits: -left), reason: reason), ()
    )
  }

  private mutating func ask(_ place: String, _ body: Intent.Body, in db: Database) throws {
    let intent = batch.intent(place, body)
    let verdict = try store.carryOut(intent, bodyHash: .ofBody(body), in: db)
    switch verdict {
    case .post(let transfer):
      if first == nil { first = transfer.receipt }
      count += 1
      total += transfer.purseChanges.reduce(0) { $0 + $1.amount.minorUnits }
      if count.isMultiple(of: 1000) { progress(count) }
    case .refuse(let refusal):
      complaints.append(BatchComplaint(place: place, refusal: refusal))
    }
  }
}
