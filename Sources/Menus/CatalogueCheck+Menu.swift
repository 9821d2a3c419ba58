import Primitives

extension CatalogueCheck {
  /// A second line with the same key would leave it to chance which price holds.
  private struct LineKey: Hashable {
    var day: MenuDay
    var mealPeriod: MealPeriodCode?
    var dish: DishCode
  }

  /// Two dishes on one class would leave it to chance which is billed.
  private struct ClassKey: Hashable {
    var day: MenuDay
    var mealPeriod: MealPeriodCode?
    var plateClass: PlateClassCode
  }

  mutating func checkMenu() {
    var lines: [LineKey: MenuEntry] = [:]
    var carried: [ClassKey: MenuEntry] = [:]
    for entry in parts.menu {
      let subject = CatalogueSubject.menuEntry(entry)
      checkMenuDay(of: entry)
      checkMenuDish(entry.dish, in: entry.mealPeriod, subject)
      if let prices = entry.prices { checkPrices(prices, subject) }
      let key = LineKey(day: entry.day, mealPeriod: entry.mealPeriod, dish: entry.dish)
      if let rival = lines.updateValue(entry, forKey: key) {
        report(
          subject, "dish", "dish \(entry.dish) is on the menu of that day and meal twice",
          rival: .menuEntry(rival))
      }
      for code in entry.plateClasses {
        if !classes.contains(code) {
          report(
            subject, "class", refusal("class", code, known: classes), missing: .plateClass(code))
        }
        let key = ClassKey(day: entry.day, mealPeriod: entry.mealPeriod, plateClass: code)
        guard let rival = carried.updateValue(entry, forKey: key) else { continue }
        let what = rival == entry ? "is there twice" : "already carries dish \(rival.dish) then"
        report(subject, "class", "class \(code) \(what); once is allowed", rival: .menuEntry(rival))
      }
    }
  }

  mutating func checkDayMarks() {
    var sold: Set<SoldOut> = []
    for mark in parts.soldOut {
      checkMenuDish(mark.dish, in: mark.mealPeriod, .soldOut(mark))
      if !sold.insert(mark).inserted {
        report(.soldOut(mark), "dish", "is marked twice; once is allowed")
      }
    }
    var priced: Set<SoldOut> = []
    for price in parts.dayPrices {
      checkMenuDish(price.dish, in: price.mealPeriod, .dayPrice(price))
      checkPrices(price.prices, .dayPrice(price))
      let key = SoldOut(day: price.day, dish: price.dish, mealPeriod: price.mealPeriod)
      if !priced.insert(key).inserted {
        report(.dayPrice(price), "dish", "has two prices for that day and meal; one is allowed")
      }
    }
  }

  private mutating func checkMenuDay(of entry: MenuEntry) {
    if let weeks = entry.day.weeks, !(1...MenuDay.weeksMax).contains(weeks) {
      report(
        .menuEntry(entry), "repeat_weeks",
        "comes round after \(weeks) weeks; allowed are 1 to \(MenuDay.weeksMax)")
    }
  }

  private mutating func checkMenuDish(
    _ code: DishCode, in meal: MealPeriodCode?, _ subject: CatalogueSubject
  ) {
    if let meal, !periods.contains(meal) {
      report(subject, "meal", refusal("meal", meal, known: periods), missing: .mealPeriod(meal))
      return
    }
    guard let dish = dishes[code] else {
      report(subject, "dish", refusal("dish", code, known: dishes.keys), missing: .dish(code))
      return
    }
    if let meal, !dish.isOffered(in: meal) {
      let offered = dish.mealPeriods.map(\.rawValue).joined(separator: ", ")
      report(subject, "meal", "dish \(code) is not offered for \(meal), only for \(offered)")
    }
  }
}
