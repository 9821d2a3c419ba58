public import Money
public import Primitives

/// The identity of an intent, minted before anything else happens and kept for every retry.
public typealias IntentID = UniqueID

/// One act that moves money, asked for once however often the asking is repeated.
///
/// The same id with the same body always gets the first answer; with another body it is refused.
/// Time, business day and operator are not part of the body: a retry may carry later ones, and the
/// first ones stand.
public struct Intent: Hashable, Sendable {
  /// What is asked for.
  public enum Body: Hashable, Sendable {
    /// A tray paid from an account.
    case sale(SaleOrder)
    /// Money paid in to the cash wallet; the note names a bank reference or a slip.
    case topUp(account: AccountNumber, amount: Amount, tender: Tender, note: String)
    /// Money granted to the subsidy wallet, to be used up to and including the day.
    case grant(account: AccountNumber, amount: Amount, expires: CalendarDay?)
    /// Money paid out of the cash wallet.
    case refund(account: AccountNumber, amount: Amount, tender: Tender, note: String)
    /// The exact opposite of an earlier transfer; at most one for each.
    case reversal(of: ReceiptNumber, reason: String)
    /// Money added to (or, negative, taken from) a wallet to put an earlier transfer right.
    case correction(
      of: ReceiptNumber, account: AccountNumber, wallet: WalletKind, amount: Amount, reason: String)
  }

  /// The intent's own id.
  public var id: IntentID
  /// The civil time it was asked for.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// Who asked: `lane 1`, or the name of an operator.
  public var by: String
  /// What is asked for.
  public var body: Body

  /// Makes an intent.
  public init(
    id: IntentID, at: WallTime, businessDay: CalendarDay, by: String = "", body: Body
  ) {
    self.id = id
    self.at = at
    self.businessDay = businessDay
    self.by = by
    self.body = body
  }
}
