public import Primitives

/// The word of the staff that there is no more of a dish on a business day.
///
/// It takes the dish off what is shown and published. It never touches a bill: who holds the last
/// plate pays for it.
public struct SoldOut: Hashable, Sendable, Codable {
  /// The business day; on the next one the dish is there again.
  public var day: CalendarDay
  /// The dish.
  public var dish: DishCode
  /// The meal period, or nothing for the rest of the day.
  public var mealPeriod: MealPeriodCode?

  /// Makes the mark.
  public init(day: CalendarDay, dish: DishCode, mealPeriod: MealPeriodCode? = nil) {
    self.day = day
    self.dish = dish
    self.mealPeriod = mealPeriod
  }
}

/// A price that the staff gave a dish for one business day; it beats the menu's and the dish's.
public struct DayPrice: Hashable, Sendable, Codable {
  /// The business day.
  public var day: CalendarDay
  /// The dish.
  public var dish: DishCode
  /// The meal period, or nothing for the whole day.
  public var mealPeriod: MealPeriodCode?
  /// What it costs then, in place of the dish's whole price list.
  public var prices: PriceList

  /// Makes a price for a day.
  public init(
    day: CalendarDay, dish: DishCode, mealPeriod: MealPeriodCode? = nil, prices: PriceList
  ) {
    self.day = day
    self.dish = dish
    self.mealPeriod = mealPeriod
    self.prices = prices
  }
}

extension SoldOut: Comparable {
  /// By day, dish and meal period.
  public static func < (left: SoldOut, right: SoldOut) -> Bool {
    (left.day, left.dish.rawValue, left.mealPeriod?.rawValue ?? "")
      < (right.day, right.dish.rawValue, right.mealPeriod?.rawValue ?? "")
  }
}

extension DayPrice: Comparable {
  /// By day, dish and meal period.
  public static func < (left: DayPrice, right: DayPrice) -> Bool {
    (left.day, left.dish.rawValue, left.mealPeriod?.rawValue ?? "")
      < (right.day, right.dish.rawValue, right.mealPeriod?.rawValue ?? "")
  }
}
