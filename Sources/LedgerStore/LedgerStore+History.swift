import GRDB
public import Ledger
import Money
public import Primitives
public import TagReads

/// When and on which visit a plate was last paid.
public struct PlateSale: Hashable, Sendable {
  /// The visit.
  public var visit: UniqueID
  /// When the sale was asked for.
  public var soldAt: WallTime

  /// Makes a record.
  public init(visit: UniqueID, soldAt: WallTime) {
    self.visit = visit
    self.soldAt = soldAt
  }
}

extension LedgerStore {
  /// The newest transfers of an account, the newest first.
  ///
  /// - Parameters:
  ///   - number: the account.
  ///   - limit: the most transfers to answer.
  ///   - receipt: only transfers before this one of the same station, to page on.
  public func history(
    _ number: AccountNumber, limit: Int, before receipt: ReceiptNumber? = nil
  ) throws(StoreError) -> [Transfer] {
    try read { db in
      let sequences = try db.rows(
        """
        SELECT sequence FROM transfers WHERE account = (SELECT id FROM accounts WHERE number = ?)
        AND sequence < ? ORDER BY sequence DESC LIMIT ?
        """, [number.text, receipt?.serial ?? Int.max, limit]
      ).map { try $0.int("sequence") }
      return try sequences.compactMap { sequence in
        try db.storedTransfer(sequence, station: self.station)?.transfer
      }
    }
  }

  /// The transfer of a receipt, or nothing if this station gave none of that number.
  public func transfer(_ receipt: ReceiptNumber) throws(StoreError) -> Transfer? {
    guard receipt.station == station else { return nil }
    return try read { db in
      try db.storedTransfer(receipt.serial, station: self.station)?.transfer
    }
  }

  /// The plates paid at or after a time and not given back by a reversal, each with its last sale.
  ///
  /// A lane asks once at its start and then remembers what it sells.
  public func recentlySoldPlates(since time: WallTime) throws(StoreError) -> [TagID: PlateSale] {
    try read { db in
      let rows = try db.rows(
        """
        SELECT sold.plate, sale.visit, sale.at FROM transfers AS sale
        JOIN sale_lines AS sold ON sold.transfer = sale.sequence
        WHERE sale.at >= ? AND sale.kind = 'sale' AND sold.plate <> '' AND NOT EXISTS (
          SELECT 1 FROM transfers AS undone
          WHERE undone.refers_to = sale.sequence AND undone.kind = 'reversal')
        ORDER BY sale.at, sale.sequence
        """, [time.milliseconds])
      var sales: [TagID: PlateSale] = [:]
      for row in rows {
        guard let plate = TagID(try row.text("plate")) else { continue }
        sales[plate] = PlateSale(
          visit: try row.id("visit"), soldAt: WallTime(milliseconds: try row.integer("at")))
      }
      return sales
    }
  }
}
