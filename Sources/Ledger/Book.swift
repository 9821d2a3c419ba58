/// One side of a posting: where value is, or where it came from.
///
/// Amounts are written credit-positive: what a wallet gains is positive, and so is what was sold.
/// Money in the drawer therefore shows as negative, as the canteen's debt to the diners' wallets
/// has its opposite there. The sum over all books is always zero.
public enum Book: Hashable, Sendable {
  /// What the canteen owes a diner.
  case wallet(AccountNumber, WalletKind)
  /// What was sold, VAT included.
  case sales
  /// What was taken in and paid out, by way of paying.
  case tender(Tender)
  /// What employer or school grants, negative as it is given.
  case grants
  /// The opposite side of corrections.
  case corrections

  /// The book's name in journal records and exports: `wallet:A0001:cash`, `sales`, `tender:bank`.
  public var code: String {
    switch self {
    case .wallet(let account, let kind): "wallet:\(account):\(kind.code)"
    case .sales: "sales"
    case .tender(let tender): "tender:\(tender.rawValue)"
    case .grants: "grants"
    case .corrections: "corrections"
    }
  }

  /// The book of this name, or nothing if there is none.
  public init?(code: some StringProtocol) {
    let parts = code.split(separator: ":", omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("wallet", 3):
      guard let account = AccountNumber(parts[1]), let kind = WalletKind(code: String(parts[2]))
      else { return nil }
      self = .wallet(account, kind)
    case ("tender", 2):
      guard let tender = Tender(rawValue: String(parts[1])) else { return nil }
      self = .tender(tender)
    case ("sales", 1): self = .sales
    case ("grants", 1): self = .grants
    case ("corrections", 1): self = .corrections
    default: return nil
    }
  }
}
