import GRDB
public import Ledger
public import Money
import Synchronization

/// The canteen's books on disk: the only place where money moves.
///
/// One process owns a data directory; within it any thread may call. Writes are serialised and
/// durable when they return: SQLite in WAL mode with `synchronous=FULL`, one connection that writes
/// and checkpoints, read-only connections beside it. Every call blocks its thread for the time of a
/// disk access, so it belongs on a thread that may block, never on the cooperative pool. A write
/// runs to its end whatever becomes of the task that asked for it.
///
/// After a failure that leaves the file's state in doubt the store refuses everything
/// (``StoreError/Code/booksStopped``): the books must be opened and checked anew.
public final class LedgerStore: Sendable {
  /// The station whose books these are.
  public let station: StationName

  /// The currency of every amount.
  public let currency: Currency

  /// The directory the books are in.
  public let directory: String

  /// The money rules in force.
  public let rules: LedgerRules

  let pool: DatabasePool
  /// True if these books were opened to be read only, beside the process that owns them.
  let isForReading: Bool
  private let lock: Mutex<ProcessLock?>
  private let failure = Mutex<StoreError?>(nil)

  init(
    station: StationName, currency: Currency, directory: String, rules: LedgerRules,
    pool: DatabasePool, lock: ProcessLock?
  ) {
    self.station = station
    self.currency = currency
    self.directory = directory
    self.rules = rules
    self.pool = pool
    isForReading = lock == nil
    self.lock = Mutex(lock)
  }

  /// What ended the use of these books in this process, if something did.
  public var stopped: StoreError? {
    failure.withLock { $0 }
  }

  /// Brings the log into the file, closes it and gives the directory up; later calls fail.
  ///
  /// Not needed for safety: whatever was acknowledged survives the end of the process in any way.
  /// So a log that cannot be brought in now, because the disk is full or another program reads, is
  /// left to the next opening and is no error.
  public func close() throws(StoreError) {
    if stopped == nil, !isForReading {
      _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
    do {
      try pool.close()
      failure.withLock { $0 = $0 ?? StoreError(.booksStopped, "They have been closed.") }
      lock.withLock { $0 = nil }
    } catch {
      throw StoreError(error, in: directory)
    }
  }

  /// Runs a transaction on the writing connection, durable when it returns.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try checkRunning()
    let slip = AuditSlip.current
    do {
      return try pool.writeWithoutTransaction { db in
        try db.transaction {
          let value = try body(db)
          try slip?.enter(in: db)
          return value
        }
      }
    } catch {
      throw stoppingIfNeeded(StoreError(error, in: directory))
    }
  }

  /// Reads one moment of the books, beside any writing.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try checkRunning()
    do {
      return try pool.read(body)
    } catch {
      throw stoppingIfNeeded(StoreError(error, in: directory))
    }
  }

  /// Asks the writing connection something without changing anything.
  func inWriter<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try checkRunning()
    do {
      return try pool.writeWithoutTransaction(body)
    } catch {
      throw stoppingIfNeeded(StoreError(error, in: directory))
    }
  }

  private func checkRunning() throws(StoreError) {
    guard let cause = stopped else { return }
    throw StoreError(
      .booksStopped,
      "The books are stopped and nothing more is written. \(cause.message) Then start TrayTally "
        + "again.")
  }

  private func stoppingIfNeeded(_ error: StoreError) -> StoreError {
    if error.endsUse { failure.withLock { $0 = $0 ?? error } }
    return error
  }
}
