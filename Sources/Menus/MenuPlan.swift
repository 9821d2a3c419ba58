import Primitives

/// The menu by day, in a form that is quick to ask: which lines hold on a day in a meal period.
///
/// 1. Lines for that date hold. Where there is none, the lines that come round on it hold.
/// 2. Lines for every day hold besides.
/// 3. A day and meal without a line under 1 has no plan: nothing is said about what is offered.
struct MenuPlan: Equatable, Sendable {
  private var always: [MenuEntry] = []
  private var byDate: [CalendarDay: [MenuEntry]] = [:]
  /// By day of the week, 0 to 6 counted from a Thursday as 1970-01-01 was.
  private var comingRound = [[MenuEntry]](repeating: [], count: 7)
  private var dayPrices: [CalendarDay: [DayPrice]]
  private(set) var soldOut: Set<SoldOut>

  init(_ parts: CatalogueParts) {
    dayPrices = Dictionary(grouping: parts.dayPrices.sorted(), by: \.day)
    soldOut = Set(parts.soldOut)
    for entry in parts.menu.sorted() {
      switch entry.day {
      case .every: always.append(entry)
      case .date(let day): byDate[day, default: []].append(entry)
      case .repeating(let first, _): comingRound[Self.weekday(first)].append(entry)
      }
    }
  }

  private static func weekday(_ day: CalendarDay) -> Int {
    let rest = day.daysSince1970 % 7
    return rest < 0 ? rest + 7 : rest
  }

  var entries: [MenuEntry] {
    (always + byDate.values.joined() + comingRound.joined()).sorted()
  }

  var allDayPrices: [DayPrice] { dayPrices.values.joined().sorted() }

  /// The lines that hold, those for every day last; nothing without a plan.
  func plan(on day: CalendarDay, _ period: MealPeriodCode?) -> [MenuEntry]? {
    func isMeant(_ entry: MenuEntry) -> Bool {
      entry.mealPeriod == nil || entry.mealPeriod == period
    }
    var planned = (byDate[day] ?? []).filter(isMeant)
    if planned.isEmpty {
      planned = comingRound[Self.weekday(day)].filter { $0.day.holds(on: day) && isMeant($0) }
    }
    return planned.isEmpty ? nil : planned + always.filter(isMeant)
  }

  /// The lines that say something of prices and classes, with a plan or without.
  func lines(on day: CalendarDay, _ period: MealPeriodCode?) -> [MenuEntry] {
    plan(on: day, period)
      ?? always.filter { $0.mealPeriod == nil || $0.mealPeriod == period }
  }

  /// The price list in place of the dish's own, if there is one: the staff's for the day before
  /// the menu's, one for the meal before one for the day, the later line before the earlier.
  func prices(of dish: DishCode, on day: CalendarDay, _ period: MealPeriodCode?) -> PriceList? {
    let given = (dayPrices[day] ?? []).filter { $0.dish == dish }
    if let price = given.first(where: { $0.mealPeriod != nil && $0.mealPeriod == period })
      ?? given.first(where: { $0.mealPeriod == nil })
    {
      return price.prices
    }
    let lines = lines(on: day, period).filter { $0.dish == dish && $0.prices != nil }
    return
      (lines.last { $0.mealPeriod != nil && $0.day != .every }
      ?? lines.last { $0.day != .every } ?? lines.last { $0.mealPeriod != nil } ?? lines.last)?
      .prices
  }

  /// The dish that the menu puts on plates of a class then, by the same order.
  func dish(onClass code: PlateClassCode, on day: CalendarDay, _ period: MealPeriodCode?)
    -> DishCode?
  {
    let lines = lines(on: day, period).filter { $0.plateClasses.contains(code) }
    return
      (lines.last { $0.mealPeriod != nil && $0.day != .every }
      ?? lines.last { $0.day != .every } ?? lines.last { $0.mealPeriod != nil } ?? lines.last)?
      .dish
  }
}
