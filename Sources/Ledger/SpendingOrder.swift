import Money

/// Which wallet a sale empties first.
public enum SpendingOrder: String, Hashable, Sendable, CaseIterable {
  /// Subsidy as far as it goes, then cash.
  case subsidyFirst = "subsidy-first"
  /// Cash as far as it goes, then subsidy, then the credit that the floor allows.
  case cashFirst = "cash-first"

  /// How a total is split over the wallets of an account that can pay it.
  func split(_ total: Int64, cash: Int64, subsidy: Int64) -> (fromCash: Int64, fromSubsidy: Int64) {
    switch self {
    case .subsidyFirst:
      let fromSubsidy = min(subsidy, total)
      return (total - fromSubsidy, fromSubsidy)
    case .cashFirst:
      let ownCash = min(max(cash, 0), total)
      let fromSubsidy = min(subsidy, total - ownCash)
      return (total - fromSubsidy, fromSubsidy)
    }
  }
}
