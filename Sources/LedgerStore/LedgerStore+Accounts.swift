import GRDB
public import Ledger
public import Money
import Primitives

extension LedgerStore {
  /// Opens an account with empty wallets.
  public func openAccount(_ account: NewAccount) throws(StoreError) {
    try openAccounts(CollectionOfOne(account))
  }

  /// Opens many accounts in one transaction: all of them, or, if one is refused, none.
  public func openAccounts(_ accounts: some Collection<NewAccount>) throws(StoreError) {
    try write { db in
      for account in accounts { try self.insert(account, in: db) }
    }
  }

  private func insert(_ account: NewAccount, in db: Database) throws {
    try Self.check(account)
    guard try db.storedAccount(account.number) == nil else {
      throw StoreError(
        .refused, "Account \(account.number) exists already. Choose another number.")
    }
    try db.run(
      """
      INSERT INTO accounts (number, diner_group, standing, floor, valid_from, valid_until)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        account.number.text, account.group, AccountStanding.open.rawValue,
        account.floor.minorUnits, account.validity.from?.daysSince1970,
        account.validity.until?.daysSince1970,
      ])
    let id = db.lastInsertedRowID
    if let name = account.name {
      try db.run("INSERT INTO persons (account, name) VALUES (?, ?)", [id, name])
    }
    for card in account.cards { try bind(card, to: account.number, id: id, in: db) }
  }

  private static func check(_ account: NewAccount) throws(StoreError) {
    let state = AccountState(
      number: account.number, standing: .open, cash: .zero, subsidy: .zero, floor: account.floor)
    guard state.isWithinBounds, account.validity.isPossible,
      LedgerBounds.allows(account.group, lengthMax: LedgerBounds.codeLengthMax),
      LedgerBounds.allows(account.name, lengthMax: LedgerBounds.nameLengthMax)
    else {
      throw StoreError(
        .refused,
        "Account \(account.number) was not opened: its group, name or floor is too long, too "
          + "large, or holds control characters, or it ends before it begins.")
    }
  }

  /// Everything about an account, or nothing if there is none of this number.
  public func account(_ number: AccountNumber) throws(StoreError) -> AccountRecord? {
    try read { db in try self.record(number, in: db) }
  }

  /// Accounts in order of number: those after the given one, at most so many.
  public func accounts(
    after number: AccountNumber? = nil, limit: Int
  ) throws(StoreError) -> [AccountRecord] {
    try read { db in
      let numbers = try db.rows(
        "SELECT number FROM accounts WHERE number > ? ORDER BY number LIMIT ?",
        [number?.text ?? "", limit]
      ).map { try $0.value("number") { AccountNumber($0) } }
      return try numbers.compactMap { try self.record($0, in: db) }
    }
  }

  private func record(_ number: AccountNumber, in db: Database) throws -> AccountRecord? {
    let row = try db.row(
      """
      SELECT accounts.*, persons.name FROM accounts
      LEFT JOIN persons ON persons.account = accounts.id WHERE number = ?
      """, [number.text])
    guard let row else { return nil }
    return AccountRecord(
      state: try db.accountState(row), group: try row.text("diner_group"),
      name: try row.optionalText("name"), validity: try Validity(row),
      cards: try db.cards(of: try row.integer("id")))
  }

  /// Blocks or unblocks an account, or closes it for good once both wallets are empty.
  public func setStanding(
    _ standing: AccountStanding, of number: AccountNumber
  ) throws(StoreError) {
    try change(number) { db, account in
      guard account.state.standing != .closed || standing == .closed else {
        throw StoreError(.refused, "Account \(number) is closed for good. Open a new one.")
      }
      guard standing != .closed || account.state.isEmpty else {
        throw StoreError(
          .refused, "Account \(number) was not closed: pay out or take back what is in its wallets."
        )
      }
      try db.run(
        "UPDATE accounts SET standing = ? WHERE id = ?", [standing.rawValue, account.id])
    }
  }

  /// Sets what both wallets together must not be brought below from now on.
  public func setFloor(_ floor: Amount, of number: AccountNumber) throws(StoreError) {
    try change(number) { db, account in
      var state = account.state
      state.floor = floor
      guard state.isWithinBounds else {
        throw StoreError(.refused, "The floor of account \(number) was not set: it is too large.")
      }
      try db.run("UPDATE accounts SET floor = ? WHERE id = ?", [floor.minorUnits, account.id])
    }
  }

  /// Sets the diner group, which decides the price list.
  public func setGroup(_ group: String, of number: AccountNumber) throws(StoreError) {
    try change(number) { db, account in
      guard LedgerBounds.allows(group, lengthMax: LedgerBounds.codeLengthMax) else {
        throw StoreError(.refused, "The group of account \(number) was not set: it is too long.")
      }
      try db.run("UPDATE accounts SET diner_group = ? WHERE id = ?", [group, account.id])
    }
  }

  /// Keeps the owner's name, or, with nothing, removes it; the journal does not hold it.
  public func setName(_ name: String?, of number: AccountNumber) throws(StoreError) {
    try change(number) { db, account in
      guard LedgerBounds.allows(name, lengthMax: LedgerBounds.nameLengthMax) else {
        throw StoreError(.refused, "The name of account \(number) was not set: it is too long.")
      }
      try db.run("DELETE FROM persons WHERE account = ?", [account.id])
      guard let name else { return }
      try db.run("INSERT INTO persons (account, name) VALUES (?, ?)", [account.id, name])
    }
  }

  /// Runs a change of an account that exists.
  func change(
    _ number: AccountNumber,
    _ body: (Database, (id: Int64, state: AccountState)) throws -> Void
  ) throws(StoreError) {
    try write { db in
      guard let account = try db.storedAccount(number) else {
        throw StoreError(
          .refused, "There is no account \(number). `traytally accounts open` opens one.")
      }
      try body(db, (account.id, account.state))
    }
  }
}
