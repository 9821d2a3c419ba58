public import Ledger
import Money
public import Primitives

/// A row for each Z: what it is, and every sum that is not a breakdown.
public struct SummaryTable<Table: ExportTable>: SettlementVisitor {
  private var table: Table
  private let utcOffset: (WallTime, String) -> Int

  /// - Parameters:
  ///   - table: where the rows go; it has ``SummaryColumns/all``.
  ///   - utcOffset: seconds that the clocks of a time zone are ahead of UTC at a moment.
  public init(_ table: Table, utcOffset: @escaping (WallTime, String) -> Int) {
    self.table = table
    self.utcOffset = utcOffset
  }

  public mutating func begin(_ sealed: SealedClose) throws {
    let close = sealed.close
    let offset = utcOffset(close.at, close.timeZone)
    try table.append(
      SummaryColumns.identity(sealed, sealedAt: close.at.stamp(utcOffsetSeconds: offset))
        + SummaryColumns.figures.map { column, value in
          let figure = value(close.figures)
          return column.content == .amount ? .amount(figure) : .number(figure)
        }
        + SummaryColumns.drawer(close))
  }
}

/// The columns of the summary, in their order for ever: new ones come last.
public enum SummaryColumns {
  /// All of them.
  public static var all: [ExportColumn] {
    identityColumns + figures.map(\.0) + drawerColumns
  }

  private static let identityColumns: [ExportColumn] = [
    .init("station"), .init("z", .number), .init("business_date", .day), .init("time_zone"),
    .init("day_start"), .init("sealed_at"), .init("sealed_by"), .init("software"),
    .init("first_receipt"), .init("last_receipt"), .init("transfers", .number), .init("currency"),
    .init("seal_code"), .init("seal"), .init("journal_hash"),
  ]

  static func identity(_ sealed: SealedClose, sealedAt: String) -> [ExportCell] {
    let close = sealed.close
    let receipt = { (serial: Int) -> ExportCell in
      guard close.recordCount > 0 else { return .blank }
      return .text(ReceiptNumber(station: close.station, serial: serial).description)
    }
    return [
      .text(close.station.text), .number(Int64(close.number)), .day(close.businessDay),
      .text(close.timeZone), .text(close.dayStart), .text(sealedAt), .text(close.by),
      .text(close.software), receipt(close.first), receipt(close.last),
      .number(Int64(close.recordCount)), .text(close.currencyCode), .text(sealed.seal.shortCode),
      .text(sealed.seal.description), .text(close.journalHash.description),
    ]
  }

  typealias Figure = (ExportColumn, @Sendable (Figures) -> Int64)

  static let figures: [Figure] =
    sales + counts + wallets + tenders + books + perpetual

  private static func figure(_ column: String, _ name: String, isCount: Bool = false) -> Figure {
    (ExportColumn(column, isCount ? .number : .amount), { $0[name] })
  }

  private static let sales: [Figure] = [
    figure("sold", FigureName.sold), figure("refunded", FigureName.refunded),
    figure("reversed", FigureName.reversed), figure("net_sales", FigureName.net),
    figure("vat", FigureName.vat), figure("lines", FigureName.lines, isCount: true),
  ]

  private static let counts: [Figure] = TransferKind.allCases.map {
    figure(snake($0.rawValue) + "_count", FigureName.count($0), isCount: true)
  }

  private static let wallets: [Figure] =
    WalletKind.allCases.map { figure($0.code + "_opening", FigureName.opening($0)) }
    + TransferKind.allCases.map {
      figure("wallets_by_" + snake($0.rawValue), FigureName.change($0))
    }
    + WalletKind.allCases.map { figure($0.code + "_closing", FigureName.closing($0)) }

  private static let tenders: [Figure] = Tender.allCases.flatMap {
    [
      figure($0.rawValue + "_taken_in", FigureName.takenIn($0)),
      figure($0.rawValue + "_paid_out", FigureName.paidOut($0)),
    ]
  }

  private static let books: [Figure] = [
    Book.grants, .expiries, .ticketRests, .corrections,
  ].map { figure("book_" + snake($0.code), FigureName.gain($0)) }

  private static let perpetual: [Figure] = FigureName.perpetual.map { name in
    let word = name.split(separator: ":").last.map { String($0) } ?? name
    return figure(
      "perpetual_" + word, FigureName.perpetual(name), isCount: name == FigureName.lines)
  }

  private static let drawerColumns: [ExportColumn] = [
    .init("drawer_carried", .amount), .init("drawer_expected", .amount),
    .init("drawer_counted", .amount), .init("drawer_difference", .amount),
    .init("difference_reason"),
  ]

  static func drawer(_ close: DayClose) -> [ExportCell] {
    [
      .amount(close.figures[FigureName.drawerCarried]),
      .amount(close.figures[FigureName.drawerExpected]),
      close.counted.map { .amount($0) } ?? .blank,
      close.drawerDifference.map { .amount($0) } ?? .blank,
      close.reason.isEmpty ? .blank : .text(close.reason),
    ]
  }

  private static func snake(_ word: String) -> String {
    String(word.map { $0 == "-" ? "_" : $0 })
  }
}

extension DayClose {
  /// When a business day starts, as a clock shows it: `04:00`.
  public var dayStart: String {
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    return padded(dayStartMinute / 60) + ":" + padded(dayStartMinute % 60)
  }
}
