import GRDB

extension Database {
  /// Runs a statement that is prepared once and kept; the text is fixed in the source, so that no
  /// value can get into it and the number of kept statements stays what the source holds.
  func run(_ sql: StaticString, _ arguments: [any Storable] = []) throws {
    try statement(sql).run { values in
      for argument in arguments { try values.add(argument) }
    }
  }

  /// The first row, or nothing.
  func row(_ sql: StaticString, _ arguments: [any Storable] = []) throws -> StoredRow? {
    try prepared(sql, arguments) { try $0.step() ? $0.row : nil }
  }

  /// Every row; for results that are small.
  func rows(_ sql: StaticString, _ arguments: [any Storable] = []) throws -> [StoredRow] {
    try prepared(sql, arguments) { statement in
      var rows: [StoredRow] = []
      while try statement.step() { rows.append(statement.row) }
      return rows
    }
  }

  /// The first column of the first row as a number; zero if there is no row.
  func number(_ sql: StaticString, _ arguments: [any Storable] = []) throws -> Int64 {
    try prepared(sql, arguments) { try $0.step() ? $0.integer : 0 }
  }

  /// Everything in `body` or nothing; what it wrote is on disk when this returns.
  func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try run("BEGIN IMMEDIATE TRANSACTION")
    do {
      let value = try body()
      try run("COMMIT TRANSACTION")
      return value
    } catch {
      // After some errors, such as a full disk, SQLite has ended it by itself
      // (lang_transaction.html, section 3).
      if isInsideTransaction { try rollback() }
      throw error
    }
  }

  /// The prepared statement of a text, made at its first use and kept.
  func statement(_ sql: StaticString) throws -> StoreStatement {
    StoreStatement(try cachedStatement(sql: sql.description), of: self)
  }

  private func prepared<Value>(
    _ sql: StaticString, _ arguments: [any Storable], _ body: (StoreStatement) throws -> Value
  ) throws -> Value {
    let statement = try statement(sql)
    defer { statement.reset() }
    try statement.bind { values in
      for argument in arguments { try values.add(argument) }
    }
    return try body(statement)
  }
}
