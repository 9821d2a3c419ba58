/// What an operator must be allowed to do before they may ask for an act that moves money.
///
/// The raw value is the word by which roles grant it. A sale at a lane needs none: the diner's card
/// asks for it.
public enum ActRight: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Key a sale without a tray.
  case ringUp = "ring-up"
  /// Take money in for an account, and sell tickets.
  case topUp = "top-up"
  /// Pay money out of an account.
  case payOut = "pay-out"
  /// Grant subsidy or tickets, one account or a group.
  case grant
  /// Charge something afterwards.
  case charge
  /// Give a sale of the same day back, whole or in part.
  case refundSale = "refund-sale"
  /// Reverse a transfer or a batch.
  case reverse
  /// Correct a purse.
  case correct
  /// Take back what was granted and not used in its time.
  case expire

  public static func < (left: ActRight, right: ActRight) -> Bool { left.rawValue < right.rawValue }
}

extension Intent.Body {
  /// The right that whoever asks for this must have; nothing for a diner's own sale.
  public var right: ActRight? {
    switch self {
    case .sale: nil
    case .keyedSale: .ringUp
    case .topUp, .buyTickets: .topUp
    case .refund: .payOut
    case .grant, .grantTickets: .grant
    case .charge: .charge
    case .saleRefund: .refundSale
    case .reversal: .reverse
    case .correction: .correct
    case .expiry: .expire
    }
  }
}
