import Money

extension Transfer {
  /// What the intent must have asked for, worked back from what was done; nothing if no intent
  /// leads to such a transfer.
  ///
  /// Verification compares it with what the books remember of the intent.
  public var body: Intent.Body? {
    switch kind {
    case .sale: particulars.visit == nil ? keyedSale : sale
    case .charge: charge
    case .saleRefund:
      refersTo.map {
        .saleRefund(of: $0, lines: particulars.lines.compactMap(\.refunds), reason: note)
      }
    case .topUp: tendered { .topUp(account: $0, amount: gain, tender: $1, note: note) }
    case .refund: tendered { .refund(account: $0, amount: loss, tender: $1, note: note) }
    case .grant: grant
    case .ticketPurchase: ticketPurchase
    case .expiry: onePurse.map { .expiry(account: $0.account, purse: $0.purse) }
    case .reversal: refersTo.map { .reversal(of: $0, reason: note) }
    case .correction: correction
    }
  }

  private var note: String { particulars.note }

  private var gain: Amount {
    Amount(minorUnits: purseChanges.reduce(0) { $0 &+ $1.amount.minorUnits })
  }

  private var loss: Amount { Amount(minorUnits: 0 &- gain.minorUnits) }

  private var tender: Tender? {
    for posting in postings {
      if case .tender(let tender) = posting.book { return tender }
    }
    return nil
  }

  private func tendered(_ body: (AccountNumber, Tender) -> Intent.Body) -> Intent.Body? {
    guard let account, let tender else { return nil }
    return body(account, tender)
  }

  /// The account and the only purse that is changed.
  private var onePurse: (account: AccountNumber, purse: Purse)? {
    guard let account, let change = purseChanges.first, purseChanges.count == 1 else { return nil }
    return (account, change.purse)
  }

  /// The tickets of one kind and value that are gained.
  private var gainedTickets: (Ticket, count: Int)? {
    let gained = purseChanges.first { $0.purse.wallet == .ticket }
    guard let gained, let ticket = gained.purse.ticket else { return nil }
    return (ticket, Int(gained.amount.minorUnits / ticket.face.minorUnits))
  }

  private var linesTotal: Amount {
    Amount(minorUnits: particulars.lines.reduce(0) { $0 &+ $1.amount.minorUnits })
  }

  private var sale: Intent.Body? {
    guard let account, let lane = particulars.lane, let visit = particulars.visit else {
      return nil
    }
    return .sale(
      SaleOrder(
        account: account, card: particulars.card, lane: lane, visit: visit,
        mealPeriod: particulars.mealPeriod, lines: particulars.lines, total: linesTotal))
  }

  private var keyedSale: Intent.Body? {
    let payment: KeyedSale.Payment
    if let account {
      payment = .account(account, tickets: usedTickets)
    } else {
      guard let tender else { return nil }
      payment = .tender(tender)
    }
    return .keyedSale(
      KeyedSale(
        payment: payment, lane: particulars.lane, mealPeriod: particulars.mealPeriod,
        group: account == nil ? particulars.group : nil, lines: particulars.lines,
        total: linesTotal, note: note))
  }

  private var usedTickets: TicketUse? {
    var use: TicketUse?
    for change in purseChanges {
      guard let ticket = change.purse.ticket else { continue }
      let count = Int((0 &- change.amount.minorUnits) / ticket.face.minorUnits)
      use = TicketUse(kind: ticket.kind, count: (use?.count ?? 0) &+ count)
    }
    return use
  }

  private var charge: Intent.Body? {
    guard let account, let line = particulars.lines.first else { return nil }
    return .charge(
      Charge(
        account: account, amount: line.amount, vatBasisPoints: line.vatBasisPoints,
        mealPeriod: particulars.mealPeriod, reason: line.name))
  }

  private var grant: Intent.Body? {
    guard let (account, purse) = onePurse else { return nil }
    guard let (ticket, count) = gainedTickets else {
      return .grant(account: account, amount: gain, expires: purse.expires)
    }
    return .grantTickets(account: account, ticket, count: count, expires: purse.expires)
  }

  private var ticketPurchase: Intent.Body? {
    guard let account, let (ticket, count) = gainedTickets else { return nil }
    return .buyTickets(account: account, ticket, count: count, tender: tender, note: note)
  }

  private var correction: Intent.Body? {
    guard let refersTo, let (account, purse) = onePurse else { return nil }
    return .correction(
      of: refersTo, account: account, wallet: purse, amount: gain, reason: note)
  }
}
