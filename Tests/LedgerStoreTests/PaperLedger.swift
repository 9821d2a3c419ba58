import Ledger
import Money
import Primitives
import Settlement
import TagReads

/// Books that random acts are played on: those on disk, or the rules with facts in memory.
protocol PlayedBooks: AnyObject {
  func perform(_ intent: Intent) throws -> IntentOutcome
  func state(of number: AccountNumber) throws -> AccountState?
  func setFloor(_ floor: Amount, of number: AccountNumber) throws
  func setBlocked(_ isBlocked: Bool, _ number: AccountNumber) throws
  func setUse(_ use: CardUse, ofCard index: Int) throws
  /// What verification finds wrong, if anything, and how many transfers there are.
  func verify() throws -> (fault: String?, count: Int)
}

/// The real rules, given their facts from memory, so that thousands of sequences take seconds.
final class PaperLedger: PlayedBooks {
  private let rules: LedgerRules
  private var accounts: [AccountNumber: AccountState] = [:]
  private var cards: [String: IntentFacts.Card] = [:]
  private var transfers: [Transfer] = []
  private var referring: [Int: [Transfer]] = [:]
  private var answers: [IntentID: (hash: ChainHash, outcome: IntentOutcome)] = [:]

  init(rules: LedgerRules, groups: [String]) {
    self.rules = rules
    for (index, group) in groups.enumerated() {
      let number = Canteen.number(index + 1)
      accounts[number] = AccountState(
        number: number, standing: .open, cash: .zero, subsidy: .zero, floor: .zero, group: group)
      cards[Canteen.cardTag(index + 1).description] = .init(account: number, use: .valid)
    }
  }

  func perform(_ intent: Intent) throws -> IntentOutcome {
    let hash = ChainHash.ofBody(intent.body)
    if let known = answers[intent.id] {
      return known.hash == hash ? known.outcome : .refused(.sameIntentOtherBody)
    }
    let outcome: IntentOutcome
    switch rules.judge(intent, given: facts(for: intent)) {
    case .post(let transfer):
      guard transfer.body == intent.body else { throw Unfaithful(body: intent.body) }
      post(transfer)
      outcome = .done(transfer.answer)
    case .refuse(let refusal): outcome = .refused(refusal)
    }
    answers[intent.id] = (hash, outcome)
    return outcome
  }

  /// A transfer from which its intent cannot be worked back.
  struct Unfaithful: Error {
    var body: Intent.Body
  }

  private func post(_ transfer: Transfer) {
    transfers.append(transfer)
    if let named = transfer.refersTo { referring[named.serial, default: []].append(transfer) }
    guard let number = transfer.account, var state = accounts[number] else { return }
    state.cash = transfer.cashAfter
    state.subsidy = transfer.subsidyAfter
    for change in transfer.purseChanges where change.purse.wallet != .cash {
      state.purses.add(change.amount.minorUnits, to: change.purse)
    }
    accounts[number] = state
  }

  private func facts(for intent: Intent) -> IntentFacts {
    var facts = IntentFacts(
      nextReceipt: ReceiptNumber(station: "East", serial: transfers.count + 1))
    var number: AccountNumber?
    switch intent.body {
    case .sale(let order):
      number = order.account
      facts.card = order.card.flatMap { cards[$0] }
      let sold = transfers.filter { $0.particulars.visit == order.visit }
        .flatMap { $0.particulars.lines.map(\.plate) }
      facts.platesSold = order.lines.map(\.plate).filter { sold.contains($0) }
      facts.spending = spending(of: number, on: intent.businessDay, order.mealPeriod)
    case .keyedSale(let sale):
      number = sale.account
      facts.spending = spending(of: number, on: intent.businessDay, sale.mealPeriod)
    case .charge(let charge): number = charge.account
    case .topUp(let account, _, let tender, let note):
      number = account
      facts.isReferenceUsed = tender == .bank && !note.isEmpty && isUsed(note)
    case .refund(let account, _, _, _), .grant(let account, _, _),
      .grantTickets(let account, _, _, _), .buyTickets(let account, _, _, _, _),
      .expiry(let account, _):
      number = account
    case .reversal(let receipt, _), .saleRefund(let receipt, _, _):
      name(receipt, in: &facts)
      number = facts.named?.account
    case .correction(let receipt, let account, _, _, _):
      name(receipt, in: &facts)
      number = account
    }
    facts.account = number.flatMap { accounts[$0] }
    if facts.account == nil { facts.isReferenceUsed = false }
    return facts
  }

  private func name(_ receipt: ReceiptNumber, in facts: inout IntentFacts) {
    guard transfers.indices.contains(receipt.serial - 1) else { return }
    facts.named = transfers[receipt.serial - 1]
    let later = referring[receipt.serial, default: []]
    facts.isNamedReversed = later.contains { $0.kind == .reversal }
    facts.earlierRefunds = later.filter { $0.kind == .saleRefund }
  }

  private func isUsed(_ reference: String) -> Bool {
    transfers.contains { transfer in
      transfer.kind == .topUp && transfer.particulars.note == reference
        && transfer.postings.contains { $0.book == .tender(.bank) }
        && !referring[transfer.receipt.serial, default: []].contains { $0.kind == .reversal }
    }
  }

  private func spending(
    of number: AccountNumber?, on day: CalendarDay, _ meal: String?
  ) -> Spending {
    var spending = Spending()
    for sale in transfers
    where sale.kind == .sale && sale.account == number && sale.businessDay == day {
      let back = referring[sale.receipt.serial, default: []]
        .filter { $0.kind != .correction }
        .reduce(0) { $0 + $1.total.minorUnits }
      let left = sale.total.minorUnits + back
      let isGivenBack = referring[sale.receipt.serial, default: []].contains {
        $0.kind == .reversal || $0.kind == .saleRefund
      }
      guard left > 0 || !isGivenBack else { continue }
      spending.day.count += 1
      spending.day.amount.minorUnits += left
      guard sale.particulars.mealPeriod == meal else { continue }
      spending.meal.count += 1
      spending.meal.amount.minorUnits += left
    }
    return spending
  }

  func state(of number: AccountNumber) -> AccountState? { accounts[number] }

  func setFloor(_ floor: Amount, of number: AccountNumber) {
    accounts[number]?.floor = floor
  }

  func setBlocked(_ isBlocked: Bool, _ number: AccountNumber) {
    accounts[number]?.standing = isBlocked ? .blocked : .open
  }

  func setUse(_ use: CardUse, ofCard index: Int) {
    cards[Canteen.cardTag(index).description]?.use = use
  }

  func verify() -> (fault: String?, count: Int) {
    let report = Verification.check(self, includingFile: false)
    return (report.fault?.description, transfers.count)
  }
}

extension PaperLedger: JournalSource {
  func tour(_ visitor: inout some JournalVisitor) {
    visitor.begin(
      JournalHeading(
        station: "East", currencyCode: "CNY", transferCount: transfers.count,
        doneIntentCount: transfers.count,
        postingCount: transfers.reduce(0) { $0 + $1.postings.count },
        saleLineCount: transfers.reduce(0) { $0 + $1.particulars.lines.count }))
    var head = ChainHash.beginning(station: "East", currencyCode: "CNY")
    for transfer in transfers {
      head = head.sealing(transfer)
      let record = JournalRecord(
        place: transfer.receipt.serial, content: .success(transfer), hash: head,
        intentBodyHash: answers[transfer.id]?.hash,
        named: transfer.refersTo.map { transfers[$0.serial - 1] }, sellsPlateAgain: false)
      guard visitor.visit(record) else { return }
    }
    for account in accounts.values.sorted(by: { $0.number < $1.number }) {
      guard visitor.visit(account) else { return }
    }
  }

  func fileComplaints() -> [String] { [] }
}
