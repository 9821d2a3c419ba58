public import Money
public import Primitives

/// What a lane asks to be debited at a tap.
public struct SaleOrder: Hashable, Sendable {
  /// The account that pays.
  public var account: AccountNumber
  /// The card that opened the account, in its written form; checked again at the debit, because
  /// it may have been reported lost since. Nothing for a sale without a card.
  public var card: String?
  /// The lane's number.
  public var lane: Int
  /// The visit the plates belong to: no plate is sold twice in one visit.
  public var visit: UniqueID
  /// The code of the meal period, if there is one at this time.
  public var mealPeriod: String?
  /// The plates sold, at least one.
  public var lines: [SaleLine]
  /// The sum of the lines, as the diner saw it; a sale whose lines add up to anything else is
  /// refused.
  public var total: Amount

  /// Makes an order.
  public init(
    account: AccountNumber, card: String?, lane: Int, visit: UniqueID, mealPeriod: String?,
    lines: [SaleLine], total: Amount
  ) {
    self.account = account
    self.card = card
    self.lane = lane
    self.visit = visit
    self.mealPeriod = mealPeriod
    self.lines = lines
    self.total = total
  }
}
