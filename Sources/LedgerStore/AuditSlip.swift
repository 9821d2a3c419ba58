import GRDB
public import Operators
public import Primitives
import Synchronization

/// What is to be written into the audit log in the same transaction as the act itself.
///
/// While a slip is current, the first transaction that the same call makes takes it along: there is
/// no act without its entry and no entry without its act.
public final class AuditSlip: Sendable {
  /// The slip of the act at hand.
  @TaskLocal public static var current: AuditSlip?

  private struct Content {
    var outcome = "done"
    var isEntered = false
    var plateChanges: [PlateChange] = []
  }

  private let at: WallTime
  private let by: String
  private let act: String
  private let subject: String
  private let content = Mutex(Content())

  /// Fills a slip in.
  public init(at: WallTime, by: String, act: String, subject: String) {
    (self.at, self.by, self.act, self.subject) = (at, by, act, subject)
  }

  /// True once a transaction has taken it along.
  public var isEntered: Bool { content.withLock { $0.isEntered } }

  /// Runs an act under this slip.
  public func covering<Value>(_ act: () throws -> Value) rethrows -> Value {
    try Self.$current.withValue(self, operation: act)
  }

  /// Says what became of the act, before its transaction ends.
  public func note(_ outcome: String) {
    content.withLock { $0.outcome = outcome }
  }

  /// Has the act's transaction write down what is done with plates, too.
  public func carry(_ changes: [PlateChange]) {
    content.withLock { $0.plateChanges += changes }
  }

  func enter(in db: Database) throws {
    guard let content = take() else { return }
    for change in content.plateChanges { try db.note(change, at: at, by: by) }
    try db.audit(at: at, by: by, act: act, subject: subject, outcome: content.outcome)
  }

  private func take() -> Content? {
    content.withLock { content in
      guard !content.isEntered else { return nil }
      content.isEntered = true
      return content
    }
  }
}

extension LedgerStore {
  /// Writes an act that changed nothing else into the audit log, with what became of it.
  public func audit(_ slip: AuditSlip, outcome: String) throws(StoreError) {
    slip.note(outcome)
    try write { db in try slip.enter(in: db) }
  }

  /// The audit log's entries, newest first: those before the given place, at most so many.
  public func auditEntries(
    by operatorName: String? = nil, before sequence: Int = .max, limit: Int
  ) throws(StoreError) -> [AuditEntry] {
    try read { db in
      let rows =
        if let operatorName {
          try db.rows(
            """
            SELECT * FROM audit WHERE by = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?
            """, [operatorName, sequence, limit])
        } else {
          try db.rows(
            "SELECT * FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
            [sequence, limit])
        }
      return try rows.map { try AuditEntry($0) }
    }
  }

  /// What does not hold in the audit log: the first entry that does not follow from the one before.
  func auditComplaints(_ db: Database) throws -> [String] {
    var last = AuditEntry.firstSeal
    var place = 0
    let cursor = try StoredRows(db, sql: "SELECT * FROM audit ORDER BY sequence")
    while let row = try cursor.next() {
      place += 1
      guard let entry = try? AuditEntry(row), entry.sequence == place,
        try row.bytes("seal") == entry.seal(after: last)
      else { return ["audit: entry \(place) does not follow from the one before it"] }
      last = entry.seal(after: last)
    }
    return []
  }
}

extension AuditEntry {
  fileprivate init(_ row: StoredRow) throws {
    self.init(
      sequence: try row.int("sequence"), at: WallTime(milliseconds: try row.integer("at")),
      by: try row.text("by"), act: try row.text("act"), subject: try row.text("subject"),
      outcome: try row.text("outcome"))
  }
}

extension Database {
  fileprivate func audit(
    at: WallTime, by: String, act: String, subject: String, outcome: String
  ) throws {
    let last = try row("SELECT sequence, seal FROM audit ORDER BY sequence DESC LIMIT 1")
    let entry = AuditEntry(
      sequence: try (last?.int("sequence") ?? 0) + 1, at: at, by: by, act: act, subject: subject,
      outcome: outcome)
    let seal = entry.seal(after: try last?.bytes("seal") ?? AuditEntry.firstSeal)
    try run(
      """
      INSERT INTO audit (sequence, at, by, act, subject, outcome, seal)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        entry.sequence, entry.at.milliseconds, entry.by, entry.act, entry.subject, entry.outcome,
        seal,
      ])
  }
}
