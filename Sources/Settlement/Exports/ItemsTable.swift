public import Ledger
import Money
public import Primitives

/// A row for each thing sold or given back.
public struct ItemsTable<Table: ExportTable>: SettlementVisitor {
  private var table: Table
  private let filter: ItemFilter
  private let utcOffset: (WallTime, String) -> Int
  private var close: DayClose?
  /// How many rows there have been.
  public private(set) var count = 0

  /// - Parameters:
  ///   - table: where the rows go; it has ``ItemColumns/all``.
  ///   - filter: which items.
  ///   - utcOffset: seconds that the clocks of a time zone are ahead of UTC at a moment.
  public init(
    _ table: Table, _ filter: ItemFilter = ItemFilter(),
    utcOffset: @escaping (WallTime, String) -> Int
  ) {
    self.table = table
    self.filter = filter
    self.utcOffset = utcOffset
  }

  public mutating func begin(_ sealed: SealedClose) { close = sealed.close }

  public mutating func visit(_ transfer: Transfer) throws {
    guard let close, !transfer.particulars.lines.isEmpty, filter.allows(transfer) else { return }
    let head = head(of: transfer, in: close)
    let sign: Int64 = transfer.kind.sells ? 1 : -1
    for line in transfer.particulars.lines where filter.allows(line) {
      let (gross, vat) = (sign * line.amount.minorUnits, sign * line.vat.minorUnits)
      try table.append(
        head + [
          text(line.plate), text(line.plateClass), text(line.dish), text(line.name),
          .number(sign), .amount(gross), .rate(line.vatBasisPoints), .amount(vat),
          .amount(gross - vat),
        ])
      count += 1
    }
  }

  private func head(of transfer: Transfer, in close: DayClose) -> [ExportCell] {
    let particulars = transfer.particulars
    let offset = utcOffset(transfer.at, close.timeZone)
    return [
      .text(close.station.text), .number(Int64(close.number)), .day(close.businessDay),
      .text(transfer.receipt.description), text(transfer.refersTo?.description),
      .text(transfer.kind.rawValue), .text(transfer.at.stamp(utcOffsetSeconds: offset)),
      .day(transfer.businessDay), particulars.lane.map { .number(Int64($0)) } ?? .blank,
      text(particulars.mealPeriod), text(particulars.group), text(transfer.account?.text),
    ]
  }

  private func text(_ text: String?) -> ExportCell {
    guard let text, !text.isEmpty else { return .blank }
    return .text(text)
  }
}

/// Which items are exported.
public struct ItemFilter: Hashable, Sendable {
  /// Those of this lane only.
  public var lane: Int?
  /// Those of this dish only.
  public var dish: String?

  /// Lets through what is of this lane and this dish; without one, of every one.
  public init(lane: Int? = nil, dish: String? = nil) {
    self.lane = lane
    self.dish = dish
  }

  func allows(_ transfer: Transfer) -> Bool {
    lane == nil || transfer.particulars.lane == lane
  }

  func allows(_ line: SaleLine) -> Bool {
    dish == nil || line.dish == dish
  }
}

/// The columns of the items.
public enum ItemColumns {
  /// All of them, in their order for ever: new ones come last.
  public static let all: [ExportColumn] = [
    .init("station"), .init("z", .number), .init("business_date", .day), .init("receipt"),
    .init("refers_to"), .init("kind"), .init("at"), .init("receipt_date", .day),
    .init("lane", .number), .init("meal_period"), .init("diner_group"), .init("account"),
    .init("plate"), .init("plate_class"), .init("dish"), .init("name"),
    .init("quantity", .number), .init("gross", .amount), .init("vat_rate", .rate),
    .init("vat", .amount), .init("net", .amount),
  ]
}
