import Money
import Primitives

/// Which wallet a sale empties first.
///
/// Of the subsidy what expires sooner is spent first, whatever the order.
public enum SpendingOrder: String, Hashable, Sendable, CaseIterable {
  /// Subsidy as far as it goes, then cash.
  case subsidyFirst = "subsidy-first"
  /// Cash as far as it goes, then subsidy, then the credit that the floor allows.
  case cashFirst = "cash-first"

  /// What a sale takes from the purses of an account that can pay it, on a business day.
  func payment(of total: Int64, from account: AccountState, on day: CalendarDay) -> [PurseAmount] {
    let subsidies = account.purses.usable(.subsidy, on: day)
    let subsidy = subsidies.reduce(0) { $0 + $1.amount.minorUnits }
    let fromSubsidy =
      switch self {
      case .subsidyFirst: min(subsidy, total)
      case .cashFirst: min(subsidy, total - min(max(account.cash.minorUnits, 0), total))
      }
    let fromPurses = Self.taking(fromSubsidy, from: subsidies)
    return ([PurseAmount(.cash, Amount(minorUnits: fromSubsidy - total))] + fromPurses)
      .filter { $0.amount != .zero }
  }

  /// What a refund puts back: into what was emptied last first, never more than was taken from it.
  func refund(of total: Int64, into taken: [PurseAmount]) -> [PurseAmount] {
    let cash = taken.filter { $0.purse.wallet == .cash }
    let subsidies = taken.filter { $0.purse.wallet == .subsidy }.sorted { $0.purse > $1.purse }
    let order = self == .subsidyFirst ? cash + subsidies : subsidies + cash
    return Self.taking(total, from: order).map {
      PurseAmount($0.purse, Amount(minorUnits: 0 - $0.amount.minorUnits))
    }
  }

  /// So much taken out of purses one after the other, as changes.
  private static func taking(_ total: Int64, from purses: [PurseAmount]) -> [PurseAmount] {
    var left = total
    var changes: [PurseAmount] = []
    for content in purses where left > 0 {
      let part = min(left, content.amount.minorUnits)
      if part > 0 { changes.append(PurseAmount(content.purse, Amount(minorUnits: -part))) }
      left -= max(part, 0)
    }
    return changes
  }
}
