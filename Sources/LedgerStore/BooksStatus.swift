import GRDB
public import Ledger
import Money

/// How the books stand: for `doctor`, for a health page.
public struct BooksStatus: Hashable, Sendable {
  /// The station.
  public var station: StationName
  /// The currency's ISO 4217 code.
  public var currencyCode: String
  /// SQLite's version, such as 3.40.1.
  public var sqliteVersion: String
  /// True from the versions on in which two checkpointing connections can no longer lose a commit
  /// (SQLite 3.51.3, 3.50.7, 3.44.6). TrayTally never has two, so older ones are safe too.
  public var isLogResetFixed: Bool
  /// The writing connection's journal mode, read back: `wal`.
  public var journalMode: String
  /// The writing connection's durability, read back: 2 is FULL.
  public var synchronous: Int
  /// The version of the tables.
  public var schemaVersion: Int
  /// How many transfers the journal has.
  public var transferCount: Int
  /// How many accounts there are, closed ones too.
  public var accountCount: Int
  /// How many cards open accounts.
  public var cardCount: Int
  /// The database's size in bytes, without the log.
  public var sizeBytes: Int64
}

extension LedgerStore {
  /// How the books stand now.
  public func status() throws(StoreError) -> BooksStatus {
    let settings = try inWriter { try ConnectionSettings(of: $0) }
    return try read { db in
      let version = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
      return BooksStatus(
        station: station, currencyCode: currency.code, sqliteVersion: version,
        isLogResetFixed: Self.isLogResetFixed(in: version), journalMode: settings.journalMode,
        synchronous: settings.synchronous,
        schemaVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
        transferCount: Int(try db.number("SELECT max(sequence) FROM transfers")),
        accountCount: Int(try db.number("SELECT count(*) FROM accounts")),
        cardCount: Int(try db.number("SELECT count(*) FROM cards")),
        sizeBytes: try Int64.fetchOne(
          db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0)
    }
  }

  /// How many accounts there are, closed ones too.
  public func accountCount() throws(StoreError) -> Int {
    try read { db in Int(try db.number("SELECT count(*) FROM accounts")) }
  }

  /// True if that SQLite version has the fix of the log-reset fault.
  static func isLogResetFixed(in version: String) -> Bool {
    let parts = version.split(separator: ".").compactMap { Int($0) }
    guard parts.count >= 3, parts[0] == 3 else { return (parts.first ?? 0) > 3 }
    return switch parts[1] {
    case 44: parts[2] >= 6
    case 50: parts[2] >= 7
    case 51: parts[2] >= 3
    case let minor: minor > 51
    }
  }
}
