internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives

extension BooksClerk {
  /// What holds on a day, by the rules that price a tray.
  func menu(on date: String, meal: String?) throws -> DayMenuAnswer {
    let day = try day(date)
    let catalogue = try store.catalogue()
    let wanted = try period(meal, in: catalogue)
    let periods = catalogue.mealPeriods.filter { wanted == nil || $0.code == wanted }
      .sorted { minuteOfBusinessDay($0) < minuteOfBusinessDay($1) }
    let meals: [MealPeriod?] = catalogue.mealPeriods.isEmpty ? [nil] : periods
    let today = time.local.businessDay(startingAtMinute: configuration.dayStartMinute)
    return DayMenuAnswer(
      date: day.description, meals: meals.map { answer($0, on: day, in: catalogue) },
      note: day < today
        ? "this is the menu as it stands now: earlier menus are not kept, what was sold then "
          + "stands on the receipts" : nil)
  }

  private func minuteOfBusinessDay(_ period: MealPeriod) -> Int {
    (period.fromMinute - configuration.dayStartMinute + 1440) % 1440
  }

  private func answer(
    _ period: MealPeriod?, on day: CalendarDay, in catalogue: Catalogue
  ) -> MealAnswer {
    MealAnswer(
      meal: period?.code.rawValue, nameZh: period?.names.zh ?? "全天",
      nameEn: period?.names.en ?? "All day", from: Self.clock(period?.fromMinute ?? 0),
      to: Self.clock(period?.toMinute ?? 1440),
      isPlanned: catalogue.hasPlan(for: period?.code, on: day),
      dishes: catalogue.dishes(offeredIn: period?.code, on: day).map { dish in
        answer(dish, isSoldOut: catalogue.isSoldOut(dish.code, in: period?.code, on: day))
      },
      plateClasses: catalogue.plateClasses.map { plateClass in
        let offer = catalogue.offer(ofClass: plateClass.code, period: period, on: day)
        return answer(plateClass, offer)
      })
  }

  private func answer(_ plateClass: PlateClass, _ offer: Offer?) -> ClassOfferAnswer {
    var answer = ClassOfferAnswer(plateClass: plateClass.code.rawValue)
    switch offer {
    case .dish(let dish):
      answer.dish = dish.code.rawValue
      answer.price = plain(dish.prices.standard)
    case .classPrice(let priced): answer.price = priced.fixedPrice.map(plain)
    case .unknownTag, .plateWithoutDish, nil: break
    }
    return answer
  }
}
