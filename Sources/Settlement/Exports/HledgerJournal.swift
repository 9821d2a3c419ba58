public import Ledger
public import Money
import Primitives

/// Writes settlements as a journal that hledger reads, with balance assertions at every Z.
///
/// Amounts in hledger are debit-positive: what stands in our books is written with the opposite
/// sign. Each transfer is a transaction on the business date of its Z, since that is the day it is
/// settled on; its own day stands beside it as a tag. A Z that is counted empties the drawer into
/// the safe. After each Z every account is asserted to hold what the figures of the Zs say, so
/// `hledger check` fails if a single unit is amiss.
public struct HledgerJournal: SettlementVisitor {
  private let outlet: JournalExport.Outlet
  private let currency: Currency
  private var date: CalendarDay?
  private var declared: Set<String> = []
  /// What each account must hold by the figures of the Zs so far.
  private var expected: [String: Int64] = [:]

  /// Begins a journal; the first Z it is shown opens it with what was there before.
  public init(currency: Currency, to outlet: @escaping JournalExport.Outlet) {
    self.outlet = outlet
    self.currency = currency
  }

  public mutating func begin(_ sealed: SealedClose) throws {
    let figures = sealed.close.figures
    if date == nil { try open(sealed.close) }
    // Assertions are checked by date, so a clock that was set back must not bring an older one.
    let day = max(date ?? sealed.close.businessDay, sealed.close.businessDay)
    date = day
    for part in figures.parts(of: .vatRate) {
      try declare(Self.sales(part.key), Self.vat(part.key))
    }
    add(figures)
  }

  public mutating func visit(_ transfer: Transfer) throws {
    var postings: [(account: String, amount: Int64)] = []
    for posting in transfer.postings where posting.book != .sales {
      postings.append((Self.account(posting.book), 0 &- posting.amount.minorUnits))
    }
    let sign: Int64 = transfer.kind.sells ? -1 : 1
    var rates: [Int: (net: Int64, vat: Int64)] = [:]
    for line in transfer.particulars.lines {
      let (gross, vat) = (line.amount.minorUnits, line.vat.minorUnits)
      let sum = rates[line.vatBasisPoints] ?? (0, 0)
      rates[line.vatBasisPoints] = (sum.net + sign * (gross - vat), sum.vat + sign * vat)
    }
    for (rate, sum) in rates.sorted(by: { $0.key < $1.key }) {
      postings.append((Self.sales(String(rate)), sum.net))
      if sum.vat != 0 { postings.append((Self.vat(String(rate)), sum.vat)) }
    }
    try write("(\(transfer.receipt)) \(transfer.kind.rawValue)", tags(transfer), postings)
  }

  public mutating func end(_ sealed: SealedClose) throws {
    try count(sealed.close)
    let lines = expected.keys.sorted().map { account in
      "    \(account)  \(text(0)) = \(text(expected[account] ?? 0))"
    }
    try write(
      "Z \(sealed.close.number)", "seal:\(sealed.seal.shortCode)", lines: lines)
  }
}

// What the figures say.
extension HledgerJournal {
  /// Directives, and a transaction that brings in what was there before the first Z.
  private mutating func open(_ close: DayClose) throws {
    date = close.businessDay
    let head = """
      ; Settlements of station \(close.station), exported by TrayTally
      commodity \(text(1_000_000))

      """
    try outlet(Array(head.utf8))
    try declare(Self.opening, Self.safe, Self.difference)
    for book in Self.books { try declare(Self.account(book)) }
    for wallet in WalletKind.allCases {
      let account = Self.wallet(wallet)
      try declare(account)
      expected[account] = 0 &- close.figures[FigureName.opening(wallet)]
    }
    let drawer = Self.account(.tender(.cash))
    expected[drawer] = close.figures[FigureName.drawerCarried]
    let before = expected.sorted { $0.key < $1.key }.filter { $0.value != 0 }
      .map { (account: $0.key, amount: $0.value) }
    guard !before.isEmpty else { return }
    let rest = before.reduce(0) { $0 &- $1.amount }
    try write("before Z \(close.number)", "", before + [(Self.opening, rest)])
  }

  /// Adds what a Z says each account gained.
  private mutating func add(_ figures: Figures) {
    for wallet in WalletKind.allCases {
      expected[Self.wallet(wallet)] = 0 &- figures[FigureName.closing(wallet)]
    }
    for tender in Tender.allCases {
      let change = figures[FigureName.takenIn(tender)] &+ figures[FigureName.paidOut(tender)]
      expected[Self.account(.tender(tender)), default: 0] &+= change
    }
    for book in Self.books {
      guard case .tender = book else {
        expected[Self.account(book), default: 0] &-= figures[FigureName.gain(book)]
        continue
      }
    }
    for part in figures.parts(of: .vatRate) {
      let vat = part.vat ?? 0
      expected[Self.sales(part.key), default: 0] &-= part.gross &- vat
      expected[Self.vat(part.key), default: 0] &-= vat
    }
  }

  /// Who counts the drawer empties it.
  private mutating func count(_ close: DayClose) throws {
    guard let counted = close.counted, let difference = close.drawerDifference else { return }
    let drawer = Self.account(.tender(.cash))
    let held = close.figures[FigureName.drawerExpected]
    expected[drawer, default: 0] &-= held
    expected[Self.safe, default: 0] &+= counted
    expected[Self.difference, default: 0] &-= difference
    let reason = close.reason.isEmpty ? "" : "reason:\(Self.plain(close.reason))"
    try write(
      "drawer counted", reason,
      [(Self.safe, counted), (drawer, 0 &- held), (Self.difference, 0 &- difference)])
  }
}

// The accounts.
extension HledgerJournal {
  private static let opening = "equity:opening"
  private static let safe = "assets:safe"
  private static let difference = "expenses:cash-differences"

  private static let books: [Book] =
    Tender.allCases.map { .tender($0) } + [.grants, .expiries, .ticketRests, .corrections]

  private static func account(_ book: Book) -> String {
    switch book {
    case .wallet(_, let purse): wallet(purse.wallet)
    case .sales: "revenues:sales"
    case .tender(.cash): "assets:drawer"
    case .tender(let tender): "assets:tenders:\(tender.rawValue)"
    case .grants: "expenses:grants"
    case .expiries: "revenues:expiries"
    case .ticketRests: "revenues:ticket-rests"
    case .corrections: "equity:corrections"
    }
  }

  private static func wallet(_ wallet: WalletKind) -> String {
    "liabilities:wallets:\(wallet.code)"
  }
  private static func sales(_ rate: String) -> String { "revenues:sales:vat-\(rate)" }
  private static func vat(_ rate: String) -> String { "liabilities:vat:vat-\(rate)" }

  private mutating func declare(_ accounts: String...) throws {
    for account in accounts where declared.insert(account).inserted {
      try outlet(Array("account \(account)\n".utf8))
    }
  }
}

// The text.
extension HledgerJournal {
  private func tags(_ transfer: Transfer) -> String {
    var tags = ["day:\(transfer.businessDay)"]
    if let account = transfer.account { tags.append("account:\(account)") }
    if let lane = transfer.particulars.lane { tags.append("lane:\(lane)") }
    if let receipt = transfer.refersTo { tags.append("refers-to:\(receipt)") }
    return tags.joined(separator: ", ")
  }

  private func write(
    _ words: String, _ tags: String, _ postings: [(account: String, amount: Int64)]
  ) throws {
    try write(words, tags, lines: postings.map { "    \($0.account)  \(text($0.amount))" })
  }

  private func write(_ words: String, _ tags: String, lines: [String]) throws {
    guard let date else { return }
    let comment = tags.isEmpty ? "" : "  ; \(tags)"
    let all = ["", "\(date) * \(words)\(comment)"] + lines
    try outlet(Array((all.joined(separator: "\n") + "\n").utf8))
  }

  private func text(_ minorUnits: Int64) -> String {
    // A commodity without decimals still needs its mark in the directive.
    currency.plain(Amount(minorUnits: minorUnits)) + (currency.minorDigits == 0 ? "." : "")
      + " " + currency.code
  }

  /// Text without what would end a comment or a tag.
  private static func plain(_ text: String) -> String {
    String(text.map { $0 == "," || $0.isNewline ? " " : $0 })
  }
}
