import GRDB
import Ledger
import LedgerStore
import Testing

/// Somebody has opened the books with another program and holds the write lock.
struct LockedBooksTests {
  @Test func `locked books refuse a write, can be read, and go on when they are free`() throws {
    let canteen = try Canteen()
    let topUp = Canteen.intent(1, Canteen.topUp(100))
    var careless = Configuration()
    careless.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: canteen.scratch.booksPath, configuration: careless)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let error = #expect(throws: StoreError.self) { try canteen.store.perform(topUp) }
    #expect(error?.code == .fileLocked && error?.endsUse == false)
    #expect(canteen.store.stopped == nil)
    #expect(try canteen.store.outcome(of: topUp.id) == nil)
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    #expect(try canteen.store.perform(topUp).receipt != nil)
    #expect(try canteen.cash() == 100)
  }
}
