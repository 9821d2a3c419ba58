import GRDB
import GRDBSQLite

/// A prepared statement of GRDB's, bound and stepped by SQLite's own calls.
///
/// A sale runs sixteen statements; what GRDB does around each of them, for observers and records
/// that the books do not have, was a third of the time of a debit. Opening, transactions, pools and
/// the cache of statements stay GRDB's.
struct StoreStatement {
  private let statement: Statement
  private let database: Database
  private let pointer: OpaquePointer

  init(_ statement: Statement, of database: Database) {
    self.statement = statement
    self.database = database
    pointer = statement.sqliteStatement
  }

  /// The values of one use of a statement, bound from its first parameter on.
  struct Values {
    fileprivate let statement: StoreStatement
    fileprivate var count: Int32 = 0

    /// Binds the next parameter.
    mutating func add(_ value: some Storable) throws {
      count += 1
      let code = value.bind(to: statement.pointer, at: count)
      guard code == SQLITE_OK else { throw statement.error(code) }
    }
  }

  /// Binds every parameter anew; there must be as many values as the statement has parameters.
  func bind(_ fill: (inout Values) throws -> Void) throws {
    var values = Values(statement: self)
    try fill(&values)
    guard values.count == sqlite3_bind_parameter_count(pointer) else { throw error(SQLITE_RANGE) }
  }

  /// Runs the statement to its end with those values.
  func run(_ fill: (inout Values) throws -> Void) throws {
    defer { reset() }
    try bind(fill)
    while try step() {}
  }

  /// Goes to the next row; false after the last.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw error(code)
    }
  }

  /// Gives the statement back for its next use; what went wrong in it has been told by then.
  func reset() {
    sqlite3_reset(pointer)
  }

  /// A copy of the row it stands on.
  var row: StoredRow {
    StoredRow(
      statement.columnNames, (0..<sqlite3_column_count(pointer)).map { value(of: $0) })
  }

  /// The first column of the row as a number.
  var integer: Int64 { sqlite3_column_int64(pointer, 0) }

  private func value(of column: Int32) -> StoredValue {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_TEXT: .text(text(of: column))
    case SQLITE_BLOB: .bytes(bytes(of: column))
    case SQLITE_NULL: .null
    default: .real
    }
  }

  private func text(of column: Int32) -> String {
    guard let start = sqlite3_column_text(pointer, column) else { return "" }
    let count = Int(sqlite3_column_bytes(pointer, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func bytes(of column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(pointer, column) else { return [] }
    let count = Int(sqlite3_column_bytes(pointer, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage,
      sql: statement.sql)
  }
}

/// The rows of a long result, one in memory at a time.
struct StoredRows {
  private let statement: StoreStatement

  /// - Parameters:
  ///   - sql: a statement for this walk alone.
  ///   - arguments: what its parameters stand for.
  init(_ db: Database, sql: StaticString, _ arguments: [any Storable] = []) throws {
    statement = StoreStatement(try db.makeStatement(sql: sql.description), of: db)
    try statement.bind { values in
      for argument in arguments { try values.add(argument) }
    }
  }

  /// The next row, or nothing after the last.
  func next() throws -> StoredRow? {
    try statement.step() ? statement.row : nil
  }
}
