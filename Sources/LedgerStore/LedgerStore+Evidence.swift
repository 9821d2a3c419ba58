import Foundation
import GRDB
public import Ledger
public import Primitives

/// What the tray of a sale was judged by, and for how long that is kept.
public struct SaleEvidence: Hashable, Sendable {
  /// The most bytes that are kept for one sale; more are not kept at all.
  public static let byteCountMax = 32_768

  /// The trace, whose form is no concern of the books; none if empty.
  public var bytes: [UInt8]

  /// How many days evidence is kept; with none nothing is stored.
  public var days: Int

  /// Puts evidence together.
  public init(bytes: [UInt8], days: Int) {
    self.bytes = bytes
    self.days = days
  }

  /// Whether there is something to be stored. What cannot be stored must never cost a sale.
  var isKept: Bool { days > 0 && (1...Self.byteCountMax).contains(bytes.count) }
}

extension LedgerStore {
  /// - evidenceStep (rows, 500): old evidence that goes in one transaction.
  static let evidenceStep = 500

  /// - evidenceStepsMax (transactions, 200): transactions that one call makes at most.
  static let evidenceStepsMax = 200

  /// - evidencePerSale (rows, 4): old evidence that goes with each sale, so that a station that
  ///   runs for months keeps no more than it should.
  static let evidencePerSale = 4

  /// What a receipt's tray was judged by; nothing if none was kept, or no longer.
  public func evidence(of receipt: ReceiptNumber) throws(StoreError) -> [UInt8]? {
    guard receipt.station == station else { return nil }
    return try read { db in
      try db.row("SELECT trace FROM evidence WHERE transfer = ?", [receipt.serial])?.bytes("trace")
    }
  }

  /// Removes evidence that is older than so many days, in transactions of bounded size; answers
  /// how many rows went. What a bounded number of them leaves goes at the next call.
  @discardableResult
  public func dropEvidence(olderThanDays days: Int, at now: WallTime) throws(StoreError) -> Int {
    var dropped = 0
    for _ in 0..<Self.evidenceStepsMax {
      let step = try write { db in
        try Self.dropEvidence(keptDays: days, at: now, limit: Self.evidenceStep, in: db)
      }
      dropped += step
      if step < Self.evidenceStep { break }
    }
    return dropped
  }

  /// Stores the evidence of a sale in the transaction of the sale, and lets some old rows go.
  static func keep(_ evidence: SaleEvidence, of transfer: Transfer, in db: Database) throws {
    guard evidence.isKept else { return }
    try db.run(
      "INSERT INTO evidence (transfer, recorded_at, trace) VALUES (?, ?, ?)",
      [transfer.receipt.serial, transfer.at.milliseconds, evidence.bytes])
    _ = try dropEvidence(
      keptDays: evidence.days, at: transfer.at, limit: evidencePerSale, in: db)
  }

  private static func dropEvidence(
    keptDays days: Int, at now: WallTime, limit: Int, in db: Database
  ) throws -> Int {
    let oldest = now.milliseconds - Int64(max(0, days)) * 86_400_000
    try db.run(
      """
      DELETE FROM evidence WHERE transfer IN
      (SELECT transfer FROM evidence WHERE recorded_at < ? ORDER BY recorded_at LIMIT ?)
      """, [oldest, limit])
    return db.changesCount
  }
}
