internal import Kiosk
internal import Money
internal import Primitives

// Accounts at the counter.
extension StationConsole {
  private static let recordsMax = 20

  func account(_ number: String) async throws -> CounterAccount {
    let account = try await answered(number)
    guard
      case .history(let receipts) = try await answer(
        .history(number: number, limit: Self.recordsMax))
    else { throw ConsoleRefusal("the station sent no history") }
    return CounterAccount(
      number: account.number, group: account.group, status: account.status,
      cash: shown(account.cash), subsidy: shown(account.subsidy),
      cardCount: account.cards.count, idleCardCount: account.cardUses.count,
      records: receipts.map {
        CounterAccount.Record(
          receipt: $0.receipt, kind: $0.kind, day: $0.businessDay, change: shown($0.change))
      })
  }

  func preview(_ act: AccountChange) async throws -> String {
    switch act {
    case .topUp(let number, let text, let tender, _):
      let account = try await answered(number)
      let amount = try amount(text)
      let before = configuration.currency.parse(account.cash, allowingNegative: true) ?? .zero
      guard let after = try? before.adding(amount) else {
        throw ConsoleRefusal("the amount is too large")
      }
      return "Pay \(configuration.currency.format(amount)) (\(tender)) into account \(number): "
        + "cash \(configuration.currency.format(before)), then "
        + "\(configuration.currency.format(after))."
    case .block(let number, true):
      return "Block account \(number): its cards do not pay any more, on any lane, at once."
    case .block(let number, false): return "Let account \(number) pay again."
    case .loss(let number, true): return "Note every card of account \(number) as lost."
    case .loss(let number, false): return "Let every card of account \(number) be used again."
    }
  }

  func perform(_ act: AccountChange, id: String, by clerk: Clerk) async throws -> String {
    switch act {
    case .topUp(let number, let text, let tender, let note):
      guard let intent = UniqueID(id) else { throw ConsoleRefusal("open the page again") }
      let amount = try amount(text)
      let request = DeskRequest.topUp(
        intent: intent, number: number, amount: amount.minorUnits, tender: tender, note: note)
      guard case .receipt(let receipt) = try await answer(request, by: clerk.name) else {
        throw ConsoleRefusal("the station sent no receipt")
      }
      return "\(receipt.receipt): \(configuration.currency.format(amount)) paid in 已充值"
    case .block(let number, let isBlocked):
      _ = try await answer(.account(.block(number: number, isBlocked: isBlocked)), by: clerk.name)
      return isBlocked ? "\(number): blocked 已停用" : "\(number): may pay again 已启用"
    case .loss(let number, let isLost):
      _ = try await answer(.account(.allCards(number: number, isLost: isLost)), by: clerk.name)
      return isLost ? "\(number): cards lost 已挂失" : "\(number): cards usable 已取消挂失"
    }
  }

  private func answered(_ number: String) async throws -> AccountAnswer {
    guard case .account(let account) = try await answer(.showAccount(number: number)) else {
      throw ConsoleRefusal("the station sent no account")
    }
    return account
  }

  private func amount(_ text: String) throws -> Amount {
    guard let amount = configuration.currency.parse(text), amount > .zero else {
      throw ConsoleRefusal("'\(text)' is no amount above zero: write 50.00")
    }
    return amount
  }

  private func shown(_ plain: String) -> String {
    configuration.currency.parse(plain, allowingNegative: true)
      .map(configuration.currency.format) ?? plain
  }
}
