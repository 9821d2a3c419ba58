/// One side of a posting: where value is, or where it came from.
///
/// Amounts are written credit-positive: what a wallet gains is positive, and so is what was sold.
/// Money in the drawer therefore shows as negative, as the canteen's debt to the diners' wallets
/// has its opposite there. The sum over all books is always zero.
public enum Book: Hashable, Sendable {
  /// What the canteen owes a diner, purse by purse.
  case wallet(AccountNumber, Purse)
  /// What was sold, VAT included.
  case sales
  /// What was taken in and paid out, by way of paying.
  case tender(Tender)
  /// What employer or school grants, negative as it is given.
  case grants
  /// What was granted and not used in its time.
  case expiries
  /// What tickets were worth more than the bills they paid; nobody gets that back.
  case ticketRests
  /// The opposite side of corrections.
  case corrections

  private static let plain: [(book: Book, code: String)] = [
    (.sales, "sales"), (.grants, "grants"), (.expiries, "expiries"),
    (.ticketRests, "ticket-rests"), (.corrections, "corrections"),
  ]

  /// The book's name in journal records and exports: `wallet:A0001:cash`,
  /// `wallet:A0001:subsidy:2026-11-30`, `sales`, `tender:bank`.
  public var code: String {
    switch self {
    case .wallet(let account, let purse): "wallet:\(account):\(purse.code)"
    case .sales: "sales"
    case .tender(let tender): "tender:\(tender.rawValue)"
    case .grants: "grants"
    case .expiries: "expiries"
    case .ticketRests: "ticket-rests"
    case .corrections: "corrections"
    }
  }

  /// The book of this name, or nothing if there is none.
  public init?(code: some StringProtocol) {
    let parts = code.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("wallet", 3):
      guard let account = AccountNumber(parts[1]), let purse = Purse(code: parts[2])
      else { return nil }
      self = .wallet(account, purse)
    case ("tender", 2):
      guard let tender = Tender(rawValue: String(parts[1])) else { return nil }
      self = .tender(tender)
    default:
      guard let book = Self.plain.first(where: { $0.code == code })?.book else { return nil }
      self = book
    }
  }
}
