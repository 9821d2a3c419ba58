public import Ledger
import Money
import Primitives

/// Adds up what each account was charged, month by month, for the payroll to deduct.
///
/// The month is that of the receipt's own business day. What is charged is what sales and later
/// charges took from the cash wallet, less what refunds and reversals of them brought back;
/// subsidy and tickets that paid the rest stand beside it. Memory grows with the accounts.
public struct Payroll: SettlementVisitor {
  private struct Key: Hashable {
    var month: String
    var account: AccountNumber
  }

  private struct Sum {
    var receipts: Int64 = 0
    var charged: [WalletKind: Int64] = [:]
  }

  private var sums: [Key: Sum] = [:]

  /// Begins with nothing.
  public init() {}

  public mutating func visit(_ transfer: Transfer) {
    guard let account = transfer.account, !transfer.particulars.lines.isEmpty else { return }
    let key = Key(
      month: String(transfer.businessDay.description.dropLast(3)), account: account)
    var sum = sums[key] ?? Sum()
    sum.receipts += 1
    for change in transfer.purseChanges {
      sum.charged[change.purse.wallet, default: 0] &-= change.amount.minorUnits
    }
    sums[key] = sum
  }

  /// Writes a row for each month and account, in this order.
  public func write(to table: inout some ExportTable, station: StationName) throws {
    let keys = sums.keys.sorted { ($0.month, $0.account) < ($1.month, $1.account) }
    for key in keys {
      guard let sum = sums[key] else { continue }
      let charged = WalletKind.allCases.map { sum.charged[$0, default: 0] }
      try table.append(
        [.text(station.text), .text(key.month), .text(key.account.text), .number(sum.receipts)]
          + charged.map { .amount($0) } + [.amount(charged.reduce(0, &+))])
    }
  }

  /// The columns, in their order for ever.
  public static let columns: [ExportColumn] = [
    .init("station"), .init("month"), .init("account"), .init("receipts", .number),
    .init("cash_charged", .amount), .init("subsidy_used", .amount),
    .init("tickets_used", .amount), .init("total", .amount),
  ]
}
