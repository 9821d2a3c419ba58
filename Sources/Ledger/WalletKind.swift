/// The kinds of balance an account has.
public enum WalletKind: Int, Hashable, Comparable, Sendable, CaseIterable {
  /// Money the diner paid in; it can be paid out again.
  case cash = 1
  /// Money the employer or school granted; it can only be eaten.
  case subsidy = 2
  /// Meal tickets, at their face value.
  case ticket = 3

  /// The word for the wallet in journal records, exports and commands.
  public var code: String {
    switch self {
    case .cash: "cash"
    case .subsidy: "subsidy"
    case .ticket: "ticket"
    }
  }

  /// The wallet that has this code, if any.
  public init?(code: String) {
    guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = kind
  }

  public static func < (left: WalletKind, right: WalletKind) -> Bool {
    left.rawValue < right.rawValue
  }
}
