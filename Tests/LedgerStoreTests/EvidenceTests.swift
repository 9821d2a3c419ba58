import GRDB
import Ledger
import Primitives
import Settlement
import Testing

@testable import LedgerStore

/// What trays were judged by, kept beside the sales for a while.
struct EvidenceTests {
  private static let day: Int64 = 86_400_000

  private let canteen: Canteen

  init() throws {
    canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(100_000))
  }

  /// A sale of one plate; answers its receipt.
  @discardableResult
  private func sell(
    _ id: Int, _ bytes: [UInt8], days: Int = 30, at: Int64 = 1_000_000
  ) throws -> ReceiptNumber {
    let intent = Canteen.intent(id, Canteen.sale(100, plates: [id], visit: id), at: at)
    let evidence = SaleEvidence(bytes: bytes, days: days)
    guard case .done(let receipt) = try canteen.store.perform(intent, evidence: evidence) else {
      throw StoreError(.refused, "a sale was expected")
    }
    return receipt.number
  }

  private func kept() throws -> Int {
    try canteen.store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM evidence") ?? 0 }
  }

  @Test func `evidence is kept with its sale and covered by no hash`() throws {
    let receipt = try sell(2, [1, 2, 3])
    #expect(try canteen.store.evidence(of: receipt) == [1, 2, 3])
    #expect(try canteen.store.verify().isSound)
    try canteen.store.pool.write { try $0.execute(sql: "DELETE FROM evidence") }
    #expect(try canteen.store.evidence(of: receipt) == nil)
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `a sale asked for again keeps its first evidence`() throws {
    let receipt = try sell(2, [1, 2, 3])
    #expect(try sell(2, [9]) == receipt)
    #expect(try canteen.store.evidence(of: receipt) == [1, 2, 3])
  }

  @Test func `what is not to be kept or too large costs no sale`() throws {
    let large = [UInt8](repeating: 7, count: SaleEvidence.byteCountMax + 1)
    for (id, bytes, days) in [(2, [UInt8](), 30), (3, [1], 0), (4, large, 30)] {
      let receipt = try sell(id, bytes, days: days)
      #expect(try canteen.store.evidence(of: receipt) == nil)
    }
    let largest = try sell(5, Array(large.dropLast()))
    #expect(try canteen.store.evidence(of: largest)?.count == SaleEvidence.byteCountMax)
  }

  @Test func `a refused sale keeps nothing`() throws {
    let intent = Canteen.intent(9, Canteen.sale(9_000_000, plates: [9], visit: 9))
    _ = try canteen.store.perform(intent, evidence: SaleEvidence(bytes: [1], days: 30))
    #expect(try kept() == 0)
  }

  @Test func `each sale lets a few old ones go, and opening the rest`() throws {
    for id in 2..<12 { try sell(id, [1], at: 1_000_000) }
    let newest = try sell(20, [2], days: 30, at: 31 * Self.day)
    #expect(try kept() == 11 - LedgerStore.evidencePerSale)
    let now = WallTime(milliseconds: 31 * Self.day)
    #expect(try canteen.store.dropEvidence(olderThanDays: 30, at: now) == 6)
    #expect(try canteen.store.evidence(of: newest) == [2])
    let later = WallTime(milliseconds: 31 * Self.day + 1)
    #expect(try canteen.store.dropEvidence(olderThanDays: 0, at: later) == 1)
  }

  @Test(arguments: [1, 2, 3])
  func `books of an older version are taken over with all they hold`(version: Int) throws {
    try sell(2, [1])
    try canteen.store.close()
    try downgrade(to: version)
    let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
    #expect(try store.status().schemaVersion == 4 && store.status().transferCount == 2)
    #expect(try store.verify().isSound)
    let kept = try store.evidence(of: ReceiptNumber(station: "East", serial: 2))
    #expect(kept == (version == 1 ? nil : [1]))
    #expect(try store.closeDay(DayCloseTests.closing(1)).close.recordCount == 2)
    try store.close()
  }

  @Test func `altered books of version 1 are not taken over`() throws {
    try canteen.store.close()
    try downgrade(to: 1, and: "DROP TRIGGER transfers_no_update")
    let error = #expect(throws: StoreError.self) {
      try LedgerStore.open(at: canteen.scratch.path, station: "East")
    }
    #expect(error?.code == .damaged)
  }

  /// Makes the file what an older version wrote.
  private func downgrade(to version: Int, and more: String = "") throws {
    let queue = try DatabaseQueue(path: canteen.scratch.booksPath)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "DROP TABLE tokens")
      if version < 3 {
        try db.execute(sql: "DROP TABLE close_figures; DROP TABLE close_acts; DROP TABLE closes")
      }
      if version == 1 { try db.execute(sql: "DROP TABLE evidence") }
      try db.execute(
        sql: """
          DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > \(version);
          PRAGMA user_version = \(version); \(more)
          """)
      try db.checkpoint(.truncate)
    }
    try queue.close()
  }
}
