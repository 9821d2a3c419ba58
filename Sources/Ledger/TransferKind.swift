/// What a transfer is for; reports and the books' identity add up by it.
public enum TransferKind: String, Hashable, Comparable, Sendable, CaseIterable {
  /// A tray paid, or a sale keyed by staff.
  case sale
  /// Something charged afterwards: a plate that was overlooked, a broken bowl.
  case charge
  /// Lines of a sale given back.
  case saleRefund = "sale-refund"
  /// Money paid in.
  case topUp = "top-up"
  /// Subsidy or tickets granted.
  case grant
  /// Tickets bought.
  case ticketPurchase = "ticket-purchase"
  /// What was granted and not used in its time, taken back.
  case expiry
  /// Money paid out.
  case refund
  /// The exact opposite of an earlier transfer.
  case reversal
  /// A change of a purse that puts an earlier transfer right.
  case correction

  /// True if it sells something, line by line.
  public var sells: Bool { self == .sale || self == .charge }

  public static func < (left: TransferKind, right: TransferKind) -> Bool {
    left.rawValue < right.rawValue
  }
}
