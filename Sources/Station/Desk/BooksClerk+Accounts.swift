internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import TagReads

extension BooksClerk {
  func openAccount(
    _ text: String, group: String, name: String?, floor: Int64
  ) throws -> DeskAnswer {
    let number = try number(text)
    try checkGroup(group)
    try store.openAccount(
      NewAccount(
        number: number, group: group, floor: Amount(minorUnits: floor), name: name))
    return .account(try account(text))
  }

  func account(_ text: String) throws -> AccountAnswer {
    let number = try number(text)
    guard let record = try store.account(number) else {
      throw DeskRefusal("there is no account \(number): open it with 'accounts open'")
    }
    let summary = record.summary
    return AccountAnswer(
      number: number.description, group: record.group, status: record.state.standing.rawValue,
      cash: plain(summary.cash), subsidy: plain(summary.subsidy),
      available: plain(summary.available), currency: configuration.currency.code,
      cards: record.cards.map(\.tag.description),
      cardUses: Dictionary(
        record.cards.filter { $0.use != .valid }.map { ($0.tag.description, $0.use.rawValue) }
      ) { first, _ in first },
      floor: plain(record.state.floor), validFrom: record.validity.from?.description,
      validUntil: record.validity.until?.description)
  }

  func topUp(
    _ intent: UniqueID, _ text: String, _ amount: Int64, _ tender: String, _ note: String
  ) throws -> DeskAnswer {
    guard let kind = Tender(rawValue: tender) else {
      let known = Tender.allCases.map(\.rawValue).joined(separator: ", ")
      throw DeskRefusal("'\(tender)' is not a tender: \(known)")
    }
    let time = time
    let outcome = try store.perform(
      Intent(
        id: intent, at: time.wall,
        businessDay: time.local.businessDay(startingAtMinute: configuration.dayStartMinute),
        by: by,
        body: .topUp(
          account: try number(text), amount: Amount(minorUnits: amount), tender: kind, note: note)))
    switch outcome {
    case .done(let receipt): return .receipt(answer(receipt))
    case .refused(let refusal): throw DeskRefusal("refused: \(refusal.rawValue): \(refusal.advice)")
    }
  }

  func history(_ text: String, limit: Int) throws -> DeskAnswer {
    _ = try account(text)
    let transfers = try store.history(try number(text), limit: limit)
    return .history(transfers.map { answer($0.answer) })
  }

  func answer(_ receipt: Receipt) -> ReceiptAnswer {
    let change = receipt.cashChange.minorUnits + receipt.subsidyChange.minorUnits
    return ReceiptAnswer(
      receipt: receipt.number.description, intent: receipt.intent.description,
      kind: receipt.kind.rawValue, account: receipt.account.description,
      at: receipt.at.milliseconds, businessDay: receipt.businessDay.description,
      change: plain(Amount(minorUnits: change)), cash: plain(receipt.cashAfter),
      subsidy: plain(receipt.subsidyAfter))
  }
}

extension Refusal {
  /// What whoever asked can do about it.
  var advice: String {
    switch self {
    case .unknownAccount: "open the account first"
    case .accountClosed: "the account is closed for good; open a new one"
    case .malformed: "the amount must be more than zero and within bounds"
    case .sameIntentOtherBody: "this intent was used for something else; leave --intent out"
    default: "see 'accounts show'"
    }
  }
}
