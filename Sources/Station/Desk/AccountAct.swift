public import Primitives

/// What staff do with accounts and cards beside opening and showing them.
///
/// Amounts are in minor units, days are texts such as 2026-09-01.
public enum AccountAct: Codable, Sendable, Equatable {
  /// Sets the diner group.
  case group(number: String, group: String)
  /// Sets what both wallets together must not be brought below.
  case floor(number: String, floor: Int64)
  /// Sets the first and the last day on which the account may pay; nothing for no bound.
  case validity(number: String, from: String?, until: String?)
  /// Keeps the owner's name, apart from the account.
  case name(number: String, name: String)
  /// Blocks an account, or lets it pay again.
  case block(number: String, isBlocked: Bool)
  /// Sets how a card may be used: `valid`, `blocked` or `lost`.
  case cardUse(tag: String, use: String)
  /// Notes every card of an account as lost, or lets them be used again.
  case allCards(number: String, isLost: Bool)
  /// Gives an account a new card; the old one, or every one, is noted as lost.
  case replaceCard(number: String, old: String?, new: String)
  /// Closes an account for good and pays its balance out.
  case close(
    intent: UniqueID, number: String, tender: String, note: String, forfeitsTickets: Bool)
  /// Erases what is known of the person.
  case erase(number: String)
  /// Opens and changes accounts from a CSV file; with `check` nothing is changed.
  case importFile(DeskFile, check: Bool)
}

/// What an import of accounts did, or would do.
public struct AccountsImportAnswer: Codable, Sendable, Equatable {
  /// New accounts.
  public var added: Int
  /// Accounts with something else than before.
  public var changed: Int
  /// Accounts that are as the file says.
  public var unchanged: Int
  /// False if it was only checked.
  public var isApplied: Bool
}

/// An account that was closed.
public struct ClosingAnswer: Codable, Sendable, Equatable {
  /// The account.
  public var account: AccountAnswer
  /// The transfers that emptied its wallets.
  public var receipts: [ReceiptAnswer]
}
