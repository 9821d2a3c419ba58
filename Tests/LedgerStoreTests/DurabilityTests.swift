import Foundation
import GRDB
import Ledger
import Primitives
import Settlement
import Testing

@testable import LedgerStore

struct DurabilityTests {
  @Test func `every commit is synced: WAL with synchronous FULL, read back`() throws {
    let canteen = try Canteen(onDisk: true)
    let status = try canteen.store.status()
    #expect(status.journalMode == "wal")
    #expect(status.synchronous == 2)
    #expect(try canteen.store.inWriter { try ConnectionSettings(of: $0) } == .required)
  }

  /// The trap this guards against: WAL mode in GRDB means NORMAL unless somebody says otherwise.
  @Test func `GRDB alone would open with less`() throws {
    let scratch = try Scratch()
    let pool = try DatabasePool(path: scratch.path + "/other.sqlite")
    let synchronous = try pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA synchronous")
    }
    #expect(synchronous == 1)
  }

  @Test func `only the writing connection can write`() throws {
    let canteen = try Canteen()
    #expect(throws: (any Error).self) {
      try canteen.store.pool.unsafeRead { db in
        try db.execute(sql: "INSERT INTO persons (account, name) VALUES (1, 'x')")
      }
    }
  }

  @Test func `a debit runs to its end although its task was cancelled`() async throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    let store = canteen.store
    let task = Task.detached {
      while !Task.isCancelled { await Task.yield() }
      return try store.perform(Canteen.intent(2, Canteen.sale(300, visit: 1)))
    }
    task.cancel()
    #expect(try await task.value.receipt?.cashAfter == yuan(700))
    #expect(try canteen.cash() == 700)
  }

  /// What a power cut can leave: everything up to some sync, and a torn rest.
  @Test func `whatever part of the log survives, the books are a sound beginning`() throws {
    let canteen = try Canteen()
    try canteen.store.close()
    let books = try Canteen(canteen.scratch)
    for index in 1...12 { try books.perform(index, Canteen.topUp(Int64(index))) }
    let (file, log) = (
      try Data(contentsOf: url(books, "")), try Data(contentsOf: url(books, "-wal"))
    )
    var counts: [Int] = []
    for length in stride(from: 0, through: log.count, by: 1999) {
      let copy = try Scratch()
      try file.write(to: URL(fileURLWithPath: copy.booksPath))
      try log.prefix(length).write(to: URL(fileURLWithPath: copy.booksPath + "-wal"))
      let store = try LedgerStore.open(at: copy.path, station: "East")
      let report = try store.verify()
      #expect(report.isSound, "\(length): \(report.fault?.description ?? "")")
      counts.append(report.transferCount)
      try store.close()
    }
    #expect(counts == counts.sorted())
    #expect(counts.first == 0 && counts.last ?? 0 >= 11)
  }

  private func url(_ canteen: Canteen, _ suffix: String) -> URL {
    URL(fileURLWithPath: canteen.scratch.booksPath + suffix)
  }

  @Test func `closing brings everything into one file`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.store.close()
    let log = try? Data(contentsOf: url(canteen, "-wal"))
    #expect(log?.isEmpty ?? true)
    #expect(throws: StoreError.self) { try canteen.perform(2, Canteen.topUp(1)) }
    let again = try Canteen(canteen.scratch)
    #expect(try again.cash() == 1000)
  }

  @Test func `the version with the log-reset fix is known`() {
    let fixed = ["3.44.6", "3.50.7", "3.51.3", "3.52.0", "3.53.1", "4.0.0"]
    let unfixed = ["3.40.1", "3.44.5", "3.45.0", "3.50.6", "3.51.2", ""]
    #expect(fixed.allSatisfy(LedgerStore.isLogResetFixed))
    #expect(!unfixed.contains(where: LedgerStore.isLogResetFixed))
  }
}
