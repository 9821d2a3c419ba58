import Foundation
import GRDB
import Ledger
import Money
import Testing

@testable import LedgerStore

/// What happens when the file is not what it should be: a clear sentence, and not a byte changed.
struct OpeningTests {
  /// Tries to open the books, expects the failure, and that the file is as it was.
  @discardableResult
  private func refusal(
    _ scratch: Scratch, station: StationName = "East", currency: Currency = .cny,
    _ code: StoreError.Code, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> StoreError {
    let before = try? scratch.books()
    let error = #expect(throws: StoreError.self, sourceLocation: sourceLocation) {
      try LedgerStore.open(at: scratch.path, station: station, currency: currency, create: true)
    }
    #expect(error?.code == code, sourceLocation: sourceLocation)
    let after = try? scratch.books()
    #expect(after == before, sourceLocation: sourceLocation)
    #expect(error?.message.contains(scratch.path) == true, sourceLocation: sourceLocation)
    return try #require(error)
  }

  private func books() throws -> Scratch {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.perform(2, Canteen.sale(300, plates: [1], visit: 1))
    try canteen.store.close()
    return canteen.scratch
  }

  private func edit(_ scratch: Scratch, _ sql: String) throws {
    let queue = try DatabaseQueue(path: scratch.booksPath)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: sql)
      try db.checkpoint(.truncate)
    }
    try queue.close()
  }

  @Test func `a directory that is missing or a file is named`() throws {
    let scratch = try Scratch()
    for path in [scratch.path + "/nowhere", "/dev/null"] {
      let error = #expect(throws: StoreError.self) {
        try LedgerStore.open(at: path, station: "East", create: true)
      }
      #expect(error?.code == .directoryMissing)
      #expect(error?.message.contains(path) == true)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/nowhere"))
  }

  @Test func `books are made only where that is asked for`() throws {
    let scratch = try Scratch()
    let error = #expect(throws: StoreError.self) {
      try LedgerStore.open(at: scratch.path, station: "East")
    }
    #expect(error?.code == .noBooks)
    #expect(!FileManager.default.fileExists(atPath: scratch.booksPath))
    try LedgerStore.open(at: scratch.path, station: "East", create: true).close()
    try LedgerStore.open(at: scratch.path, station: "East").close()
  }

  @Test func `half-made books of a crash are made anew`() throws {
    let scratch = try Scratch()
    try Data("half a".utf8).write(to: URL(fileURLWithPath: scratch.booksPath + ".new"))
    try LedgerStore.open(at: scratch.path, station: "East", create: true).close()
    #expect(!FileManager.default.fileExists(atPath: scratch.booksPath + ".new"))
  }

  @Test func `new books can be read by nobody else`() throws {
    let scratch = try Scratch()
    try LedgerStore.open(at: scratch.path, station: "East", create: true).close()
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.booksPath)[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `a log without its books is not written over`() throws {
    let scratch = try Scratch()
    try Data("frames".utf8).write(to: URL(fileURLWithPath: scratch.booksPath + "-wal"))
    try refusal(scratch, .noBooks)
  }

  @Test func `a second TrayTally is told who has the books, and comes in once they are closed`()
    throws
  {
    let canteen = try Canteen()
    let error = try refusal(canteen.scratch, .inUse)
    #expect(error.message.contains("\(ProcessInfo.processInfo.processIdentifier)"))
    try canteen.perform(1, Canteen.topUp(1))
  }

  @Test func `the lock goes with its store`() throws {
    let scratch = try Scratch()
    for _ in 0..<3 {
      try LedgerStore.open(at: scratch.path, station: "East", create: true).close()
    }
    #expect(try Canteen(scratch).store.accountCount() == 0)
  }

  @Test(arguments: ["", "hello, world\n", "SQLite format 3\0", String(repeating: "x", count: 9000)])
  func `a file of something else stays`(content: String) throws {
    let scratch = try Scratch()
    try Data(content.utf8).write(to: URL(fileURLWithPath: scratch.booksPath))
    try refusal(scratch, content.isEmpty ? .truncated : .notADatabase)
  }

  @Test func `a directory in the file's place stays`() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.booksPath, withIntermediateDirectories: false)
    try refusal(scratch, .notADatabase)
  }

  @Test func `another program's database stays, journal mode and all`() throws {
    let scratch = try Scratch()
    let queue = try DatabaseQueue(path: scratch.booksPath)
    try queue.write { try $0.execute(sql: "CREATE TABLE notes (text)") }
    try queue.close()
    try refusal(scratch, .foreignDatabase)
  }

  @Test func `books of a newer version, another station or currency stay`() throws {
    let scratch = try books()
    try refusal(scratch, station: "West", .otherStation)
    try refusal(scratch, currency: .eur, .otherCurrency)
    try edit(scratch, "PRAGMA user_version = 99")
    let error = try refusal(scratch, .newerVersion)
    #expect(error.message.contains("99"))
  }

  @Test(arguments: [
    "DROP TRIGGER transfers_no_update", "DROP INDEX transfers_reversed_once",
    "CREATE TABLE extra (x)", "DROP TABLE persons",
    "CREATE TRIGGER t AFTER INSERT ON accounts BEGIN SELECT 1; END",
  ])
  func `altered tables are noticed`(sql: String) throws {
    let scratch = try books()
    try edit(scratch, sql)
    try refusal(scratch, .damaged)
  }

  @Test func `a broken link among the newest is noticed`() throws {
    let scratch = try books()
    let trigger = "transfers_no_update"
    let text = try DatabaseQueue(path: scratch.booksPath).read {
      try String.fetchOne(
        $0, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [trigger])
    }
    try edit(
      scratch,
      "DROP TRIGGER \(trigger); UPDATE transfers SET at = at + 1 WHERE sequence = 1; "
        + (text ?? ""))
    let error = try refusal(scratch, .damaged)
    #expect(error.message.contains("East-000001"))
  }

  @Test func `every page-wise cut of the file is noticed`() throws {
    let scratch = try books()
    let whole = try scratch.books()
    #expect(whole.count.isMultiple(of: 4096) && whole.count > 20 * 4096)
    for size in stride(from: 0, to: whole.count, by: 4096) {
      try whole.prefix(size).write(to: URL(fileURLWithPath: scratch.booksPath))
      try refusal(scratch, .truncated)
    }
    try whole.prefix(whole.count - 1).write(to: URL(fileURLWithPath: scratch.booksPath))
    try refusal(scratch, .truncated)
    try whole.write(to: URL(fileURLWithPath: scratch.booksPath))
    #expect(try Canteen(scratch).cash() == 700)
  }
}
