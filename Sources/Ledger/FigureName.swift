/// The names of a settlement's figures.
///
/// What is not named here is made of these: `count:sale`, `wallets:change:top-up`,
/// `by:lane:1:gross`.
public enum FigureName {
  /// What was sold and charged.
  public static let sold = "sales:sold"
  /// What refunds gave back, below zero.
  public static let refunded = "sales:refunded"
  /// What reversals took back, below zero.
  public static let reversed = "sales:reversed"
  /// Sold, refunded and reversed together.
  public static let net = "sales:net"
  /// The VAT in `net`.
  public static let vat = "sales:vat"
  /// Lines sold, less lines taken back.
  public static let lines = "sales:lines"
  /// What was in the drawer before the period, for it has not been counted since it came in.
  public static let drawerCarried = "drawer:carried"
  /// What was there, and cash taken in, less cash paid out.
  public static let drawerExpected = "drawer:expected"

  /// The figures that run on from one Z to the next for ever, as `perpetual:` and this name.
  public static let perpetual = [sold, refunded, reversed, net, vat, lines]

  /// The running figure of a name.
  public static func perpetual(_ name: String) -> String { "perpetual:" + name }

  /// How many records of a kind there are.
  public static func count(_ kind: TransferKind) -> String { "count:" + kind.rawValue }

  /// What all wallets gained by a kind.
  public static func change(_ kind: TransferKind) -> String {
    "wallets:change:" + kind.rawValue
  }

  /// What all wallets of a kind held before the first record.
  public static func opening(_ wallet: WalletKind) -> String { "wallets:opening:" + wallet.code }

  /// What all wallets of a kind held after the last record.
  public static func closing(_ wallet: WalletKind) -> String { "wallets:closing:" + wallet.code }

  /// What a book gained that is neither a wallet nor a tender.
  public static func gain(_ book: Book) -> String { "books:" + book.code }

  /// What came in by a tender.
  public static func takenIn(_ tender: Tender) -> String { "tender:\(tender.rawValue):in" }

  /// What went out by a tender, below zero.
  public static func paidOut(_ tender: Tender) -> String { "tender:\(tender.rawValue):out" }

  /// A sum of a breakdown.
  public static func part(_ breakdown: Breakdown, _ key: String, _ measure: Measure) -> String {
    "by:\(breakdown.rawValue):\(Figures.part(key)):\(measure.rawValue)"
  }
}

/// What the sales of a settlement are broken down by; each breakdown adds up to the same sum.
public enum Breakdown: String, Hashable, Sendable, CaseIterable {
  /// By what paid: wallets, tickets, tenders.
  case payment
  /// By VAT rate, in hundredths of a percent.
  case vatRate = "vat"
  /// By meal period.
  case mealPeriod = "meal"
  /// By lane.
  case lane
  /// By dish.
  case dish
  /// By plate class.
  case plateClass = "class"
  /// By diner group.
  case group
  /// By the business day the sale counts to: a Z may hold late ones.
  case businessDay = "day"
}

/// What is counted of a part of a breakdown.
public enum Measure: String, Hashable, Sendable, CaseIterable {
  /// Lines sold, less lines taken back; nothing for `payment`.
  case count
  /// Money, VAT included.
  case gross
  /// The VAT in it.
  case vat
}
