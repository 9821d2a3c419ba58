import GRDB
import Ledger
import Settlement
import Testing

@testable import LedgerStore

/// What no statement can do, whoever issues it, as long as the triggers stand.
struct AppendOnlyTests {
  static let forbidden = [
    "UPDATE transfers SET note = 'x' WHERE sequence = 1",
    "DELETE FROM transfers WHERE sequence = 2",
    "UPDATE postings SET amount = 1 WHERE transfer = 1",
    "DELETE FROM postings",
    "INSERT INTO postings VALUES (1, 9, 'sales', 5)",
    "INSERT OR REPLACE INTO postings VALUES (2, 0, 'sales', 5)",
    "UPDATE sale_lines SET amount = 1",
    "DELETE FROM sale_lines",
    "INSERT INTO sale_lines VALUES (1, 9, '', NULL, NULL, 'x', 5, 0, 0, NULL)",
    "INSERT OR REPLACE INTO sale_lines VALUES (2, 0, '', NULL, NULL, 'x', 5, 0, 0, NULL)",
    "INSERT INTO sale_lines VALUES (2, 9, 'E004015000000001', NULL, NULL, 'x', 5, 0, 0, NULL)",
    "UPDATE batches SET by = 'x'",
    "DELETE FROM batches",
    "INSERT OR REPLACE INTO batches SELECT * FROM batches",
    "UPDATE intents SET refusal = 'x', transfer = NULL",
    "DELETE FROM intents",
    "INSERT OR REPLACE INTO intents SELECT id, body_hash, at, transfer, refusal FROM intents",
    """
    INSERT INTO transfers SELECT sequence + 2, intent, kind, at, business_day, by, account, floor,
      cash_after, subsidy_after, refers_to, card, lane, visit, meal_period,
      diner_group, batch, note, hash
      FROM transfers WHERE sequence = 2
    """,
    """
    INSERT OR REPLACE INTO transfers SELECT sequence, intent, kind, at, business_day, by, account,
      floor, 5, subsidy_after, refers_to, card, lane, visit, meal_period,
      diner_group, batch, note, hash
      FROM transfers WHERE sequence = 2
    """,
    "UPDATE accounts SET cash = -1 WHERE number = 'A0001'",
    "UPDATE accounts SET cash = 2000, subsidy = -5 WHERE number = 'A0001'",
    "UPDATE accounts SET number = 'B' WHERE number = 'A0001'",
    "DELETE FROM accounts WHERE number = 'A0002'",
    "INSERT INTO accounts (number, diner_group, standing, floor, cash) VALUES ('C', '', 'open', 0, 5)",
    "INSERT INTO accounts (number, diner_group, standing, floor) VALUES ('C', '', 'sleepy', 0)",
  ]

  @Test(arguments: forbidden) func `the file itself refuses`(statement: String) throws {
    let canteen = try Canteen(accounts: 2)
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.perform(2, Canteen.sale(300, plates: [1], visit: 1))
    try canteen.store.pool.write { db in
      try db.execute(
        sql: "INSERT INTO batches VALUES (zeroblob(16), zeroblob(32), 'grant', 1, 1, 'x', NULL, "
          + "NULL, NULL, 0)")
    }
    let error = #expect(throws: DatabaseError.self) {
      try canteen.store.pool.write { try $0.execute(sql: statement) }
    }
    #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `a statement that the file allows shows that the test can fail`() throws {
    let canteen = try Canteen(accounts: 2)
    try canteen.store.pool.write { db in
      try db.execute(sql: "UPDATE accounts SET standing = 'closed' WHERE number = 'A0002'")
      #expect(db.changesCount == 1)
    }
  }

  @Test func `a broken money rule stops the books`() throws {
    let canteen = try Canteen()
    let error = #expect(throws: StoreError.self) {
      try canteen.store.write { db in
        try db.execute(sql: "UPDATE accounts SET cash = -1 WHERE number = 'A0001'")
      }
    }
    #expect(error?.code == .invariantBroken)
    let next = #expect(throws: StoreError.self) { try canteen.perform(1, Canteen.topUp(1)) }
    #expect(next?.code == .booksStopped)
    #expect(canteen.store.stopped?.code == .invariantBroken)
  }
}
