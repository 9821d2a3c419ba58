import GRDB
public import Ledger
public import Money
import Primitives
public import TagReads

/// One line of a file of accounts; what it leaves open stays as it is, or empty for a new account.
public struct ImportedAccount: Hashable, Sendable {
  /// The account's number.
  public var number: AccountNumber
  /// The diner group.
  public var group: String?
  /// The owner's name.
  public var name: String?
  /// What both wallets together must not be brought below.
  public var floor: Amount?
  /// The first and the last day on which it may pay.
  public var validity: Validity
  /// Cards that are to open it; those it has already stay.
  public var cards: [TagID]

  /// Describes an account.
  public init(
    number: AccountNumber, group: String? = nil, name: String? = nil, floor: Amount? = nil,
    validity: Validity = Validity(), cards: [TagID] = []
  ) {
    self.number = number
    self.group = group
    self.name = name
    self.floor = floor
    self.validity = validity
    self.cards = cards
  }
}

/// What an import of accounts did, or would do.
public struct AccountImportResult: Equatable, Sendable {
  /// Why a line cannot be taken.
  public enum Fault: Hashable, Sendable {
    /// The account is closed for good.
    case closed
    /// One of its cards, by place, opens another account.
    case cardOfAnother(place: Int, AccountNumber)
    /// One of its cards, by place, is a plate.
    case cardIsPlate(place: Int)
    /// Group, name, floor or days are out of bounds.
    case outOfBounds
  }

  /// A line that cannot be taken.
  public struct LineFault: Equatable, Sendable {
    /// Its place among the lines given, from 0.
    public var line: Int
    /// Why.
    public var fault: Fault
  }

  /// The most faults that are listed.
  public static let faultCountMax = 1_000

  /// Accounts that are new.
  public var added = 0
  /// Accounts with another group, name, floor, validity or more cards than before.
  public var changed = 0
  /// Accounts that are as the file says.
  public var unchanged = 0
  /// The lines that cannot be taken, by place in the file; if there are any, nothing was changed.
  public var faults: [LineFault] = []
  /// How many more there are than are listed.
  public var unlistedFaultCount = 0
}

extension LedgerStore {
  /// Opens or changes the accounts of a file in one transaction: all of them or, if one line cannot
  /// be taken, none. Wallets are not touched. With `isCheck` nothing is written.
  ///
  /// No payment is made while it runs.
  public func importAccounts(
    _ accounts: [ImportedAccount], isCheck: Bool, onProgress: (Double) -> Void = { _ in }
  ) throws(StoreError) -> AccountImportResult {
    if isCheck {
      return try read { db in
        try AccountLoader.load(accounts, into: db, isCheck: true, onProgress)
      }
    }
    var refused: AccountImportResult?
    do {
      return try write { db in
        let result = try AccountLoader.load(accounts, into: db, isCheck: false, onProgress)
        guard result.faults.isEmpty else {
          refused = result
          throw StoreError(.refused, "The accounts were refused; nothing was changed.")
        }
        return result
      }
    } catch {
      guard error.code == .refused, let refused else { throw error }
      return refused
    }
  }
}

/// Compares the lines of a file with the accounts there are, and takes them over.
private struct AccountLoader {
  let db: Database
  let isCheck: Bool
  var result = AccountImportResult()

  static func load(
    _ accounts: [ImportedAccount], into db: Database, isCheck: Bool,
    _ onProgress: (Double) -> Void
  ) throws -> AccountImportResult {
    var loader = AccountLoader(db: db, isCheck: isCheck)
    for (line, account) in accounts.enumerated() {
      if line.isMultiple(of: 2_000) { onProgress(Double(line) / Double(accounts.count)) }
      try loader.take(account, line)
    }
    return loader.result
  }

  private mutating func take(_ account: ImportedAccount, _ line: Int) throws {
    guard Self.isWithinBounds(account) else { return refuse(line, .outOfBounds) }
    let row = try db.row(
      """
      SELECT accounts.*, persons.name FROM accounts
      LEFT JOIN persons ON persons.account = accounts.id WHERE number = ?
      """, [account.number.text])
    let new = try newCards(of: account, owner: try row?.integer("id"), line)
    guard let new else { return }
    guard let row else {
      result.added += 1
      if !isCheck { try insert(account, new) }
      return
    }
    guard try row.text("standing") != AccountStanding.closed.rawValue else {
      return refuse(line, .closed)
    }
    let isSame = try isSame(account, as: row)
    guard !isSame || !new.isEmpty else {
      result.unchanged += 1
      return
    }
    result.changed += 1
    if !isCheck { try update(account, row, new) }
  }

  private static func isWithinBounds(_ account: ImportedAccount) -> Bool {
    let state = AccountState(
      number: account.number, standing: .open, cash: .zero, subsidy: .zero,
      floor: account.floor ?? .zero)
    return state.isWithinBounds && account.validity.isPossible
      && LedgerBounds.allows(account.group, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(account.name, lengthMax: LedgerBounds.nameLengthMax)
  }

  private mutating func refuse(_ line: Int, _ fault: AccountImportResult.Fault) {
    guard result.faults.count < AccountImportResult.faultCountMax else {
      result.unlistedFaultCount += 1
      return
    }
    result.faults.append(.init(line: line, fault: fault))
  }

  /// The cards that are not the account's yet; nothing if one of them cannot be.
  private mutating func newCards(
    of account: ImportedAccount, owner: Int64?, _ line: Int
  ) throws -> [TagID]? {
    var new: [TagID] = []
    for (place, card) in account.cards.enumerated() {
      let tag = card.description
      let row = try db.row(
        """
        SELECT cards.account, accounts.number, accounts.standing FROM cards
        JOIN accounts ON accounts.id = cards.account WHERE cards.tag = ?
        """, [tag])
      if let row, try row.integer("account") == owner { continue }
      if let row, try row.text("standing") != AccountStanding.closed.rawValue {
        refuse(line, .cardOfAnother(place: place, try row.value("number") { AccountNumber($0) }))
        return nil
      }
      if try db.row("SELECT 1 FROM plates WHERE tag = ?", [tag]) != nil {
        refuse(line, .cardIsPlate(place: place))
        return nil
      }
      new.append(card)
    }
    return new
  }

  private func isSame(_ account: ImportedAccount, as row: StoredRow) throws -> Bool {
    let validity = try Validity(row)
    return try account.group ?? row.text("diner_group") == row.text("diner_group")
      && account.floor?.minorUnits ?? row.integer("floor") == row.integer("floor")
      && account.name ?? row.optionalText("name") == row.optionalText("name")
      && account.validity.from ?? validity.from == validity.from
      && account.validity.until ?? validity.until == validity.until
  }

  private func insert(_ account: ImportedAccount, _ cards: [TagID]) throws {
    try db.run(
      """
      INSERT INTO accounts (number, diner_group, standing, floor, valid_from, valid_until)
      VALUES (?, ?, 'open', ?, ?, ?)
      """,
      [
        account.number.text, account.group ?? "", account.floor?.minorUnits ?? 0,
        account.validity.from?.daysSince1970, account.validity.until?.daysSince1970,
      ])
    try add(account.name, cards, to: db.lastInsertedRowID)
  }

  private func update(_ account: ImportedAccount, _ row: StoredRow, _ cards: [TagID]) throws {
    let id = try row.integer("id")
    try db.run(
      """
      UPDATE accounts SET diner_group = ifnull(?, diner_group), floor = ifnull(?, floor),
        valid_from = ifnull(?, valid_from), valid_until = ifnull(?, valid_until) WHERE id = ?
      """,
      [
        account.group, account.floor?.minorUnits, account.validity.from?.daysSince1970,
        account.validity.until?.daysSince1970, id,
      ])
    if account.name != nil { try db.run("DELETE FROM persons WHERE account = ?", [id]) }
    try add(account.name, cards, to: id)
  }

  private func add(_ name: String?, _ cards: [TagID], to id: Int64) throws {
    if let name { try db.run("INSERT INTO persons (account, name) VALUES (?, ?)", [id, name]) }
    for card in cards {
      try db.run("DELETE FROM cards WHERE tag = ?", [card.description])
      try db.run(
        "INSERT INTO cards (tag, account, use) VALUES (?, ?, 'valid')", [card.description, id])
    }
  }
}
