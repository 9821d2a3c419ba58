import GRDB
public import Ledger
public import Money
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

/// What an account held at a moment.
public struct Holdings: Hashable, Sendable {
  /// The cash wallet.
  public var cash = Amount.zero
  /// Subsidy and tickets.
  public var purses = Purses()
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

  /// What an account held at a moment: the sum of its transfers up to and including it, by the time
  /// at which they were asked for. Nothing if there is no such account; an account that was opened
  /// later held nothing.
  public func holdings(
    of number: AccountNumber, at time: WallTime
  ) throws(StoreError) -> Holdings? {
    try read { db in
      guard let account = try db.storedAccount(number) else { return nil }
      let rows = try db.rows(
        """
        SELECT postings.book, sum(postings.amount) AS amount FROM transfers
        JOIN postings ON postings.transfer = transfers.sequence
        WHERE transfers.account = ? AND transfers.at <= ? GROUP BY postings.book
        """, [account.id, time.milliseconds])
      var holdings = Holdings()
      for row in rows {
        let book = try row.value("book") { Book(code: $0) }
        guard case .wallet(_, let purse) = book else { continue }
        if purse.wallet == .cash {
          holdings.cash.minorUnits += try row.integer("amount")
        } else {
          holdings.purses.add(try row.integer("amount"), to: purse)
        }
      }
      return holdings
    }
  }

  /// The transfer of a receipt, or nothing if this station gave none of that number.
  public func transfer(_ receipt: ReceiptNumber) throws(StoreError) -> Transfer? {
    guard receipt.station == station else { return nil }
    return try read { db in
      try db.storedTransfer(receipt.serial, station: self.station)?.transfer
    }
  }

  /// The places of the lines of a sale that refunds or a reversal have given back.
  public func linesGivenBack(of receipt: ReceiptNumber) throws(StoreError) -> Set<Int> {
    guard receipt.station == station else { return [] }
    return try read { db in
      let rows = try db.rows(
        """
        SELECT given.refunds FROM transfers AS back
        JOIN sale_lines AS given ON given.transfer = back.sequence
        WHERE back.refers_to = ? AND given.refunds IS NOT NULL
        """, [receipt.serial])
      return Set(try rows.map { try $0.int("refunds") })
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
