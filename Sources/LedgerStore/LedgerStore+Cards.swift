import GRDB
public import Ledger
import Money
public import TagReads

extension LedgerStore {
  /// What a card that was tapped stands for now.
  public func card(_ tag: TagID) throws(StoreError) -> CardStanding {
    try read { db in
      let row = try db.row(
        """
        SELECT cards.use, accounts.* FROM cards JOIN accounts ON accounts.id = cards.account
        WHERE cards.tag = ?
        """, [tag.description])
      guard let row else { return .unknown }
      let account = try db.accountState(row)
      switch (account.standing, try row.value("use", CardUse.init(rawValue:))) {
      case (.closed, _): return .closed
      case (_, .lost): return .lost(account.number)
      case (_, .blocked), (.blocked, _): return .blocked(account.number)
      case (.open, .valid):
        return .open(
          AccountSummary(
            number: account.number, group: try row.text("diner_group"), cash: account.cash,
            subsidy: account.subsidy, floor: account.floor))
      }
    }
  }

  /// Lets a card open an account; a card opens one account at a time.
  public func addCard(_ tag: TagID, to number: AccountNumber) throws(StoreError) {
    try change(number) { db, account in
      guard account.state.standing != .closed else {
        throw StoreError(.refused, "Account \(number) is closed for good. Open a new one.")
      }
      try self.bind(tag, to: number, id: account.id, in: db)
    }
  }

  func bind(_ tag: TagID, to number: AccountNumber, id: Int64, in db: Database) throws {
    let row = try db.row(
      """
      SELECT accounts.number, accounts.standing FROM cards
      JOIN accounts ON accounts.id = cards.account WHERE cards.tag = ?
      """, [tag.description])
    // A card that is handed in when its account is closed serves the next diner.
    if let row, try row.text("standing") == AccountStanding.closed.rawValue,
      try row.text("number") != number.text
    {
      try db.run("DELETE FROM cards WHERE tag = ?", [tag.description])
    } else if let owner = try row?.text("number") {
      throw StoreError(
        .refused,
        owner == number.text
          ? "This card opens account \(owner) already. Nothing was changed."
          : "This card opens account \(owner). Remove it there first (`traytally accounts card "
            + "remove`), then add it to \(number).")
    }
    if try db.row("SELECT 1 FROM plates WHERE tag = ?", [tag.description]) != nil {
      throw StoreError(
        .refused, "This chip is a plate of the canteen, so it cannot be a card as well.")
    }
    try db.run(
      "INSERT INTO cards (tag, account, use) VALUES (?, ?, ?)",
      [tag.description, id, CardUse.valid.rawValue])
  }

  /// Takes a card off its account; it opens nothing afterwards.
  public func removeCard(_ tag: TagID) throws(StoreError) {
    try write { db in
      try db.run("DELETE FROM cards WHERE tag = ?", [tag.description])
      guard db.changesCount == 1 else { throw Self.unknownCard }
    }
  }

  /// Blocks a card, notes it as lost, or lets it be used again.
  public func setUse(_ use: CardUse, ofCard tag: TagID) throws(StoreError) {
    try write { db in
      try db.run("UPDATE cards SET use = ? WHERE tag = ?", [use.rawValue, tag.description])
      guard db.changesCount == 1 else { throw Self.unknownCard }
    }
  }

  /// Blocks every card of an account, notes them as lost, or lets them be used again.
  public func setUse(_ use: CardUse, ofCardsOf number: AccountNumber) throws(StoreError) {
    try change(number) { db, account in
      try db.run("UPDATE cards SET use = ? WHERE account = ?", [use.rawValue, account.id])
      guard db.changesCount > 0 else {
        throw StoreError(
          .refused,
          "Account \(number) has no card. `traytally accounts card add` adds one.")
      }
    }
  }

  private static var unknownCard: StoreError {
    StoreError(.refused, "No account has this card. `traytally accounts card add` adds one.")
  }
}

extension Database {
  /// The cards of an account's row, by tag.
  func cards(of account: Int64) throws -> [CardRecord] {
    try rows("SELECT tag, use FROM cards WHERE account = ? ORDER BY tag", [account]).map { row in
      CardRecord(
        tag: try row.value("tag") { TagID($0) },
        use: try row.value("use", CardUse.init(rawValue:)))
    }
  }
}
