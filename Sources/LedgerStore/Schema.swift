import GRDB

/// The tables of the books and how a file gets them.
///
/// Journal tables take new rows only: triggers forbid change and removal. Every table is STRICT, so
/// that a column holds what it says (SQLite, "STRICT Tables").
enum Schema {
  /// The bytes `TrTa` at offset 68 of the file, by which a file is known as TrayTally's books
  /// (SQLite, "Database File Format", 1.2).
  static let applicationID: Int32 = 0x5472_5461

  /// The version this program writes, kept at offset 60 of the file.
  static let version = 4

  /// The names of the steps: the first so many make a file of that version.
  static let steps = [
    "1 the canteen's books", "2 what trays were judged by", "3 settlements", "4 tokens",
  ]

  /// The steps from an empty file to the current version; a step that has been released never
  /// changes.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(steps[0]) { db in
      try db.execute(sql: accounts)
      try db.execute(sql: journal)
      try db.execute(sql: journalRules)
      try db.execute(sql: accountRules)
      try db.execute(sql: catalogue)
      try db.execute(sql: menu)
      try db.execute(sql: people)
      try db.execute(sql: plateLives)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    // These steps refer to the journal and change nothing in it: there is nothing to check anew.
    migrator.registerMigration(steps[1], foreignKeyChecks: .immediate) { db in
      try db.execute(sql: evidence)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration(steps[2], foreignKeyChecks: .immediate) { db in
      try db.execute(sql: closes)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration(steps[3], foreignKeyChecks: .immediate) { db in
      try db.execute(sql: tokens)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    return migrator
  }

  /// Every table, index and trigger with its text, in order of name: two files of one version have
  /// the same.
  static func description(of db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') FROM sqlite_schema
        WHERE tbl_name NOT LIKE 'grdb_%' AND name NOT LIKE 'sqlite_stat%' ORDER BY type, name
        """)
  }
}
