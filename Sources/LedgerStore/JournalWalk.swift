import GRDB
import Ledger
import Money
import Primitives

/// The journal from its first record to its last, one record in memory at a time.
///
/// Transfers, postings and sale lines are each read in the order of their transfers, side by side,
/// so that the file is read once from front to back.
struct JournalWalk {
  private let db: Database
  private let station: StationName
  private let transfers: RowCursor
  private var postings: RowGroups
  private var lines: RowGroups

  init(db: Database, station: StationName) throws {
    self.db = db
    self.station = station
    transfers = try Row.fetchCursor(
      db,
      sql: """
        SELECT transfers.*, accounts.number FROM transfers
        LEFT JOIN accounts ON accounts.id = transfers.account ORDER BY sequence
        """)
    postings = try RowGroups(
      db, sql: "SELECT transfer, book, amount FROM postings ORDER BY transfer, line")
    lines = try RowGroups(db, sql: "SELECT * FROM sale_lines ORDER BY transfer, line")
  }

  /// The next record, or nothing after the last.
  mutating func next() throws -> JournalRecord? {
    guard let row = try transfers.next().map({ StoredRow($0.copy()) }) else { return nil }
    let place = try row.int("sequence")
    let ownPostings = try postings.rows(of: place)
    let ownLines = try lines.rows(of: place)
    var record = JournalRecord(
      place: place, content: .failure(UnreadableRecord(column: "")), hash: nil,
      intentBodyHash: nil, named: nil, sellsPlateAgain: false)
    do {
      let stored = try StoredTransfer(
        row, postings: ownPostings, lines: ownLines, station: station)
      record.content = .success(stored.transfer)
      record.hash = stored.hash
      try addSurroundings(of: stored.transfer, to: &record)
    } catch let damage as DamagedRow {
      record.content = .failure(UnreadableRecord(column: damage.place))
    }
    return record
  }

  private func addSurroundings(of transfer: Transfer, to record: inout JournalRecord) throws {
    // An intent is remembered in the transaction of its transfer, so it has the same time.
    let intent = try db.row(
      "SELECT body_hash FROM intents WHERE id = ? AND transfer = ? AND at = ?",
      [transfer.id.blob, record.place, transfer.at.milliseconds])
    record.intentBodyHash = try intent.flatMap { ChainHash(bytes: try $0.bytes("body_hash")) }
    if let refersTo = transfer.refersTo {
      record.named = try db.storedTransfer(refersTo.serial, station: station)?.transfer
    }
    guard let visit = transfer.particulars.visit else { return }
    record.sellsPlateAgain =
      try db.row(
        """
        SELECT 1 FROM transfers AS sale JOIN sale_lines AS sold ON sold.transfer = sale.sequence
        WHERE sale.visit = ? AND sale.sequence < ? AND sold.plate <> '' AND sold.plate IN
          (SELECT plate FROM sale_lines WHERE transfer = ?)
        """, [visit.blob, record.place, record.place]) != nil
  }
}

/// Rows in the order of the transfer they belong to, handed out transfer by transfer.
private struct RowGroups {
  private let cursor: RowCursor
  private var ahead: StoredRow?

  init(_ db: Database, sql: String) throws {
    cursor = try Row.fetchCursor(db, sql: sql)
    try advance()
  }

  /// The rows of a transfer; those of earlier ones that nobody asked for are passed over.
  mutating func rows(of transfer: Int) throws -> [StoredRow] {
    var rows: [StoredRow] = []
    while let row = ahead, let owner = try? row.int("transfer"), owner <= transfer {
      if owner == transfer { rows.append(row) }
      try advance()
    }
    return rows
  }

  private mutating func advance() throws {
    ahead = try cursor.next().map { StoredRow($0.copy()) }
  }
}
