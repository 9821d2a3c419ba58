import GRDB
import Ledger
import Money
import Primitives

/// Transfers in the order of the journal, one in memory at a time.
///
/// Transfers, postings and sale lines are each read in the order of their transfers, side by side,
/// so that the file is read once from front to back.
struct TransferWalk {
  private let station: StationName
  private let transfers: StoredRows
  private var postings: RowGroups
  private var lines: RowGroups

  /// - Parameter range: the places from and to which to go.
  init(db: Database, station: StationName, in range: ClosedRange<Int> = 0...Int.max) throws {
    self.station = station
    let bounds = [range.lowerBound, range.upperBound]
    transfers = try StoredRows(
      db,
      sql: """
        SELECT transfers.*, accounts.number FROM transfers
        LEFT JOIN accounts ON accounts.id = transfers.account
        WHERE sequence BETWEEN ? AND ? ORDER BY sequence
        """, bounds)
    postings = try RowGroups(
      db, by: "transfer",
      sql: """
        SELECT transfer, book, amount FROM postings WHERE transfer BETWEEN ? AND ?
        ORDER BY transfer, line
        """, bounds)
    lines = try RowGroups(
      db, by: "transfer",
      sql: "SELECT * FROM sale_lines WHERE transfer BETWEEN ? AND ? ORDER BY transfer, line",
      bounds)
  }

  /// The next place and what is stored there, or nothing after the last.
  mutating func next() throws -> (place: Int, content: Result<StoredTransfer, DamagedRow>)? {
    guard let row = try transfers.next() else { return nil }
    let place = try row.int("sequence")
    let ownPostings = try postings.rows(of: place)
    let ownLines = try lines.rows(of: place)
    do {
      let stored = try StoredTransfer(
        row, postings: ownPostings, lines: ownLines, station: station)
      return (place, .success(stored))
    } catch let damage as DamagedRow {
      return (place, .failure(damage))
    }
  }
}

/// The journal from its first record to its last, with what the rest of the books say of each.
struct JournalWalk {
  private let db: Database
  private let station: StationName
  private var transfers: TransferWalk

  init(db: Database, station: StationName) throws {
    self.db = db
    self.station = station
    transfers = try TransferWalk(db: db, station: station)
  }

  /// The next record, or nothing after the last.
  mutating func next() throws -> JournalRecord? {
    guard let (place, content) = try transfers.next() else { return nil }
    var record = JournalRecord(
      place: place, content: .failure(UnreadableRecord(column: "")), hash: nil,
      intentBodyHash: nil, named: nil, sellsPlateAgain: false)
    do {
      let stored = try content.get()
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
      [transfer.id, record.place, transfer.at.milliseconds])
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
        """, [visit, record.place, record.place]) != nil
  }
}

/// The Zs in the order of their numbers.
struct CloseWalk {
  private let db: Database
  private let books: LedgerStore
  private let closes: StoredRows
  private var ahead: StoredRow?

  init(db: Database, of books: LedgerStore) throws {
    self.db = db
    self.books = books
    closes = try StoredRows(db, sql: "SELECT * FROM closes ORDER BY number")
    ahead = try closes.next()
  }

  /// The next Z that settles nothing from a place on, or nothing if there is none.
  mutating func next(before place: Int = .max) throws -> SealedClose? {
    guard let row = ahead, try row.int("last") < place else { return nil }
    ahead = try closes.next()
    return try db.sealedClose(row, of: books)
  }
}

/// The accounts in the order of their rows, each with its purses.
struct AccountWalk {
  private let db: Database
  private let accounts: StoredRows
  private var purses: RowGroups

  init(db: Database) throws {
    self.db = db
    accounts = try StoredRows(
      db,
      sql: """
        SELECT id, number, diner_group, standing, cash, subsidy, floor FROM accounts ORDER BY id
        """)
    purses = try RowGroups(
      db, by: "account", sql: "SELECT account, purse, amount FROM purses ORDER BY account, purse")
  }

  /// The next account, or nothing after the last.
  mutating func next() throws -> AccountState? {
    guard let row = try accounts.next() else { return nil }
    return try AccountState(row, purses: try purses.rows(of: try row.int("id")))
  }
}

/// Rows in the order of what they belong to, handed out owner by owner.
private struct RowGroups {
  private let cursor: StoredRows
  private let owner: String
  private var ahead: StoredRow?

  /// - Parameter owner: the column by which the rows are sorted.
  init(
    _ db: Database, by owner: String, sql: StaticString, _ arguments: [any Storable] = []
  ) throws {
    self.owner = owner
    cursor = try StoredRows(db, sql: sql, arguments)
    try advance()
  }

  /// The rows of an owner; those of earlier ones that nobody asked for are passed over.
  mutating func rows(of wanted: Int) throws -> [StoredRow] {
    var rows: [StoredRow] = []
    while let row = ahead, let found = try? row.int(owner), found <= wanted {
      if found == wanted { rows.append(row) }
      try advance()
    }
    return rows
  }

  private mutating func advance() throws {
    ahead = try cursor.next()
  }
}
