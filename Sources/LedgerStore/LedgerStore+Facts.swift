import Foundation
import GRDB
import Ledger
import Money
import Primitives

extension LedgerStore {
  /// Gathers what the rules need to know for an intent, and the row of the account it changes.
  func facts(
    for intent: Intent, after newest: Int, in db: Database
  ) throws -> (facts: IntentFacts, accountID: Int64?) {
    var facts = IntentFacts(
      nextReceipt: ReceiptNumber(station: station, serial: newest + 1))
    if let receipt = intent.body.named { try addNamed(receipt, to: &facts, in: db) }
    guard let number = intent.body.account ?? facts.named?.account,
      let stored = try db.storedAccount(number)
    else { return (facts, nil) }
    facts.account = stored.state
    facts.isAccountInTime = stored.validity.includes(intent.businessDay)
    try addPast(of: intent, account: (stored.id, stored.state), to: &facts, in: db)
    return (facts, stored.id)
  }

  /// What the journal says that matters to this intent.
  private func addPast(
    of intent: Intent, account: (id: Int64, state: AccountState), to facts: inout IntentFacts,
    in db: Database
  ) throws {
    var mealPeriod: String?
    switch intent.body {
    case .sale(let order):
      facts.card = try order.card.flatMap { try db.cardFacts($0) }
      facts.platesSold = try platesSold(of: order, in: db)
      mealPeriod = order.mealPeriod
    case .keyedSale(let sale): mealPeriod = sale.mealPeriod
    case .topUp(_, _, .bank, let note) where !note.isEmpty:
      facts.isReferenceUsed = try db.isReferenceUsed(note)
      return
    default: return
    }
    guard rules.limits(of: account.state.group).needsSpending else { return }
    facts.spending = try db.spending(of: account.id, on: intent.businessDay, in: mealPeriod)
  }

  private func addNamed(
    _ receipt: ReceiptNumber, to facts: inout IntentFacts, in db: Database
  ) throws {
    guard receipt.station == station else { return }
    facts.named = try db.storedTransfer(receipt.serial, station: station)?.transfer
    let later = try db.rows(
      """
      SELECT sequence, kind FROM transfers WHERE refers_to = ?
      AND kind IN ('reversal', 'sale-refund') ORDER BY sequence
      """, [receipt.serial])
    for row in later {
      if try row.text("kind") == TransferKind.reversal.rawValue {
        facts.isNamedReversed = true
      } else if let refund = try db.storedTransfer(try row.int("sequence"), station: station) {
        facts.earlierRefunds.append(refund.transfer)
      }
    }
  }

  private func platesSold(of order: SaleOrder, in db: Database) throws -> [String] {
    let sold = try db.rows(
      """
      SELECT sold.plate FROM transfers AS sale JOIN sale_lines AS sold
      ON sold.transfer = sale.sequence WHERE sale.visit = ? ORDER BY sold.plate
      """, [order.visit]
    ).map { try $0.text("plate") }
    guard !sold.isEmpty else { return [] }
    let asked = Set(order.lines.map(\.plate))
    return sold.filter { !$0.isEmpty && asked.contains($0) }
  }
}

extension Intent.Body {
  /// The receipt that this is about.
  fileprivate var named: ReceiptNumber? {
    switch self {
    case .saleRefund(let receipt, _, _), .reversal(let receipt, _),
      .correction(let receipt, _, _, _, _):
      receipt
    default: nil
    }
  }

  /// The account that this names by itself.
  fileprivate var account: AccountNumber? {
    switch self {
    case .sale(let order): order.account
    case .keyedSale(let sale): sale.account
    case .charge(let charge): charge.account
    case .topUp(let account, _, _, _), .refund(let account, _, _, _), .grant(let account, _, _),
      .grantTickets(let account, _, _, _), .buyTickets(let account, _, _, _, _),
      .expiry(let account, _), .correction(_, let account, _, _, _):
      account
    case .saleRefund, .reversal: nil
    }
  }
}

extension Database {
  /// What an account has bought on a business day; the index leads to the sales of that day alone,
  /// however long the journal is.
  fileprivate func spending(
    of account: Int64, on day: CalendarDay, in mealPeriod: String?
  ) throws -> Spending {
    let sales = try rows(
      """
      SELECT sale.meal_period,
        (SELECT ifnull(sum(amount), 0) FROM postings
          WHERE transfer = sale.sequence AND book = 'sales') AS sold,
        (SELECT ifnull(sum(part.amount), 0) FROM transfers AS back
          JOIN postings AS part ON part.transfer = back.sequence
          WHERE back.refers_to = sale.sequence AND back.kind IN ('reversal', 'sale-refund')
            AND part.book = 'sales') AS given_back
      FROM transfers AS sale
      WHERE sale.kind = 'sale' AND sale.account = ? AND sale.business_day = ?
      """, [account, day.daysSince1970])
    var spending = Spending()
    for sale in sales {
      let (sold, back) = (try sale.integer("sold"), try sale.integer("given_back"))
      guard back == 0 || sold + back > 0 else { continue }
      spending.day.count += 1
      spending.day.amount.minorUnits += sold + back
      guard try sale.optionalText("meal_period") == mealPeriod else { continue }
      spending.meal.count += 1
      spending.meal.amount.minorUnits += sold + back
    }
    return spending
  }

  fileprivate func isReferenceUsed(_ reference: String) throws -> Bool {
    try row(
      """
      SELECT 1 FROM transfers AS paid JOIN postings ON postings.transfer = paid.sequence
      WHERE paid.kind = 'top-up' AND paid.note <> '' AND paid.note = ?
        AND postings.book = 'tender:bank' AND NOT EXISTS (
          SELECT 1 FROM transfers AS undone
          WHERE undone.refers_to = paid.sequence AND undone.kind = 'reversal')
      """, [reference]) != nil
  }

  /// An account's row and state by its number.
  func storedAccount(
    _ number: AccountNumber
  ) throws -> (id: Int64, state: AccountState, validity: Validity)? {
    let row = try row(
      """
      SELECT id, number, diner_group, standing, cash, subsidy, floor, valid_from, valid_until
      FROM accounts WHERE number = ?
      """, [number.text])
    return try row.map { (try $0.integer("id"), try accountState($0), try Validity($0)) }
  }

  /// The state of an account of which the row is at hand, with its purses.
  func accountState(_ row: StoredRow) throws -> AccountState {
    let purses = try rows(
      "SELECT purse, amount FROM purses WHERE account = ?", [try row.integer("id")])
    return try AccountState(row, purses: purses)
  }

  /// Puts into a purse what a transfer adds to it; one that is empty then goes.
  func change(_ change: PurseAmount, of account: Int64) throws {
    let code = change.purse.code
    let held = try number(
      "SELECT amount FROM purses WHERE account = ? AND purse = ?", [account, code])
    let left = held + change.amount.minorUnits
    if left == 0 {
      try run("DELETE FROM purses WHERE account = ? AND purse = ?", [account, code])
    } else {
      try run(
        """
        INSERT INTO purses (account, purse, expires, amount) VALUES (?, ?, ?, ?)
        ON CONFLICT (account, purse) DO UPDATE SET amount = excluded.amount
        """, [account, code, change.purse.expires?.daysSince1970, left])
    }
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
  /// Reads the columns number, diner_group, standing, cash, subsidy and floor, and of each purse
  /// its code and amount.
  init(_ row: StoredRow, purses: [StoredRow]) throws {
    self.init(
      number: try row.value("number") { AccountNumber($0) },
      standing: try row.value("standing", AccountStanding.init(rawValue:)),
      cash: Amount(minorUnits: try row.integer("cash")),
      subsidy: Amount(minorUnits: try row.integer("subsidy")),
      floor: Amount(minorUnits: try row.integer("floor")), group: try row.text("diner_group"),
      purses: Purses(
        try purses.map {
          PurseAmount(
            try $0.value("purse") { Purse(code: $0) },
            Amount(minorUnits: try $0.integer("amount")))
        }))
  }
}
