import GRDB
import Ledger
public import Primitives
public import TagReads

extension LedgerStore {
  /// On how many plates each dish was put at the serving windows, by the dish's code.
  ///
  /// - Parameters:
  ///   - start: only what was done after this.
  ///   - end: only what was done until then.
  public func platesBound(
    after start: WallTime, until end: WallTime
  ) throws(StoreError) -> [String: Int] {
    try read { db in
      let rows = try db.rows(
        """
        SELECT detail, count(*) AS plates FROM plate_acts
        WHERE act = 'bound' AND at > ? AND at <= ? GROUP BY detail
        """, [start.milliseconds, end.milliseconds])
      return try rows.reduce(into: [:]) { plates, row in
        let dish = PlateChange.dish(inDetail: try row.text("detail"))
        plates[dish, default: 0] += try row.int("plates")
      }
    }
  }

  /// Shows what sales of a range of records were judged by, with the lane of each; records of which
  /// nothing is kept are passed over.
  public func tourEvidence(
    of records: ClosedRange<Int>, _ visit: (_ lane: Int, _ trace: [UInt8]) -> Void
  ) throws(StoreError) {
    try read { db in
      let rows = try StoredRows(
        db,
        sql: """
          SELECT lane, trace FROM evidence JOIN transfers ON sequence = transfer
          WHERE transfer BETWEEN ? AND ? AND lane IS NOT NULL ORDER BY transfer
          """, [records.lowerBound, records.upperBound])
      while let row = try rows.next() { visit(try row.int("lane"), try row.bytes("trace")) }
    }
  }
}

extension PlateChange {
  private static let mealMark = " for "

  /// That a dish was put on a plate, for one meal or for all.
  public static func binding(_ tag: TagID, to dish: String, meal: String?) -> PlateChange {
    PlateChange(.bound, tag, meal.map { dish + mealMark + $0 } ?? dish)
  }

  /// The dish of a binding.
  static func dish(inDetail detail: String) -> String {
    detail.firstRange(of: mealMark).map { String(detail[..<$0.lowerBound]) } ?? detail
  }
}
