import Menus
import Money
import Primitives
import TagReads

/// Draws valid catalogues of every shape, without bindings made at the window.
enum RandomParts {
  static func draw(using random: inout SeededGenerator) -> CatalogueParts {
    let currencies = [Currency.cny, .jpy, .eur] + [Currency.named("KWD")].compactMap { $0 }
    var parts = CatalogueParts(currency: currencies[random.integer(0...(currencies.count - 1))])
    parts.dinerGroups = codes("g", upTo: 4, &random).map {
      DinerGroup(
        code: .init($0), names: names(&random),
        role: random.chance(0.5) ? pick(DinerRole.allCases, &random) : nil)
    }
    parts.mealPeriods = mealPeriods(&random)
    parts.plateClasses = codes("类", upTo: 5, &random).map {
      PlateClass(
        code: .init($0), names: names(&random),
        fixedPrice: random.chance(0.5) ? price(&random) : nil,
        vatRateBasisPoints: random.integer(0...10_000))
    }
    parts.dishes = codes("D-", upTo: 12, &random).map { dish($0, in: parts, &random) }
    if !parts.plateClasses.isEmpty {
      parts.plates = Set((0..<random.integer(0...30)).map { _ in random.integer(0...99) }).sorted()
        .map { Plate(tag: anyTag($0), plateClass: pick(parts.plateClasses, &random).code) }
    }
    bind(&parts, &random)
    parts.menu = menu(parts, &random)
    return parts
  }

  private static func pick<Item>(_ items: [Item], _ random: inout SeededGenerator) -> Item {
    items[random.integer(0...(items.count - 1))]
  }

  private static func codes(
    _ prefix: String, upTo count: Int, _ random: inout SeededGenerator
  ) -> [String] {
    (0..<random.integer(0...count)).map { "\(prefix)\($0)" }
  }

  private static func anyTag(_ number: Int) -> TagID {
    let epc = TagID(.epc, [0x30, 0x39, UInt8(number)])
    return number % 7 == 0 ? epc ?? tag(number) : tag(number)
  }

  private static func price(_ random: inout SeededGenerator) -> Amount {
    Amount(minorUnits: Int64(random.integer(0...(random.chance(0.1) ? 1_000_000_000_000 : 9_999))))
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let alphabet = Array("ab c,\"米饭é🍚@;'-=.")
    let inner = (0..<random.integer(0...10)).map { _ in pick(alphabet, &random) }
    return "x" + String(inner) + "y"
  }

  private static func names(_ random: inout SeededGenerator) -> LocalizedName {
    let isChinese = random.chance(0.7)
    return LocalizedName(
      zh: isChinese ? text(&random) : "",
      en: !isChinese || random.chance(0.7) ? text(&random) : "",
      others: random.chance(0.2) ? ["ja": text(&random)] : [:])
  }

  private static func mealPeriods(_ random: inout SeededGenerator) -> [MealPeriod] {
    let count = random.integer(0...4)
    let cuts = Set((0..<2 * count).map { _ in random.integer(0...1439) }).sorted()
    var periods = stride(from: 0, to: cuts.count - 1, by: 2).map { index in
      MealPeriod(
        code: .init("m\(index)"), names: names(&random), fromMinute: cuts[index],
        toMinute: cuts[index + 1])
    }
    // Sometimes the last one reaches over midnight, or to it.
    if let first = periods.first, random.chance(0.5) {
      periods[periods.count - 1].toMinute =
        periods.count == 1 || first.fromMinute == 0 ? 1440 : first.fromMinute
    }
    return periods
  }

  private static func dish(
    _ code: String, in parts: CatalogueParts, _ random: inout SeededGenerator
  ) -> Dish {
    var prices = PriceList(standard: price(&random))
    for group in parts.dinerGroups where random.chance(0.5) {
      prices.byGroup[group.code] = price(&random)
    }
    var nutrients = Nutrients()
    if random.chance(0.5) { nutrients.protein = random.integer(0...Nutrients.milligramsMax) }
    if random.chance(0.5) { nutrients.salt = random.integer(0...20) * 100 }
    return Dish(
      code: .init(code), names: names(&random), prices: prices,
      vatRateBasisPoints: random.integer(0...10_000),
      energyKilojoules: random.chance(0.5) ? random.integer(0...100_000) : nil,
      nutrients: nutrients, allergens: Allergen.allCases.filter { _ in random.chance(0.2) },
      marks: DietaryMark.allCases.filter { _ in random.chance(0.1) },
      photo: random.chance(0.3) ? "a b/\(random.integer(1...9)).jpg" : nil,
      mealPeriods: parts.mealPeriods.filter { _ in random.chance(0.4) }.map(\.code))
  }

  private static func menu(
    _ parts: CatalogueParts, _ random: inout SeededGenerator
  ) -> [MenuEntry] {
    var classesLeft = parts.plateClasses.map(\.code)
    return parts.dishes.filter { _ in random.chance(0.6) }.map { dish in
      let day = CalendarDay(daysSince1970: random.integer(0...40_000))
      let days = [
        MenuDay.every, .date(day), .repeating(from: day, weeks: random.integer(1...52)),
      ]
      let meals = parts.mealPeriods.map(\.code).filter { dish.isOffered(in: $0) }
      let ownPrice = random.chance(0.4)
      var prices = PriceList(standard: price(&random))
      for group in parts.dinerGroups where random.chance(0.5) {
        prices.byGroup[group.code] = price(&random)
      }
      return MenuEntry(
        pick(days, &random),
        mealPeriod: meals.isEmpty || random.chance(0.3) ? nil : pick(meals, &random),
        dish: dish.code,
        plateClasses: random.chance(0.4) ? classesLeft.popLast().map { [$0] } ?? [] : [],
        prices: ownPrice ? prices : nil)
    }
  }

  private static func bind(_ parts: inout CatalogueParts, _ random: inout SeededGenerator) {
    let targets =
      parts.plateClasses.map { BindingTarget.plateClass($0.code) }
      + parts.plates.map { .plate($0.tag) }
    for target in targets {
      for meal in [nil] + parts.mealPeriods.map({ Optional($0.code) }) where random.chance(0.4) {
        let offered = parts.dishes.filter { dish in meal.map { dish.isOffered(in: $0) } ?? true }
        guard !offered.isEmpty else { continue }
        parts.bindings.append(
          Binding(target, to: pick(offered, &random).code, mealPeriod: meal))
      }
    }
  }
}
