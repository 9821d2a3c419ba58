import GRDB
public import Ledger
import Money
import Primitives

extension LedgerStore: JournalSource {
  public func tour(_ visitor: inout some JournalVisitor) throws(StoreError) {
    try read { db in
      visitor.begin(try self.heading(db))
      var walk = try JournalWalk(db: db, station: self.station)
      var closes = try CloseWalk(db: db, of: self)
      while let record = try walk.next() {
        while let close = try closes.next(before: record.place) {
          guard visitor.visit(close) else { return }
        }
        guard visitor.visit(record) else { return }
      }
      while let close = try closes.next() { guard visitor.visit(close) else { return } }
      var accounts = try AccountWalk(db: db)
      while let account = try accounts.next() {
        guard visitor.visit(account) else { return }
      }
    }
  }

  public func fileComplaints() throws(StoreError) -> [String] {
    try read { db in
      let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
      let strays = try db.rows("PRAGMA foreign_key_check").prefix(20).map { row in
        "\(try row.text("table")): a row refers to one that is missing"
      }
      return lines.filter { $0 != "ok" } + strays
    }
  }

  private func heading(_ db: Database) throws -> JournalHeading {
    JournalHeading(
      station: station, currencyCode: currency.code,
      transferCount: Int(try db.number("SELECT count(*) FROM transfers")),
      doneIntentCount: Int(
        try db.number("SELECT count(*) FROM intents WHERE transfer IS NOT NULL")),
      postingCount: Int(try db.number("SELECT count(*) FROM postings")),
      saleLineCount: Int(try db.number("SELECT count(*) FROM sale_lines")),
      closeCount: Int(try db.number("SELECT count(*) FROM closes")),
      doneCloseCount: Int(
        try db.number(
          """
          SELECT count(*) FROM close_acts LEFT JOIN closes USING (number)
          WHERE closes.id IS NULL OR closes.id = close_acts.id
          """)))
  }
}
