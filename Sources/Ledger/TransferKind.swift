/// What a transfer is for; reports and the books' identity add up by it.
public enum TransferKind: String, Hashable, Comparable, Sendable, CaseIterable {
  /// A tray paid.
  case sale
  /// Money paid in.
  case topUp = "top-up"
  /// Subsidy granted.
  case grant
  /// Money paid out.
  case refund
  /// The exact opposite of an earlier transfer.
  case reversal
  /// A change of a wallet that puts an earlier transfer right.
  case correction

  public static func < (left: TransferKind, right: TransferKind) -> Bool {
    left.rawValue < right.rawValue
  }
}
