import Money
import Primitives
import TagReads

/// Finds everything that keeps parts from being a catalogue.
///
/// The one place that knows the rules: files and stores are both checked here, and an import only
/// adds where in the file the wrong value stands.
struct CatalogueCheck {
  private(set) var problems: [CatalogueProblem] = []
  private let parts: CatalogueParts
  private var groups: Set<DinerGroupCode> = []
  private var periods: Set<MealPeriodCode> = []
  private var classes: Set<PlateClassCode> = []
  private var dishes: [DishCode: Dish] = [:]
  private var tags: Set<TagID> = []

  init(_ parts: CatalogueParts) {
    self.parts = parts
    checkGroups()
    checkPeriods()
    checkClasses()
    checkDishes()
    checkPlates()
    checkBindings()
  }

  private mutating func report(
    _ subject: CatalogueSubject, _ column: String, _ message: String,
    rival: CatalogueSubject? = nil, missing: CatalogueSubject? = nil
  ) {
    problems.append(
      CatalogueProblem(subject, column: column, message, rival: rival, missing: missing))
  }

  private mutating func checkCode(
    _ code: some CatalogueCode, isNew: Bool, _ subject: CatalogueSubject, _ column: String
  ) {
    if !code.isWellFormed {
      report(
        subject, column,
        "\"\(code)\" is no code; allowed are 1 to 32 letters, digits, \"-\", \"_\" and \".\"")
    }
    if !isNew {
      report(subject, column, "\(subject) is there twice; once is allowed", rival: subject)
    }
  }

  private mutating func checkNames(_ names: LocalizedName, _ subject: CatalogueSubject) {
    if names.zh.isEmpty && names.en.isEmpty {
      report(subject, "name_zh", "both names are blank; give at least one")
    }
    for (column, name) in [("name_zh", names.zh), ("name_en", names.en)] {
      checkText(name, subject, column)
    }
  }

  private mutating func checkText(_ text: String, _ subject: CatalogueSubject, _ column: String) {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report(subject, column, "a line break or control character; allowed is one line of text")
    }
    if text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false {
      report(subject, column, "a blank before or after the text; remove it")
    }
    if text.count > 100 {
      report(subject, column, "\(text.count) characters; allowed are 100")
    }
  }

  private mutating func checkPrice(
    _ price: Amount, _ subject: CatalogueSubject, _ column: String
  ) {
    if price < .zero || price > PriceList.priceMax {
      let currency = parts.currency
      report(
        subject, column,
        "\(currency.plain(price)) is no price; allowed is 0 to \(currency.plain(PriceList.priceMax))"
      )
    }
  }

  private mutating func checkVAT(_ rate: Int, _ subject: CatalogueSubject) {
    if !(0...10_000).contains(rate) {
      report(subject, "vat_percent", "a VAT rate of \(rate) basis points; allowed is 0 to 10000")
    }
  }
}

extension CatalogueCheck {
  private mutating func checkGroups() {
    for group in parts.dinerGroups {
      let subject = CatalogueSubject.dinerGroup(group.code)
      checkCode(group.code, isNew: groups.insert(group.code).inserted, subject, "group")
      checkNames(group.names, subject)
    }
  }

  private mutating func checkPeriods() {
    for (index, period) in parts.mealPeriods.enumerated() {
      let subject = CatalogueSubject.mealPeriod(period.code)
      let isNew = periods.insert(period.code).inserted
      checkCode(period.code, isNew: isNew, subject, "meal")
      checkNames(period.names, subject)
      if !(0..<1440).contains(period.fromMinute) {
        report(subject, "from", "minute \(period.fromMinute); allowed is 00:00 to 23:59")
      } else if !(1...1440).contains(period.toMinute) {
        report(subject, "to", "minute \(period.toMinute); allowed is 00:01 to 24:00")
      } else if period.fromMinute == period.toMinute {
        report(subject, "to", "the period ends when it begins; give it another end")
      } else if isNew, let rival = firstOverlap(with: period, before: index) {
        report(
          subject, "from", "lies over meal \(rival.code); let one end before the other begins",
          rival: .mealPeriod(rival.code))
      }
    }
  }

  private func firstOverlap(with period: MealPeriod, before index: Int) -> MealPeriod? {
    parts.mealPeriods[..<index].first { hasSpan($0) && $0.overlaps(period) }
  }

  private func hasSpan(_ period: MealPeriod) -> Bool {
    (0..<1440).contains(period.fromMinute) && (1...1440).contains(period.toMinute)
      && period.fromMinute != period.toMinute
  }

  private mutating func checkClasses() {
    for plateClass in parts.plateClasses {
      let subject = CatalogueSubject.plateClass(plateClass.code)
      checkCode(plateClass.code, isNew: classes.insert(plateClass.code).inserted, subject, "class")
      checkNames(plateClass.names, subject)
      checkVAT(plateClass.vatRateBasisPoints, subject)
      if let price = plateClass.fixedPrice { checkPrice(price, subject, "price") }
    }
  }

  private mutating func checkDishes() {
    for dish in parts.dishes {
      let subject = CatalogueSubject.dish(dish.code)
      let isNew = dishes.updateValue(dish, forKey: dish.code) == nil
      checkCode(dish.code, isNew: isNew, subject, "dish")
      checkNames(dish.names, subject)
      checkPrices(of: dish)
      checkVAT(dish.vatRateBasisPoints, subject)
      if let energy = dish.energyKilojoules, !(0...Dish.energyKilojoulesMax).contains(energy) {
        report(subject, "energy_kj", "\(energy) kJ; allowed is 0 to \(Dish.energyKilojoulesMax)")
      }
      checkAllergens(of: dish)
      checkMeals(of: dish)
    }
  }

  private mutating func checkPrices(of dish: Dish) {
    let subject = CatalogueSubject.dish(dish.code)
    checkPrice(dish.prices.standard, subject, "price")
    for (group, price) in dish.prices.byGroup.sorted(by: { $0.key < $1.key }) {
      checkPrice(price, subject, "price_\(group)")
      if !groups.contains(group) {
        let known = Known("group", groups.map(\.rawValue))
        report(
          subject, "price_\(group)", known.refusal(of: group.rawValue), missing: .dinerGroup(group))
      }
    }
  }

  private mutating func checkAllergens(of dish: Dish) {
    let subject = CatalogueSubject.dish(dish.code)
    for (index, allergen) in dish.allergens.enumerated() {
      checkText(allergen, subject, "allergens")
      if allergen.isEmpty || allergen.contains(";") {
        report(
          subject, "allergens", "\"\(allergen)\" is no allergen; allowed is text without \";\"")
      }
      if dish.allergens[..<index].contains(allergen) {
        report(subject, "allergens", "\"\(allergen)\" is there twice; once is allowed")
      }
    }
  }

  private mutating func checkMeals(of dish: Dish) {
    let subject = CatalogueSubject.dish(dish.code)
    for (index, meal) in dish.mealPeriods.enumerated() {
      if dish.mealPeriods[..<index].contains(meal) {
        report(subject, "meals", "\(meal) is there twice; once is allowed")
      } else if !periods.contains(meal) {
        report(subject, "meals", refusal(of: meal), missing: .mealPeriod(meal))
      }
    }
  }

  private mutating func checkPlates() {
    tags.reserveCapacity(parts.plates.count)
    for plate in parts.plates {
      if !tags.insert(plate.tag).inserted {
        let subject = CatalogueSubject.plate(plate.tag)
        report(subject, "tag", "\(subject) is there twice; once is allowed", rival: subject)
      }
      if !classes.contains(plate.plateClass) {
        report(
          .plate(plate.tag), "class", refusal(of: plate.plateClass),
          missing: .plateClass(plate.plateClass))
      }
    }
  }

  private func refusal(of meal: MealPeriodCode) -> String {
    Known("meal", periods.map(\.rawValue)).refusal(of: meal.rawValue)
  }

  private func refusal(of plateClass: PlateClassCode) -> String {
    Known("class", classes.map(\.rawValue)).refusal(of: plateClass.rawValue)
  }
}

extension CatalogueCheck {
  /// Two bindings with the same key would leave it to chance which dish is billed.
  private struct BindingKey: Hashable {
    var target: BindingTarget
    var mealPeriod: MealPeriodCode?
    var boundAtMilliseconds: Int64?
  }

  private mutating func checkBindings() {
    var first: [BindingKey: Binding] = [:]
    first.reserveCapacity(parts.bindings.count)
    for binding in parts.bindings {
      checkTarget(of: binding)
      checkDish(of: binding)
      let key = BindingKey(
        target: binding.target, mealPeriod: binding.mealPeriod,
        boundAtMilliseconds: binding.boundAt?.milliseconds)
      guard let rival = first[key] else {
        first[key] = binding
        continue
      }
      let meal = binding.mealPeriod.map { "meal \($0)" } ?? "every meal"
      report(
        .binding(binding), "dish",
        "\(carrier(of: binding)) already carries dish \(rival.dish) for \(meal); bind it once",
        rival: .binding(rival))
    }
  }

  private func carrier(of binding: Binding) -> CatalogueSubject {
    switch binding.target {
    case .plate(let tag): .plate(tag)
    case .plateClass(let code): .plateClass(code)
    }
  }

  private mutating func checkTarget(of binding: Binding) {
    switch binding.target {
    case .plate(let tag):
      if !tags.contains(tag) {
        report(
          .binding(binding), "tag", "unknown plate \(tag); import or enrol it first",
          missing: .plate(tag))
      }
    case .plateClass(let code):
      if !classes.contains(code) {
        report(.binding(binding), "class", refusal(of: code), missing: .plateClass(code))
      }
    }
  }

  private mutating func checkDish(of binding: Binding) {
    if let meal = binding.mealPeriod, !periods.contains(meal) {
      report(.binding(binding), "meal", refusal(of: meal), missing: .mealPeriod(meal))
      return
    }
    guard let dish = dishes[binding.dish] else {
      let known = Known("dish", dishes.keys.map(\.rawValue))
      report(
        .binding(binding), "dish", known.refusal(of: binding.dish.rawValue),
        missing: .dish(binding.dish))
      return
    }
    if let meal = binding.mealPeriod, !dish.isOffered(in: meal) {
      let offered = dish.mealPeriods.map(\.rawValue).joined(separator: ", ")
      report(
        .binding(binding), "meal",
        "dish \(dish.code) is not offered for \(meal), only for \(offered)")
    }
  }
}
