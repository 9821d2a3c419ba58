import GRDB
public import Ledger
public import Money

extension LedgerStore {
  /// Opens a station's books, making new ones if there are none and `create` says so.
  ///
  /// The file is judged before it may be written to: its header first, then through a read-only
  /// connection its schema, its owner and the newest links of its hash chain. A file that fails is
  /// left as it was. A full check of everything is `verify`.
  ///
  /// - Parameters:
  ///   - directory: the data directory, which must exist.
  ///   - station: the station's name; books of another one are refused.
  ///   - currency: the currency; books kept in another one are refused.
  ///   - rules: the money rules to judge by.
  ///   - create: whether to make new books where there are none.
  public static func open(
    at directory: String, station: StationName, currency: Currency = .cny,
    rules: LedgerRules = LedgerRules(), create: Bool = false
  ) throws(StoreError) -> LedgerStore {
    let file = BooksFile(directory: directory)
    try file.checkDirectory()
    let lock = try ProcessLock(directory: directory)
    do {
      if try !file.exists() {
        guard create else { throw noBooks(in: directory) }
        try file.create(station: station, currencyCode: currency.code)
      }
      try file.checkHeader()
      try judge(file, station: station, currency: currency)
      let pool = try openPool(file)
      return LedgerStore(
        station: station, currency: currency, directory: directory, rules: rules, pool: pool,
        lock: lock)
    } catch {
      throw StoreError(error, in: directory)
    }
  }

  /// Opens a station's books to be read only, while the station runs or not.
  ///
  /// No lock is taken, nothing is written, and no log is brought into the file: the process that
  /// owns the books stays the only one that does. Everything that changes something fails.
  ///
  /// - Throws: `StoreError` of code `refused` for books of an older version, which a reader cannot
  ///   bring up to date.
  public static func openForReading(
    at directory: String, station: StationName, currency: Currency = .cny
  ) throws(StoreError) -> LedgerStore {
    let file = BooksFile(directory: directory)
    try file.checkDirectory()
    do {
      guard try file.exists() else { throw noBooks(in: directory) }
      try file.checkHeader()
      try judge(file, station: station, currency: currency)
      let pool = try DatabasePool(path: file.path, configuration: reading)
      guard try pool.read(Schema.migrator.hasCompletedMigrations) else {
        throw StoreError(
          .refused,
          "The books in \(directory) are of an older version of TrayTally. Any command that "
            + "changes something, or the start of the station, brings them up to date.")
      }
      return LedgerStore(
        station: station, currency: currency, directory: directory, rules: LedgerRules(),
        pool: pool, lock: nil)
    } catch {
      throw StoreError(error, in: directory)
    }
  }

  /// A connection that cannot change anything.
  private static var reading: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase(Self.distrustFile)
    return configuration
  }

  private static func noBooks(in directory: String) -> StoreError {
    StoreError(
      .noBooks,
      "There are no books in \(directory). `traytally serve --create` starts new ones; if there "
        + "should be some, name the right data directory.")
  }

  /// Looks at the content without being able to change it.
  private static func judge(_ file: BooksFile, station: StationName, currency: Currency) throws {
    let queue = try DatabaseQueue(path: file.path, configuration: reading)
    try queue.read { db in
      let check = OpeningCheck(db: db, directory: file.directory)
      try check.schema()
      try check.owner(station: station, currency: currency)
      try check.newestLinks(station: station, currency: currency)
    }
    try queue.close()
  }

  /// Has SQLite check what a damaged file could trip it with.
  private static func distrustFile(_ db: Database) throws {
    try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
  }

  /// Opens the connections that stay open, with full durability.
  ///
  /// GRDB sets `synchronous=NORMAL` when it turns WAL mode on, under which a power cut can take
  /// back acknowledged commits (SQLite, "Write-Ahead Logging", 3.1). So FULL is set after opening,
  /// and read back.
  private static func openPool(_ file: BooksFile) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase(Self.distrustFile)
    let pool = try DatabasePool(path: file.path, configuration: configuration)
    try Schema.migrator.migrate(pool)
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // What is erased is overwritten, not only let go (SQLite, "PRAGMA secure_delete").
      _ = try Int.fetchOne(db, sql: "PRAGMA secure_delete = ON")
      // Bounds what a burst of commits leaves behind as the size of the log: 16 MiB.
      _ = try Int64.fetchOne(db, sql: "PRAGMA journal_size_limit = 16777216")
      let settings = try ConnectionSettings(of: db)
      guard settings == .required else {
        throw StoreError(
          .notDurable,
          "SQLite refuses the durability that money needs (\(settings)). Keep the books in "
            + "\(file.directory) on a local disk, not on a network share.")
      }
    }
    return pool
  }
}

/// How a connection treats what it writes, as SQLite itself says.
struct ConnectionSettings: Equatable, CustomStringConvertible {
  var journalMode: String
  var synchronous: Int
  var areForeignKeysChecked: Bool

  /// Log ahead of the file, a sync at every commit, references checked.
  static let required = ConnectionSettings(
    journalMode: "wal", synchronous: 2, areForeignKeysChecked: true)

  private init(journalMode: String, synchronous: Int, areForeignKeysChecked: Bool) {
    self.journalMode = journalMode
    self.synchronous = synchronous
    self.areForeignKeysChecked = areForeignKeysChecked
  }

  init(of db: Database) throws {
    journalMode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
    synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
    areForeignKeysChecked = try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") ?? false
  }

  var description: String {
    "journal mode \(journalMode), synchronous \(synchronous), foreign keys "
      + (areForeignKeysChecked ? "on" : "off")
  }
}
