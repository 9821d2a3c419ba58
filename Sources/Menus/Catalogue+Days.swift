public import Primitives

/// What the menu says of a day.
extension Catalogue {
  /// The dish with the prices that hold in a meal period of a business day.
  public func priced(_ dish: Dish, in period: MealPeriodCode?, on day: CalendarDay) -> Dish {
    guard let prices = plan.prices(of: dish.code, on: day, period) else { return dish }
    var dish = dish
    dish.prices = prices
    return dish
  }

  /// True if the menu says what is offered in that meal period of the day; otherwise every dish is
  /// that is offered in the period at all.
  public func hasPlan(for period: MealPeriodCode?, on day: CalendarDay) -> Bool {
    plan.plan(on: day, period) != nil
  }

  /// The dishes offered in a meal period of a business day at that day's prices, by code; those
  /// sold out are among them.
  public func dishes(offeredIn period: MealPeriodCode?, on day: CalendarDay) -> [Dish] {
    let planned = plan.plan(on: day, period).map { Set($0.map(\.dish)) }
    return dishes.filter { $0.isOffered(in: period) && planned?.contains($0.code) ?? true }
      .map { priced($0, in: period, on: day) }
  }

  /// True if the staff said that there is no more of the dish.
  public func isSoldOut(_ dish: DishCode, in period: MealPeriodCode?, on day: CalendarDay) -> Bool {
    let marks = [nil, period].map { SoldOut(day: day, dish: dish, mealPeriod: $0) }
    return marks.contains(where: plan.soldOut.contains)
  }
}
