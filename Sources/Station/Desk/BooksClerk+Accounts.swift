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
    let known = try store.catalogue().dinerGroups.map(\.code.rawValue)
    guard group.isEmpty || known.contains(group) else {
      let hint = known.isEmpty ? "load them with 'menu import'" : known.joined(separator: ", ")
      throw DeskRefusal("there is no diner group '\(group)': \(hint)")
    }
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
      cards: record.cards.map(\.tag.description), purses: answer(record.state.purses))
  }

  func history(_ text: String, limit: Int) throws -> DeskAnswer {
    _ = try account(text)
    let transfers = try store.history(try number(text), limit: limit)
    return .history(transfers.map { answer($0.answer) })
  }
}
