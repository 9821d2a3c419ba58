/// How money came into or left the canteen's hands.
public enum Tender: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Notes and coins of the drawer.
  case cash
  /// A transfer to the canteen's bank account, its reference in the note.
  case bank
  /// A paper ticket handed in at a keyed sale; it pays no wallet.
  case ticket
  /// Any other way, named in the note.
  case other

  /// True if wallets can be paid into and out of this way.
  public var isMoney: Bool { self != .ticket }

  public static func < (left: Tender, right: Tender) -> Bool { left.rawValue < right.rawValue }
}
