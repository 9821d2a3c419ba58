import Money

extension Transfer {
  /// What the intent must have asked for, worked back from what was done; nothing if no intent
  /// leads to such a transfer.
  ///
  /// Verification compares it with what the books remember of the intent.
  public var body: Intent.Body? {
    switch kind {
    case .sale: sale
    case .topUp: tender.map { .topUp(account: account, amount: gain, tender: $0, note: note) }
    case .refund: tender.map { .refund(account: account, amount: loss, tender: $0, note: note) }
    case .grant: .grant(account: account, amount: gain, expires: particulars.expires)
    case .reversal: refersTo.map { .reversal(of: $0, reason: note) }
    case .correction: correction
    }
  }

  private var note: String { particulars.note }

  private var gain: Amount {
    Amount(minorUnits: change(of: .cash).minorUnits &+ change(of: .subsidy).minorUnits)
  }

  private var loss: Amount { Amount(minorUnits: 0 &- gain.minorUnits) }

  private var tender: Tender? {
    for posting in postings {
      if case .tender(let tender) = posting.book { return tender }
    }
    return nil
  }

  private var sale: Intent.Body? {
    guard let lane = particulars.lane, let visit = particulars.visit else { return nil }
    let total = particulars.lines.reduce(0) { $0 &+ $1.amount.minorUnits }
    return .sale(
      SaleOrder(
        account: account, card: particulars.card, lane: lane, visit: visit,
        mealPeriod: particulars.mealPeriod, lines: particulars.lines,
        total: Amount(minorUnits: total)))
  }

  private var correction: Intent.Body? {
    guard let refersTo else { return nil }
    let wallet: WalletKind = change(of: .cash) == .zero ? .subsidy : .cash
    return .correction(
      of: refersTo, account: account, wallet: wallet, amount: gain, reason: note)
  }
}
