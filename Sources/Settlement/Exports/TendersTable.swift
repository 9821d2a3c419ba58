public import Ledger

/// A row for each way of paying of each Z: what came in and went out, and what sales it paid.
public struct TendersTable<Table: ExportTable>: SettlementVisitor {
  private var table: Table

  /// - Parameter table: where the rows go; it has ``TenderColumns/all``.
  public init(_ table: Table) {
    self.table = table
  }

  public mutating func begin(_ sealed: SealedClose) throws {
    let figures = sealed.close.figures
    let paid = figures.parts(of: .payment)
    for tender in Tender.allCases {
      let (taken, out) = (figures[FigureName.takenIn(tender)], figures[FigureName.paidOut(tender)])
      let sales = paid.first { $0.key == "tender-" + tender.rawValue }?.gross ?? 0
      try append(
        sealed.close, tender.rawValue,
        [.amount(taken), .amount(out), .amount(taken &+ out), .amount(sales)])
    }
    for part in paid where !part.key.hasPrefix("tender-") {
      try append(sealed.close, part.key, [.blank, .blank, .blank, .amount(part.gross)])
    }
  }

  private mutating func append(_ close: DayClose, _ way: String, _ cells: [ExportCell]) throws {
    try table.append(
      [
        .text(close.station.text), .number(Int64(close.number)), .day(close.businessDay),
        .text(way),
      ] + cells)
  }
}

/// The columns of the tenders.
public enum TenderColumns {
  /// All of them, in their order for ever.
  public static let all: [ExportColumn] = [
    .init("station"), .init("z", .number), .init("business_date", .day), .init("paid_by"),
    .init("taken_in", .amount), .init("paid_out", .amount), .init("balance", .amount),
    .init("sales_paid", .amount),
  ]
}
