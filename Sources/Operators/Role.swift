/// What an operator is in the canteen; it decides the rights.
public enum Role: String, Hashable, Sendable, CaseIterable {
  /// Serves dishes and looks after the trays.
  case server
  /// Keeps the counter: accounts, cards, money in.
  case cashier
  /// Runs the canteen: menu, plates, groups and floors.
  case manager
  /// Keeps the books: money out, corrections, closing.
  case finance
  /// Looks after the station: every right, and the only role that can add operators.
  case administrator

  /// What an operator of this role may do.
  public var rights: Set<Right> {
    switch self {
    case .server: [.bindPlates, .sellOut]
    case .cashier: Self.counter
    case .manager:
      Self.counter.union([
        .manageAccounts, .importAccounts, .editMenu, .managePlates, .grant, .charge, .setUp,
      ])
    case .finance:
      [
        .reportLoss, .topUp, .refundSale, .grant, .charge, .payOut, .closeAccount, .reverse,
        .correct, .expire, .settle,
      ]
    case .administrator: Set(Right.allCases)
    }
  }

  private static let counter: Set<Right> = [
    .bindPlates, .sellOut, .ringUp, .reportLoss, .serveAccounts, .topUp, .refundSale,
  ]

  /// The roles that have a right, in the order of their ranks.
  public static func having(_ right: Right) -> [Role] {
    allCases.filter { $0.rights.contains(right) }
  }
}
