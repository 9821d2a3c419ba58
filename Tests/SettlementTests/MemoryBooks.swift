import Ledger
import Money
import Primitives
import Settlement

func yuan(_ minorUnits: Int64) -> Amount {
  Amount(minorUnits: minorUnits)
}

/// Books in memory, kept by the real rules, whose every part a test may falsify.
struct MemoryBooks: JournalSource {
  var heading = JournalHeading(
    station: "East", currencyCode: "CNY", transferCount: 0, doneIntentCount: 0, postingCount: 0,
    saleLineCount: 0)
  var records: [JournalRecord] = []
  var accounts: [AccountState] = []
  var complaints: [String] = []

  private let rules = LedgerRules()
  private var head = ChainHash.beginning(station: "East", currencyCode: "CNY")

  init(accounts count: Int, floor: Int64 = 0) {
    accounts = (1...count).map {
      AccountState(
        number: Self.number($0), standing: .open, cash: .zero, subsidy: .zero, floor: yuan(floor))
    }
  }

  static func number(_ index: Int) -> AccountNumber {
    AccountNumber("A000\(index)") ?? "none"
  }

  func tour(_ visitor: inout some JournalVisitor) {
    visitor.begin(heading)
    for record in records { guard visitor.visit(record) else { return } }
    for account in accounts { guard visitor.visit(account) else { return } }
  }

  func fileComplaints() -> [String] { complaints }

  /// Asks for something; what is refused leaves no trace.
  mutating func ask(_ body: Intent.Body) {
    let serial = records.count + 1
    let intent = Intent(
      id: UniqueID(high: 1, low: UInt64(serial)), at: WallTime(milliseconds: Int64(serial)),
      businessDay: CalendarDay(daysSince1970: 20_780), by: "test", body: body)
    let verdict = rules.judge(intent, given: facts(for: intent, serial: serial))
    guard case .post(let transfer) = verdict else { return }
    append(transfer, body: body)
  }

  private func facts(for intent: Intent, serial: Int) -> IntentFacts {
    var facts = IntentFacts(nextReceipt: ReceiptNumber(station: "East", serial: serial))
    var number: AccountNumber?
    switch intent.body {
    case .sale(let order): number = order.account
    case .keyedSale(let sale): number = sale.account
    case .charge(let charge): number = charge.account
    case .topUp(let account, _, _, _), .refund(let account, _, _, _), .grant(let account, _, _),
      .grantTickets(let account, _, _, _), .buyTickets(let account, _, _, _, _),
      .expiry(let account, _):
      number = account
    case .reversal(let receipt, _), .saleRefund(let receipt, _, _):
      facts.named = transfer(receipt)
      number = facts.named?.account
    case .correction(let receipt, let account, _, _, _):
      facts.named = transfer(receipt)
      number = account
    }
    for record in records {
      guard case .success(let transfer) = record.content,
        transfer.refersTo == facts.named?.receipt, facts.named != nil
      else { continue }
      if transfer.kind == .reversal { facts.isNamedReversed = true }
      if transfer.kind == .saleRefund { facts.earlierRefunds.append(transfer) }
    }
    facts.account = accounts.first { $0.number == number }
    return facts
  }

  private func transfer(_ receipt: ReceiptNumber) -> Transfer? {
    guard records.indices.contains(receipt.serial - 1) else { return nil }
    return try? records[receipt.serial - 1].content.get()
  }

  /// Adds a transfer as it is, sealed and with all that belongs to it.
  mutating func append(_ transfer: Transfer, body: Intent.Body? = nil) {
    head = head.sealing(transfer)
    records.append(
      JournalRecord(
        place: records.count + 1, content: .success(transfer), hash: head,
        intentBodyHash: (body ?? transfer.body).map(ChainHash.ofBody),
        named: transfer.refersTo.flatMap { self.transfer($0) }, sellsPlateAgain: false))
    heading.transferCount += 1
    heading.doneIntentCount += 1
    heading.postingCount += transfer.postings.count
    heading.saleLineCount += transfer.particulars.lines.count
    guard let index = accounts.firstIndex(where: { $0.number == transfer.account }) else { return }
    accounts[index].cash = transfer.cashAfter
    accounts[index].subsidy = transfer.subsidyAfter
    for change in transfer.purseChanges where change.purse.wallet != .cash {
      accounts[index].purses.add(change.amount.minorUnits, to: change.purse)
    }
  }

  static func sale(_ total: Int64, of account: Int, plate: Int) -> Intent.Body {
    .sale(
      SaleOrder(
        account: number(account), card: nil, lane: 1, visit: UniqueID(high: 2, low: UInt64(plate)),
        mealPeriod: nil,
        lines: [
          SaleLine(
            plate: "P\(plate)", dish: "D", name: "米饭", amount: yuan(total), vatBasisPoints: 600)
        ], total: yuan(total)))
  }

  static func keyed(_ total: Int64, _ payment: KeyedSale.Payment) -> KeyedSale {
    KeyedSale(
      payment: payment,
      lines: [
        SaleLine(plate: "", dish: "D", name: "面", amount: yuan(total), vatBasisPoints: 600)
      ], total: yuan(total))
  }

  static func topUp(_ amount: Int64, of account: Int) -> Intent.Body {
    .topUp(account: number(account), amount: yuan(amount), tender: .cash, note: "")
  }
}
