public import Money

/// What the sales of a diner group may come to; nothing where there is no limit.
public struct GroupLimits: Hashable, Sendable {
  /// How much and how often within a meal or a day.
  public struct Span: Hashable, Sendable {
    /// The most that sales may cost together.
    public var amount: Amount?
    /// The most sales.
    public var count: Int?

    /// Makes a limit.
    public init(amount: Amount? = nil, count: Int? = nil) {
      self.amount = amount
      self.count = count
    }

    var isNone: Bool { amount == nil && count == nil }
  }

  /// What cash and usable subsidy must hold together after a sale, beyond the account's own floor.
  public var minimumBalance: Amount?
  /// The most one sale may cost.
  public var perTransaction: Amount?
  /// Within one meal period of a business day.
  public var perMeal: Span
  /// Within a business day.
  public var perDay: Span

  /// Makes limits; everything left out is unlimited.
  public init(
    minimumBalance: Amount? = nil, perTransaction: Amount? = nil, perMeal: Span = Span(),
    perDay: Span = Span()
  ) {
    self.minimumBalance = minimumBalance
    self.perTransaction = perTransaction
    self.perMeal = perMeal
    self.perDay = perDay
  }

  /// True if earlier sales of the day count.
  public var needsSpending: Bool { !perMeal.isNone || !perDay.isNone }

  /// Refuses a sale beyond a limit: first the sale by itself, then its meal, then its day; of each
  /// first how often, then how much.
  func check(_ total: Amount, after spending: Spending) throws(Refusal) {
    if let perTransaction, total > perTransaction { throw .transactionLimit }
    try Self.check(
      total, spending.meal, perMeal, count: .mealCountLimit, amount: .mealAmountLimit)
    try Self.check(total, spending.day, perDay, count: .dayCountLimit, amount: .dayAmountLimit)
  }

  private static func check(
    _ total: Amount, _ sum: Spending.Sum, _ limit: Span, count: Refusal, amount: Refusal
  ) throws(Refusal) {
    if let most = limit.count, sum.count >= most { throw count }
    guard let most = limit.amount else { return }
    let (after, overflow) = sum.amount.minorUnits.addingReportingOverflow(total.minorUnits)
    guard !overflow, after <= most.minorUnits else { throw amount }
  }
}
