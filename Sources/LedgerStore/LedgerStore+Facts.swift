import Foundation
import GRDB
import Ledger
import Money
import Primitives

extension LedgerStore {
  /// Gathers what the rules need to know for an intent, and the row of the account it changes.
  func facts(
    for body: Intent.Body, in db: Database
  ) throws -> (facts: IntentFacts, accountID: Int64?) {
    let newest = try db.number("SELECT max(sequence) FROM transfers")
    var facts = IntentFacts(
      nextReceipt: ReceiptNumber(station: station, serial: Int(newest) + 1))
    var number: AccountNumber?
    switch body {
    case .sale(let order):
      number = order.account
      facts.card = try order.card.flatMap { try db.cardFacts($0) }
      facts.platesSold = try platesSold(of: order, in: db)
    case .topUp(let account, _, _, _), .refund(let account, _, _, _), .grant(let account, _, _):
      number = account
    case .reversal(let receipt, _):
      try addNamed(receipt, to: &facts, in: db)
      number = facts.named?.account
    case .correction(let receipt, let account, _, _, _):
      try addNamed(receipt, to: &facts, in: db)
      number = account
    }
    guard let stored = try number.flatMap({ try db.storedAccount($0) }) else {
      return (facts, nil)
    }
    facts.account = stored.state
    return (facts, stored.id)
  }

  private func addNamed(
    _ receipt: ReceiptNumber, to facts: inout IntentFacts, in db: Database
  ) throws {
    guard receipt.station == station else { return }
    facts.named = try db.storedTransfer(receipt.serial, station: station)?.transfer
    facts.isNamedReversed =
      try db.row(
        "SELECT sequence FROM transfers WHERE refers_to = ? AND kind = 'reversal'",
        [receipt.serial]) != nil
  }

  private func platesSold(of order: SaleOrder, in db: Database) throws -> [String] {
    let sold = try db.rows(
      """
      SELECT sold.plate FROM transfers AS sale JOIN sale_lines AS sold
      ON sold.transfer = sale.sequence WHERE sale.visit = ? ORDER BY sold.plate
      """, [order.visit.blob]
    ).map { try $0.text("plate") }
    let asked = Set(order.lines.map(\.plate))
    return sold.filter { !$0.isEmpty && asked.contains($0) }
  }
}

extension Database {
  /// An account's row and state by its number.
  func storedAccount(_ number: AccountNumber) throws -> (id: Int64, state: AccountState)? {
    let row = try row(
      "SELECT id, number, standing, cash, subsidy, floor FROM accounts WHERE number = ?",
      [number.text])
    return try row.map { (try $0.integer("id"), try AccountState($0)) }
  }

  fileprivate func cardFacts(_ tag: String) throws -> IntentFacts.Card? {
    let row = try row(
      """
      SELECT accounts.number, cards.use FROM cards JOIN accounts ON accounts.id = cards.account
      WHERE cards.tag = ?
      """, [tag])
    return try row.map {
      IntentFacts.Card(
        account: try $0.value("number") { AccountNumber($0) },
        use: try $0.value("use", CardUse.init(rawValue:)))
    }
  }
}

extension AccountState {
  /// Reads the columns number, standing, cash, subsidy and floor.
  init(_ row: StoredRow) throws {
    self.init(
      number: try row.value("number") { AccountNumber($0) },
      standing: try row.value("standing", AccountStanding.init(rawValue:)),
      cash: Amount(minorUnits: try row.integer("cash")),
      subsidy: Amount(minorUnits: try row.integer("subsidy")),
      floor: Amount(minorUnits: try row.integer("floor")))
  }
}
