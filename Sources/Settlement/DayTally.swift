public import Ledger
import Money
import Primitives

/// Adds the records of a period up to the figures of its Z.
///
/// Time and storage come from outside: whoever has the records shows them one by one, in their
/// order. Memory grows with the dishes, lanes and groups that appear, not with the records.
public struct DayTally {
  private struct Part {
    var count = CheckedSum()
    var gross = CheckedSum()
    var vat = CheckedSum()
  }

  private let previous: DayClose?
  private var counts: [TransferKind: Int64] = [:]
  private var changes: [TransferKind: CheckedSum] = [:]
  private var wallets: [WalletKind: CheckedSum] = [:]
  private var gains: [Book: CheckedSum] = [:]
  private var takenIn: [Tender: CheckedSum] = [:]
  private var paidOut: [Tender: CheckedSum] = [:]
  private var sales: [String: CheckedSum] = [:]
  private var parts: [Breakdown: [String: Part]] = [:]

  /// Begins after the last Z, or at the beginning of the journal.
  public init(after previous: DayClose?) {
    self.previous = previous
    for wallet in WalletKind.allCases {
      wallets[wallet] = CheckedSum(previous?.figures[FigureName.closing(wallet)] ?? 0)
    }
  }

  /// Adds a record.
  public mutating func add(_ transfer: Transfer) {
    counts[transfer.kind, default: 0] += 1
    for posting in transfer.postings { add(posting, of: transfer.kind) }
    guard !transfer.particulars.lines.isEmpty else { return }
    let sign: Int64 = transfer.kind.sells ? 1 : -1
    for line in transfer.particulars.lines { add(line, of: transfer, sign) }
    for posting in transfer.postings where posting.book != .sales {
      part(.payment, Self.payment(posting.book)) { $0.gross.subtract(posting.amount.minorUnits) }
    }
  }

  private mutating func add(_ posting: Posting, of kind: TransferKind) {
    let amount = posting.amount.minorUnits
    switch posting.book {
    case .wallet(_, let purse):
      changes[kind, default: CheckedSum()].add(amount)
      wallets[purse.wallet, default: CheckedSum()].add(amount)
    case .tender(let tender):
      // Books are credit-positive: what comes into the drawer is negative there.
      if amount < 0 {
        takenIn[tender, default: CheckedSum()].subtract(amount)
      } else {
        paidOut[tender, default: CheckedSum()].subtract(amount)
      }
    default: gains[posting.book, default: CheckedSum()].add(amount)
    }
  }

  private mutating func add(_ line: SaleLine, of transfer: Transfer, _ sign: Int64) {
    let (gross, vat) = (sign * line.amount.minorUnits, sign * line.vat.minorUnits)
    let sum =
      transfer.kind.sells
      ? FigureName.sold
      : transfer.kind == .reversal ? FigureName.reversed : FigureName.refunded
    sales[sum, default: CheckedSum()].add(gross)
    sales[FigureName.net, default: CheckedSum()].add(gross)
    sales[FigureName.vat, default: CheckedSum()].add(vat)
    sales[FigureName.lines, default: CheckedSum()].add(sign)
    let particulars = transfer.particulars
    let keys: [(Breakdown, String)] = [
      (.vatRate, String(line.vatBasisPoints)), (.mealPeriod, particulars.mealPeriod ?? ""),
      (.lane, particulars.lane.map { String($0) } ?? ""), (.dish, line.dish ?? ""),
      (.plateClass, line.plateClass ?? ""), (.group, particulars.group ?? ""),
      (.businessDay, transfer.businessDay.description),
    ]
    for (breakdown, key) in keys {
      part(breakdown, key) { part in
        part.count.add(sign)
        part.gross.add(gross)
        part.vat.add(vat)
      }
    }
  }

  private mutating func part(
    _ breakdown: Breakdown, _ key: String, _ change: (inout Part) -> Void
  ) {
    change(&parts[breakdown, default: [:]][key, default: Part()])
  }

  private static func payment(_ book: Book) -> String {
    switch book {
    case .wallet(_, let purse): "wallet-" + purse.wallet.code
    case .tender(let tender): "tender-" + tender.rawValue
    default: book.code
    }
  }
}

extension DayTally {
  /// The figures so far; throws when one of them leaves 64 bits.
  public func figures() throws(FiguresOverflow) -> Figures {
    var figures = Figures()
    for (kind, count) in counts { figures.set(count, FigureName.count(kind)) }
    for (kind, sum) in changes { figures.set(try sum.value, FigureName.change(kind)) }
    for (wallet, sum) in wallets {
      figures.set(
        previous?.figures[FigureName.closing(wallet)] ?? 0, FigureName.opening(wallet))
      figures.set(try sum.value, FigureName.closing(wallet))
    }
    for (book, sum) in gains { figures.set(try sum.value, FigureName.gain(book)) }
    for (tender, sum) in takenIn { figures.set(try sum.value, FigureName.takenIn(tender)) }
    for (tender, sum) in paidOut { figures.set(try sum.value, FigureName.paidOut(tender)) }
    for (name, sum) in sales { figures.set(try sum.value, name) }
    try figures.add(carried, to: FigureName.drawerCarried)
    try figures.add(carried, to: FigureName.drawerExpected)
    try figures.add(figures[FigureName.takenIn(.cash)], to: FigureName.drawerExpected)
    try figures.add(figures[FigureName.paidOut(.cash)], to: FigureName.drawerExpected)
    for name in FigureName.perpetual {
      try figures.add(
        previous?.figures[FigureName.perpetual(name)] ?? 0, to: FigureName.perpetual(name))
      try figures.add(figures[name], to: FigureName.perpetual(name))
    }
    try writeParts(to: &figures)
    return figures
  }

  /// What was in the drawer already: who counts it empties it, so all that came in since then.
  private var carried: Int64 {
    guard let previous, previous.counted == nil else { return 0 }
    return previous.figures[FigureName.drawerExpected]
  }

  private func writeParts(to figures: inout Figures) throws(FiguresOverflow) {
    for (breakdown, keys) in parts {
      for (key, part) in keys {
        figures.set(try part.count.value, FigureName.part(breakdown, key, .count))
        figures.set(try part.gross.value, FigureName.part(breakdown, key, .gross))
        figures.set(try part.vat.value, FigureName.part(breakdown, key, .vat))
      }
    }
  }
}

/// A sum that remembers if it has ever left 64 bits.
private struct CheckedSum {
  private var sum: Int64
  private var isOver = false

  init(_ sum: Int64 = 0) {
    self.sum = sum
  }

  var value: Int64 {
    get throws(FiguresOverflow) {
      if isOver { throw FiguresOverflow() }
      return sum
    }
  }

  mutating func add(_ value: Int64) {
    let (next, isOver) = sum.addingReportingOverflow(value)
    sum = next
    self.isOver = self.isOver || isOver
  }

  mutating func subtract(_ value: Int64) {
    let (next, isOver) = sum.subtractingReportingOverflow(value)
    sum = next
    self.isOver = self.isOver || isOver
  }
}
