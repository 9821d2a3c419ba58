import Foundation
import GRDB
import Ledger
import Primitives
import Settlement
import Testing

@testable import LedgerStore

/// Somebody edits the file with the triggers out of the way and puts them back.
struct TamperingTests {
  /// Sound books, made once: more records than are looked at when they are opened, so that
  /// `verify` has to find what was done to an early one.
  private static let sound = Result {
    let canteen = try Canteen(accounts: 3)
    for index in 1...300 {
      let body =
        index < 10 || index.isMultiple(of: 4)
        ? Canteen.topUp(1000, of: 1 + index % 3)
        : Canteen.sale(50, of: 1 + index % 3, plates: [index, index + 1], visit: index, card: nil)
      try canteen.perform(index, body)
    }
    try canteen.perform(
      301, .reversal(of: ReceiptNumber(station: "East", serial: 11), reason: "wrong dish"))
    #expect(try canteen.store.verify().isSound)
    try canteen.store.close()
    return try canteen.scratch.books()
  }

  private func books() throws -> Scratch {
    let scratch = try Scratch()
    try Self.sound.get().write(to: URL(fileURLWithPath: scratch.booksPath))
    return scratch
  }

  private func tamper(_ scratch: Scratch, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: scratch.booksPath, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      let triggers = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for row in triggers { try db.execute(sql: "DROP TRIGGER \(row["name"] as String)") }
      try db.execute(sql: sql)
      #expect(db.totalChangesCount > 0)
      for row in triggers { try db.execute(sql: row["sql"]) }
      try db.checkpoint(.truncate)
    }
    try queue.close()
  }

  static let edits: [(sql: String, place: String)] = [
    ("UPDATE transfers SET note = 'x' WHERE sequence = 5", "record East-000005"),
    ("UPDATE transfers SET at = at + 1 WHERE sequence = 6", "record East-000006"),
    ("UPDATE transfers SET business_day = 1 WHERE sequence = 6", "record East-000006"),
    ("UPDATE transfers SET account = 1 + account % 3 WHERE sequence = 7", "record East-000007"),
    ("UPDATE transfers SET kind = 'gift' WHERE sequence = 7", "record East-000007"),
    ("UPDATE transfers SET cash_after = 9 WHERE sequence = 8", "record East-000008"),
    ("UPDATE transfers SET floor = -9 WHERE sequence = 8", "record East-000008"),
    ("UPDATE transfers SET lane = 2 WHERE sequence = 11", "record East-000011"),
    ("UPDATE transfers SET hash = zeroblob(32) WHERE sequence = 9", "record East-000009"),
    ("UPDATE transfers SET refers_to = 10 WHERE sequence = 301", "record East-000301"),
    ("DELETE FROM transfers WHERE sequence = 20", "record East-000020"),
    ("DELETE FROM transfers WHERE sequence = 1", "record East-000001"),
    ("UPDATE postings SET amount = amount * 2 WHERE transfer = 12", "record East-000012"),
    ("UPDATE postings SET book = 'grants' WHERE transfer = 13 AND line = 1", "record East-000013"),
    ("DELETE FROM postings WHERE transfer = 14 AND line = 0", "record East-000014"),
    ("INSERT INTO postings VALUES (15, 7, 'sales', 5)", "record East-000015"),
    ("INSERT INTO postings VALUES (9999, 0, 'sales', 5)", "journal"),
    ("UPDATE sale_lines SET name = 'cake' WHERE transfer = 11 AND line = 1", "record East-000011"),
    ("UPDATE sale_lines SET dish = 'D2' WHERE transfer = 13 AND line = 0", "record East-000013"),
    ("DELETE FROM sale_lines WHERE transfer = 17 AND line = 1", "record East-000017"),
    ("DELETE FROM intents WHERE transfer = 18", "record East-000018"),
    ("UPDATE intents SET body_hash = zeroblob(32) WHERE transfer = 19", "record East-000019"),
    ("UPDATE intents SET transfer = 40 WHERE transfer = 39", "record East-000039"),
    ("UPDATE accounts SET cash = cash + 1 WHERE id = 2", "account A0002"),
    ("UPDATE accounts SET subsidy = 5 WHERE id = 3", "account A0003"),
    (
      """
      UPDATE transfers SET sequence = -1 WHERE sequence = 22;
      UPDATE transfers SET sequence = 22 WHERE sequence = 23;
      UPDATE transfers SET sequence = 23 WHERE sequence = -1
      """, "record East-000022"
    ),
  ]

  @Test(arguments: edits.indices) func `verify names the first record that was touched`(
    _ index: Int
  ) throws {
    let scratch = try books()
    let edit = Self.edits[index]
    try tamper(scratch, edit.sql)
    let store: LedgerStore
    do {
      store = try LedgerStore.open(at: scratch.path, station: "East")
    } catch {
      // Among the newest links: named when the books are opened.
      #expect(error.message.contains(edit.place.replacingOccurrences(of: "record ", with: "")))
      return
    }
    let report = try store.verify(includingFile: false)
    #expect(report.fault?.place == edit.place, "\(report.fault?.description ?? "nothing found")")
  }

  @Test func `the last record is missed too`() throws {
    let scratch = try books()
    try tamper(
      scratch,
      "DELETE FROM transfers WHERE sequence = 301; DELETE FROM postings WHERE transfer = 301")
    let report = try Canteen(scratch).store.verify()
    #expect(report.fault?.place == "record East-000301")
  }

  @Test func `changed values are all found`() throws {
    let scratch = try books()
    let original = try scratch.books()
    var random = SeededGenerator(seed: 99)
    let columns = [
      ("transfers", "sequence", ["at", "business_day", "floor", "cash_after", "subsidy_after"]),
      ("postings", "transfer", ["amount"]),
      ("sale_lines", "transfer", ["amount", "vat_basis_points"]),
    ]
    for trial in 0..<Self.trialCount {
      try original.write(to: URL(fileURLWithPath: scratch.booksPath))
      let (table, key, names) = columns[random.integer(0...2)]
      let name = names[random.integer(0...(names.count - 1))]
      let place = random.integer(1...44)
      let delta = random.integer(1...500)
      let sql = "UPDATE \(table) SET \(name) = \(name) + \(delta) WHERE \(key) = \(place)"
      try tamperQuietly(scratch, sql)
      let store = try LedgerStore.open(at: scratch.path, station: "East")
      let rowCount = try store.read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE \(key) = \(place)")
      }
      let report = try store.verify(includingFile: false)
      #expect(report.isSound == (rowCount == 0), "trial \(trial): \(sql)")
      try store.close()
    }
  }

  private static let trialCount = 60

  private func tamperQuietly(_ scratch: Scratch, _ sql: String) throws {
    try tamper(scratch, sql + "; UPDATE accounts SET floor = floor")
  }

  @Test(arguments: [
    (
      "INSERT INTO cards VALUES ('nonsense', 1, 'valid')", "cards: what is stored of one of account"
    ),
    ("INSERT INTO cards VALUES ('E0040350A05F02B7', 999, 'valid')", "cards: one belongs to no"),
    (
      """
      INSERT INTO plate_classes VALUES ('white', '', 'White', NULL, 0);
      INSERT INTO plates VALUES ('E0040350A05F02B7', 'white');
      INSERT INTO cards VALUES ('E0040350A05F02B7', 1, 'valid')
      """, "cards: one of account A0001 is a plate as well"
    ),
    (
      "INSERT INTO dishes (code, name_zh, name_en, price, vat_basis_points) "
        + "VALUES ('D1', '', 'Noodles', -5, 0)", "menu: "
    ),
  ])
  func `what does not hold beside the journal is named, without a card's number`(
    sql: String, complaint: String
  ) throws {
    let scratch = try books()
    try tamper(scratch, sql)
    let store = try Canteen(scratch).store
    #expect(try store.verify(includingFile: false).isSound)
    let complaints = try store.surroundingComplaints()
    #expect(complaints.first?.hasPrefix(complaint) == true, "\(complaints)")
    #expect(!complaints.joined().contains("E0040350A05F02B7"))
  }

  @Test func `sound books have nothing to complain of beside the journal`() throws {
    let scratch = try books()
    #expect(try Canteen(scratch).store.surroundingComplaints() == [])
  }
}
