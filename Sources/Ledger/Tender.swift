/// How money came into or left the canteen's hands at a top-up or a refund.
public enum Tender: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Notes and coins of the drawer.
  case cash
  /// A transfer to the canteen's bank account, its reference in the note.
  case bank
  /// Any other way, named in the note.
  case other

  public static func < (left: Tender, right: Tender) -> Bool { left.rawValue < right.rawValue }
}
