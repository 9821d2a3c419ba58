public import Ledger

/// Whoever is shown settled records, Z by Z.
///
/// What it throws ends the tour and reaches whoever asked for it.
public protocol SettlementVisitor {
  /// Comes before the records of a Z, with the whole Z.
  mutating func begin(_ sealed: SealedClose) throws
  /// Comes once for each record of the Z, in the order of the journal.
  mutating func visit(_ transfer: Transfer) throws
  /// Comes after the records of a Z.
  mutating func end(_ sealed: SealedClose) throws
}

extension SettlementVisitor {
  /// Does nothing, as visitors do that look at records only.
  public mutating func begin(_ sealed: SealedClose) throws {}
  /// Does nothing, as visitors do that look at figures only.
  public mutating func visit(_ transfer: Transfer) throws {}
  /// Does nothing, as visitors do that have said all at the beginning.
  public mutating func end(_ sealed: SealedClose) throws {}
}
