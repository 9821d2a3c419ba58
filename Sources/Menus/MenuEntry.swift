public import Primitives

/// On which days a line of the menu holds.
public enum MenuDay: Hashable, Sendable, Codable {
  /// Every day: rice, tea.
  case every
  /// One business day.
  case date(CalendarDay)
  /// That business day and every so many weeks after it, for a menu that comes round.
  case repeating(from: CalendarDay, weeks: Int)

  /// The most weeks after which a menu may come round.
  public static let weeksMax = 52

  /// True if the line holds on that day.
  public func holds(on day: CalendarDay) -> Bool {
    switch self {
    case .every: true
    case .date(let date): date == day
    case .repeating(let first, let weeks):
      day >= first && (day.daysSince1970 - first.daysSince1970).isMultiple(of: 7 * weeks)
    }
  }

  /// The day named, if one is.
  public var firstDay: CalendarDay? {
    switch self {
    case .every: nil
    case .date(let day), .repeating(let day, _): day
    }
  }

  /// After how many weeks it comes round, if it does.
  public var weeks: Int? {
    guard case .repeating(_, let weeks) = self else { return nil }
    return weeks
  }
}

/// One line of the menu: on these days a dish is offered, perhaps on plates of certain classes and
/// at a price of its own.
public struct MenuEntry: Hashable, Sendable, Codable {
  /// On which days.
  public var day: MenuDay

  /// In which meal period, or nothing for every one in which the dish is offered.
  public var mealPeriod: MealPeriodCode?

  /// The dish.
  public var dish: DishCode

  /// Classes whose plates carry the dish then, sorted.
  public var plateClasses: [PlateClassCode]

  /// What it costs then, in place of the dish's whole price list.
  public var prices: PriceList?

  /// Makes a line.
  public init(
    _ day: MenuDay, mealPeriod: MealPeriodCode? = nil, dish: DishCode,
    plateClasses: [PlateClassCode] = [], prices: PriceList? = nil
  ) {
    self.day = day
    self.mealPeriod = mealPeriod
    self.dish = dish
    self.plateClasses = plateClasses.sorted()
    self.prices = prices
  }
}

extension MenuDay: Comparable {
  /// Every day first, then by date, single days before those that come round.
  public static func < (left: MenuDay, right: MenuDay) -> Bool {
    (left.firstDay?.daysSince1970 ?? .min, left.weeks ?? 0)
      < (right.firstDay?.daysSince1970 ?? .min, right.weeks ?? 0)
  }
}

extension MenuEntry: Comparable {
  /// By day, meal period and dish.
  public static func < (left: MenuEntry, right: MenuEntry) -> Bool {
    if left.day != right.day { return left.day < right.day }
    return (left.mealPeriod?.rawValue ?? "", left.dish.rawValue)
      < (right.mealPeriod?.rawValue ?? "", right.dish.rawValue)
  }
}
