public import Money
public import Primitives

/// One plate of a sale, with the words and the price it was sold at.
public struct SaleLine: Hashable, Sendable {
  /// The plate's tag in its written form; empty for a line without a plate.
  public var plate: String
  /// The dish's code, if the plate had a dish rather than a class price.
  public var dish: String?
  /// The name shown to the diner.
  public var name: String
  /// The price, VAT included; never negative.
  public var amount: Amount
  /// The VAT rate in hundredths of a percent: 1300 is 13 %.
  public var vatBasisPoints: Int

  /// Makes a line.
  public init(plate: String, dish: String?, name: String, amount: Amount, vatBasisPoints: Int) {
    self.plate = plate
    self.dish = dish
    self.name = name
    self.amount = amount
    self.vatBasisPoints = vatBasisPoints
  }
}

/// What a lane asks to be debited at a tap.
public struct SaleOrder: Hashable, Sendable {
  /// The account that pays.
  public var account: AccountNumber
  /// The card that opened the account, in its written form; checked again at the debit, because
  /// it may have been reported lost since. Nothing for a sale keyed by staff.
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
