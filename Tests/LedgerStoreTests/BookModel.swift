import Ledger
import Money
import Primitives

/// The books as a child would keep them: an independent model to compare the real ones with.
struct BookModel {
  struct Account {
    var cash: Int64 = 0
    var subsidy: Int64 = 0
    var floor: Int64 = 0
    var isBlocked = false
  }

  struct Entry {
    var account: AccountNumber
    var kind: TransferKind
    var cash: Int64
    var subsidy: Int64
    var isReversed = false
  }

  enum Answer: Equatable {
    case done(serial: Int, cash: Int64, subsidy: Int64)
    case refused(Refusal)
  }

  var accounts: [AccountNumber: Account] = [:]
  var cards: [String: (account: AccountNumber, use: CardUse)] = [:]
  private(set) var entries: [Entry] = []
  private var soldPlates: Set<String> = []
  private var answers: [IntentID: (body: Intent.Body, answer: Answer)] = [:]

  mutating func ask(_ intent: Intent) -> Answer {
    if let known = answers[intent.id] {
      return known.body == intent.body ? known.answer : .refused(.sameIntentOtherBody)
    }
    let answer = decide(intent.body)
    answers[intent.id] = (intent.body, answer)
    return answer
  }

  private mutating func decide(_ body: Intent.Body) -> Answer {
    switch body {
    case .keyedSale, .charge, .saleRefund, .grantTickets, .buyTickets, .expiry:
      // These have a model of their own in `RuleModel`.
      .refused(.malformed)
    case .sale(let order): sell(order)
    case .topUp(let account, let amount, _, _):
      enter(account, .topUp, cash: amount.minorUnits)
    case .grant(let account, let amount, _):
      enter(account, .grant, subsidy: amount.minorUnits)
    case .refund(let account, let amount, _, _):
      if amount.minorUnits < 1 {
        .refused(.malformed)
      } else if amount.minorUnits > accounts[account]?.cash ?? .max {
        .refused(.insufficientBalance)
      } else {
        enter(account, .refund, cash: -amount.minorUnits)
      }
    case .reversal(let receipt, _): reverse(receipt.serial)
    case .correction(let receipt, let account, let wallet, let amount, _):
      if amount.minorUnits == 0 {
        .refused(.malformed)
      } else if !entries.indices.contains(receipt.serial - 1) {
        .refused(.unknownReceipt)
      } else if entries[receipt.serial - 1].account != account {
        .refused(.receiptOfAnotherAccount)
      } else if wallet == .cash {
        enter(account, .correction, cash: amount.minorUnits)
      } else {
        enter(account, .correction, subsidy: amount.minorUnits)
      }
    }
  }

  private mutating func sell(_ order: SaleOrder) -> Answer {
    let sum = order.lines.map(\.amount.minorUnits).reduce(0, +)
    guard sum == order.total.minorUnits, !order.lines.isEmpty,
      Set(order.lines.map(\.plate)).count == order.lines.count
    else { return .refused(.malformed) }
    guard let account = accounts[order.account] else { return .refused(.unknownAccount) }
    if let tag = order.card {
      guard let card = cards[tag], card.account == order.account else {
        return .refused(.unknownCard)
      }
      if card.use == .lost { return .refused(.lostCard) }
      if card.use == .blocked { return .refused(.blockedCard) }
    }
    if account.isBlocked { return .refused(.blockedAccount) }
    let keys = order.lines.map { "\(order.visit) \($0.plate)" }
    guard soldPlates.isDisjoint(with: keys) else { return .refused(.alreadyPaidPlate) }
    let fromSubsidy = min(account.subsidy, sum)
    let answer = enter(order.account, .sale, cash: fromSubsidy - sum, subsidy: -fromSubsidy)
    if case .done = answer { soldPlates.formUnion(keys) }
    return answer
  }

  private mutating func reverse(_ serial: Int) -> Answer {
    guard entries.indices.contains(serial - 1) else { return .refused(.unknownReceipt) }
    let entry = entries[serial - 1]
    if entry.kind == .reversal { return .refused(.notReversible) }
    if entry.isReversed { return .refused(.alreadyReversed) }
    let answer = enter(entry.account, .reversal, cash: -entry.cash, subsidy: -entry.subsidy)
    if case .done = answer { entries[serial - 1].isReversed = true }
    return answer
  }

  private mutating func enter(
    _ number: AccountNumber, _ kind: TransferKind, cash: Int64 = 0, subsidy: Int64 = 0
  ) -> Answer {
    if kind == .topUp || kind == .grant, cash + subsidy < 1 { return .refused(.malformed) }
    guard var account = accounts[number] else { return .refused(.unknownAccount) }
    account.cash += cash
    account.subsidy += subsidy
    let isTaken = cash + subsidy < 0
    let isTooLow = isTaken && account.cash + account.subsidy < account.floor
    let isTooDeep = cash < 0 && account.cash < min(0, account.floor)
    guard account.subsidy >= 0, !isTooLow, !isTooDeep else {
      return .refused(.insufficientBalance)
    }
    accounts[number] = account
    entries.append(Entry(account: number, kind: kind, cash: cash, subsidy: subsidy))
    return .done(serial: entries.count, cash: account.cash, subsidy: account.subsidy)
  }
}
