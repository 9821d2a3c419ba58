import Station

/// Prints what the desk answers about accounts.
struct AccountPrinter {
  private let asJSON: Bool

  init(_ options: StationOptions) {
    asJSON = options.json
  }

  func print(_ answer: DeskAnswer) throws {
    switch answer {
    case .account(let account):
      if asJSON { return try Terminal.printJSON(account) }
      Terminal.print(text(account))
    case .receipt(let receipt):
      if asJSON { return try Terminal.printJSON(receipt) }
      Terminal.print(line(receipt))
    case .history(let receipts):
      if asJSON { return try Terminal.printJSON(receipts) }
      for receipt in receipts { Terminal.print(line(receipt)) }
    case .holdings(let holdings):
      if asJSON { return try Terminal.printJSON(holdings) }
      Terminal.print(text(holdings))
    case .sale(let sale):
      if asJSON { return try Terminal.printJSON(sale) }
      Terminal.print(ReceiptText.of(sale))
    case .batch(let batch):
      if asJSON { return try Terminal.printJSON(batch) }
      Terminal.print(ReceiptText.line(batch))
    case .batches(let batches):
      if asJSON { return try Terminal.printJSON(batches) }
      for batch in batches { Terminal.print(ReceiptText.line(batch)) }
    case .expiry(let expiry):
      if asJSON { return try Terminal.printJSON(expiry) }
      Terminal.print("\(expiry.transfers) purses emptied, \(expiry.total) in all")
    case .closing(let closing):
      if asJSON { return try Terminal.printJSON(closing) }
      for receipt in closing.receipts { Terminal.print(line(receipt)) }
      Terminal.print(text(closing.account))
    case .accountsImport(let result):
      if asJSON { return try Terminal.printJSON(result) }
      Terminal.print(
        "accounts: \(result.added) added, \(result.changed) changed, \(result.unchanged) unchanged"
          + (result.isApplied ? "" : " (checked only, nothing changed)"))
    default:
      if asJSON { return try Terminal.printJSON(["done": true]) }
      Terminal.print("done")
    }
  }

  private func text(_ account: AccountAnswer) -> String {
    let cards = account.cards.isEmpty ? "none" : account.cards.map(card).joined(separator: ", ")
    func card(_ tag: String) -> String { account.cardUses[tag].map { "\(tag) (\($0))" } ?? tag }
    let days = [account.validFrom.map { "from \($0)" }, account.validUntil.map { "until \($0)" }]
      .compactMap { $0 }
    let valid = days.isEmpty ? "always" : days.joined(separator: " ")
    let group = account.group.isEmpty ? "-" : account.group
    return """
      account    \(account.number) (\(account.status)), group \(group)
      cash       \(account.cash) \(account.currency)
      subsidy    \(account.subsidy) \(account.currency)
      available  \(account.available) \(account.currency), floor \(account.floor)
      valid      \(valid)
      cards      \(cards)
      """ + lines(account.purses)
  }

  private func text(_ holdings: HoldingsAnswer) -> String {
    """
    account    \(holdings.number)
    cash       \(holdings.cash) \(holdings.currency)
    subsidy    \(holdings.subsidy) \(holdings.currency)
    """ + lines(holdings.purses)
  }

  /// A line for each purse of subsidy and tickets.
  private func lines(_ purses: [PurseAnswer]) -> String {
    purses.map { purse in
      let count = purse.tickets.map { " (\($0) tickets)" } ?? ""
      return "\npurse      \(purse.purse)  \(purse.amount)\(count)"
    }.joined()
  }

  private func line(_ receipt: ReceiptAnswer) -> String {
    let columns = [
      receipt.receipt, receipt.businessDay, receipt.kind, receipt.account ?? "-", receipt.change,
      "cash \(receipt.cash)", "subsidy \(receipt.subsidy)",
    ]
    return columns.joined(separator: "  ")
  }
}
