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
      purses: answer(record.state.purses), floor: plain(record.state.floor),
      validFrom: record.validity.from?.description, validUntil: record.validity.until?.description)
  }

  func history(_ text: String, limit: Int) throws -> DeskAnswer {
    _ = try account(text)
    let transfers = try store.history(try number(text), limit: limit)
    return .history(transfers.map { answer($0.answer) })
  }
}
