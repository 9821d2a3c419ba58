import Foundation
import GRDB
public import Ledger
import Money
import Primitives

extension LedgerStore {
  /// - batchComplaintsMax (complaints, 20): so many refusals are told of a batch and kept with it.
  public static let batchComplaintsMax = 20

  /// Carries a batch out, all of it or nothing, once, and answers; what the answer says is on disk
  /// when it returns.
  ///
  /// It is one transaction, so the lanes wait while it runs, and its log needs room: several KB a
  /// transfer. A process that is killed on the way leaves nothing of it. Memory stays the same
  /// however many accounts there are.
  ///
  /// - Parameters:
  ///   - isCheck: judge everything and keep nothing.
  ///   - progress: hears how many transfers there are so far.
  public func perform(
    _ batch: Batch, isCheck: Bool = false, progress: @escaping (Int) -> Void = { _ in }
  ) throws(StoreError) -> BatchOutcome {
    let bodyHash = ChainHash.ofBatch(batch)
    return try write { db in
      if let first = try self.answer(to: batch.id, bodyHash: bodyHash, in: db) { return first }
      var run = BatchRun(store: self, batch: batch, progress: progress)
      try db.inSavepoint {
        try run.perform(in: db)
        return isCheck || !run.complaints.isEmpty ? .rollback : .commit
      }
      let outcome = run.outcome
      if !isCheck { try Self.remember(batch, bodyHash: bodyHash, outcome, in: db) }
      return outcome
    }
  }

  /// The batches that were done, the newest first.
  public func batches(limit: Int) throws(StoreError) -> [BatchReceipt] {
    try read { db in
      try db.rows(
        "SELECT * FROM batches WHERE refusal IS NULL ORDER BY at DESC, id LIMIT ?", [limit]
      ).map { try self.receipt(of: $0) }
    }
  }

  private func answer(
    to id: UniqueID, bodyHash: ChainHash, in db: Database
  ) throws -> BatchOutcome? {
    guard let row = try db.row("SELECT * FROM batches WHERE id = ?", [id]) else { return nil }
    guard try row.bytes("body_hash") == bodyHash.bytes else { return .sameBatchOtherBody }
    guard let refusal = try row.optionalText("refusal") else {
      return .done(try receipt(of: row))
    }
    return .refused(
      try refusal.split(separator: "\n").map { line in
        guard let blank = line.lastIndex(of: " "),
          let code = Refusal(rawValue: String(line[line.index(after: blank)...]))
        else { throw row.damaged("batches.refusal") }
        return BatchComplaint(place: String(line[..<blank]), refusal: code)
      })
  }

  private func receipt(of row: StoredRow) throws -> BatchReceipt {
    let first = try row.optionalInteger("first").map { Int($0) }
    let last = try row.optionalInteger("last").map { Int($0) }
    return BatchReceipt(
      id: try row.id("id"), word: try row.text("act"),
      at: WallTime(milliseconds: try row.integer("at")),
      businessDay: CalendarDay(daysSince1970: try row.int("business_day")),
      by: try row.text("by"), count: first.map { (last ?? $0) - $0 + 1 } ?? 0,
      first: first.map { ReceiptNumber(station: station, serial: $0) },
      total: Amount(minorUnits: try row.integer("total")))
  }

  private static func remember(
    _ batch: Batch, bodyHash: ChainHash, _ outcome: BatchOutcome, in db: Database
  ) throws {
    var (refusal, first, count, total): (String?, Int?, Int, Int64) = (nil, nil, 0, 0)
    switch outcome {
    case .done(let receipt):
      (first, count) = (receipt.first?.serial, receipt.count)
      total = receipt.total.minorUnits
    case .refused(let complaints):
      refusal = complaints.map { "\($0.place) \($0.refusal.rawValue)" }.joined(separator: "\n")
    case .sameBatchOtherBody: return
    }
    try db.run(
      """
      INSERT INTO batches (id, body_hash, act, at, business_day, by, refusal, first, last, total)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        batch.id, bodyHash.bytes, batch.word, batch.at.milliseconds,
        batch.businessDay.daysSince1970, batch.by, refusal, first, first.map { $0 + count - 1 },
        total,
      ])
  }
}
