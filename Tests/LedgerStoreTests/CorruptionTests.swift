import Foundation
import GRDB
import Ledger
import Menus
import Primitives
import Settlement
import Testing

@testable import LedgerStore

/// Bytes flipped anywhere in the file: an error, a finding of `verify`, or a journal that is
/// untouched because the flip fell on unused space or beside the journal.
struct CorruptionTests {
  static let journalQueries = [
    "SELECT * FROM transfers ORDER BY sequence", "SELECT * FROM postings ORDER BY transfer, line",
    "SELECT * FROM sale_lines ORDER BY transfer, line",
    "SELECT * FROM intents WHERE transfer IS NOT NULL ORDER BY id",
    "SELECT number, cash, subsidy FROM accounts ORDER BY id",
  ]

  private func journal(_ store: LedgerStore) throws -> [[String]] {
    try store.read { db in
      try Self.journalQueries.map { try Row.fetchAll(db, sql: $0).map(\.description) }
    }
  }

  private func books() throws -> (bytes: Data, journal: [[String]]) {
    let canteen = try Canteen(accounts: 5)
    try canteen.store.replaceCatalogue(.init(validating: CatalogueStorageTests.parts()))
    for index in 1...40 {
      try canteen.perform(index, Canteen.topUp(1000, of: 1 + index % 5))
      try canteen.perform(
        100 + index, Canteen.sale(90, of: 1 + index % 5, plates: [index, index + 1], visit: index))
    }
    let journal = try journal(canteen.store)
    try canteen.store.close()
    return (try canteen.scratch.books(), journal)
  }

  @Test func `a flipped byte never makes another journal pass for sound`() throws {
    let (bytes, journal) = try books()
    var random = SeededGenerator(seed: 20_261_123)
    var (refused, found, harmless) = (0, 0, 0)
    for _ in 0..<300 {
      let offset = random.integer(0...(bytes.count - 1))
      let bits = UInt8(random.integer(1...255))
      let scratch = try Scratch()
      var damaged = bytes
      damaged[offset] ^= bits
      try damaged.write(to: URL(fileURLWithPath: scratch.booksPath))
      do {
        let store = try LedgerStore.open(at: scratch.path, station: "East")
        let report = try store.verify()
        if report.isSound {
          #expect(try self.journal(store) == journal, "offset \(offset), bits \(bits)")
          harmless += 1
        } else {
          found += 1
        }
      } catch let error as StoreError {
        #expect(!error.message.isEmpty)
        if try scratch.books() == damaged { refused += 1 } else { found += 1 }
      }
    }
    #expect(refused > 20 && found > 5, "refused \(refused), found \(found), harmless \(harmless)")
  }

  @Test func `a file that cannot be opened keeps every byte`() throws {
    let (bytes, _) = try books()
    var random = SeededGenerator(seed: 7)
    for _ in 0..<60 {
      let scratch = try Scratch()
      var damaged = bytes
      // The first page holds the header and the schema: most damage there is fatal.
      for _ in 0..<4 { damaged[random.integer(0...4095)] ^= UInt8(random.integer(1...255)) }
      try damaged.write(to: URL(fileURLWithPath: scratch.booksPath))
      guard (try? LedgerStore.open(at: scratch.path, station: "East")) == nil else { continue }
      #expect(try scratch.books() == damaged)
    }
  }
}
