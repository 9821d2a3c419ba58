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
    /// A sale keyed by staff.
    case keyedSale(KeyedSale)
    /// Something charged afterwards, with the reason as its line.
    case charge(Charge)
    /// Lines of a sale or charge of the same business day given back: places from 1 on, each once.
    case saleRefund(of: ReceiptNumber, lines: [Int], reason: String)
    /// Money paid in to the cash wallet; the note names a bank reference or a slip.
    case topUp(account: AccountNumber, amount: Amount, tender: Tender, note: String)
    /// Money granted to the subsidy wallet, to be used up to and including the day.
    case grant(account: AccountNumber, amount: Amount, expires: CalendarDay?)
    /// Tickets granted, to be used up to and including the day.
    case grantTickets(account: AccountNumber, Ticket, count: Int, expires: CalendarDay?)
    /// Tickets bought, over the counter or, without a tender, from the account's cash; they last.
    case buyTickets(account: AccountNumber, Ticket, count: Int, tender: Tender?, note: String)
    /// What is left in a purse whose last day has passed.
    case expiry(account: AccountNumber, purse: Purse)
    /// Money paid out of the cash wallet.
    case refund(account: AccountNumber, amount: Amount, tender: Tender, note: String)
    /// The exact opposite of an earlier transfer; at most one for each.
    case reversal(of: ReceiptNumber, reason: String)
    /// Money added to (or, negative, taken from) a purse to put an earlier transfer right.
    case correction(
      of: ReceiptNumber, account: AccountNumber, wallet: Purse, amount: Amount, reason: String)
  }

  /// The intent's own id.
  public var id: IntentID
  /// The civil time it was asked for.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// Who asked: `lane 1`, or the name of an operator.
  public var by: String
  /// The batch it is one of; an intent of a batch has an id that follows from the batch's.
  public var batch: UniqueID?
  /// What is asked for.
  public var body: Body

  /// Makes an intent.
  public init(
    id: IntentID, at: WallTime, businessDay: CalendarDay, by: String = "",
    batch: UniqueID? = nil, body: Body
  ) {
    self.id = id
    self.at = at
    self.businessDay = businessDay
    self.by = by
    self.batch = batch
    self.body = body
  }
}

/// Something charged to an account afterwards: a plate that was overlooked, a broken bowl.
public struct Charge: Hashable, Sendable {
  /// The account that pays.
  public var account: AccountNumber
  /// The price, VAT included, more than zero.
  public var amount: Amount
  /// The VAT rate in hundredths of a percent.
  public var vatBasisPoints: Int
  /// The code of the meal period it belongs to, if any.
  public var mealPeriod: String?
  /// What for, as the account's history says it; not empty.
  public var reason: String

  /// Describes a charge.
  public init(
    account: AccountNumber, amount: Amount, vatBasisPoints: Int = 0, mealPeriod: String? = nil,
    reason: String
  ) {
    self.account = account
    self.amount = amount
    self.vatBasisPoints = vatBasisPoints
    self.mealPeriod = mealPeriod
    self.reason = reason
  }
}
