import GRDB
import Ledger
public import Primitives
public import Settlement

extension LedgerStore {
  /// The numbers from the first to the last Z that was sealed on one of these business days;
  /// nothing if there is none.
  public func closeNumbers(
    on days: ClosedRange<CalendarDay>
  ) throws(StoreError) -> ClosedRange<Int>? {
    try read { db in
      let row = try db.row(
        """
        SELECT min(number) AS first, max(number) AS last FROM closes
        WHERE business_day BETWEEN ? AND ?
        """, [days.lowerBound.daysSince1970, days.upperBound.daysSince1970])
      guard let first = try row?.optionalInteger("first"),
        let last = try row?.optionalInteger("last")
      else { return nil }
      return Int(first)...Int(last)
    }
  }

  /// How many lines the records of Zs sold and gave back.
  public func lineCount(of numbers: ClosedRange<Int>) throws(StoreError) -> Int {
    try read { db in
      let count = try db.number(
        """
        SELECT count(*) FROM sale_lines WHERE transfer
          BETWEEN (SELECT min(first) FROM closes WHERE number BETWEEN ?1 AND ?2)
            AND (SELECT max(last) FROM closes WHERE number BETWEEN ?1 AND ?2)
        """, [numbers.lowerBound, numbers.upperBound])
      return Int(count)
    }
  }

  /// Shows settled records Z by Z, one record in memory at a time.
  ///
  /// What is sealed never changes, so each Z is read for itself and the books can be written to
  /// in between.
  ///
  /// - Parameter withRecords: without them only the Zs are shown, which is quick.
  /// - Throws: `StoreError` if the books cannot be read, and what the visitor throws.
  public func tourSettlements(
    _ numbers: ClosedRange<Int>, withRecords: Bool = true,
    _ visitor: inout some SettlementVisitor
  ) throws {
    for number in numbers {
      guard let sealed = try dayClose(number: number) else {
        throw StoreError(
          .refused, "There is no Z \(number). `traytally day list` shows those there are.")
      }
      try visitor.begin(sealed)
      if withRecords { try tourRecords(of: sealed.close, &visitor) }
      try visitor.end(sealed)
    }
  }

  private func tourRecords(
    of close: DayClose, _ visitor: inout some SettlementVisitor
  ) throws {
    var failure: (any Error)?
    try read { db in
      guard close.recordCount > 0 else { return }
      var walk = try TransferWalk(db: db, station: station, in: close.first...close.last)
      while failure == nil, let (_, content) = try walk.next() {
        let transfer = try content.get().transfer
        // An error of the visitor is none of the books.
        do { try visitor.visit(transfer) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }
}
