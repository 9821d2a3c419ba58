import GRDB
import Menus
import Money
import Primitives
import TagReads

/// The catalogue's tables as arrays of values, and back.
struct CatalogueTables {
  let db: Database

  func parts(in currency: Currency) throws -> CatalogueParts {
    CatalogueParts(
      currency: currency, dinerGroups: try dinerGroups(), mealPeriods: try mealPeriods(),
      plateClasses: try plateClasses(), dishes: try dishes(), plates: try plates(),
      bindings: try bindings(), menu: try menu(), soldOut: try soldOut(),
      dayPrices: try dayPrices())
  }

  private func dinerGroups() throws -> [DinerGroup] {
    let others = try otherNames(.dinerGroup)
    return try db.rows("SELECT * FROM diner_groups ORDER BY code").map { row in
      DinerGroup(
        code: DinerGroupCode(try row.text("code")), names: try LocalizedName(row, others),
        role: try row.optionalText("role").flatMap { DinerRole(rawValue: $0) })
    }
  }

  private func mealPeriods() throws -> [MealPeriod] {
    let others = try otherNames(.mealPeriod)
    return try db.rows("SELECT * FROM meal_periods ORDER BY code").map { row in
      MealPeriod(
        code: MealPeriodCode(try row.text("code")), names: try LocalizedName(row, others),
        fromMinute: try row.int("from_minute"), toMinute: try row.int("to_minute"))
    }
  }

  private func plateClasses() throws -> [PlateClass] {
    let others = try otherNames(.plateClass)
    return try db.rows("SELECT * FROM plate_classes ORDER BY code").map { row in
      PlateClass(
        code: PlateClassCode(try row.text("code")), names: try LocalizedName(row, others),
        fixedPrice: try row.optionalInteger("fixed_price").map { Amount(minorUnits: $0) },
        vatRateBasisPoints: try row.int("vat_basis_points"))
    }
  }

  private func dishes() throws -> [Dish] {
    let prices = try byDish(db.rows("SELECT * FROM dish_prices"))
    let periods = try byDish(db.rows("SELECT * FROM dish_meal_periods"))
    let allergens = try byDish(db.rows("SELECT * FROM dish_allergens ORDER BY dish, position"))
    let marks = try byDish(db.rows("SELECT * FROM dish_marks"))
    let others = try otherNames(.dish)
    return try db.rows("SELECT * FROM dishes ORDER BY code").map { row in
      let code = try row.text("code")
      let byGroup = try prices[code, default: []].map {
        (
          DinerGroupCode(try $0.text("diner_group")),
          Amount(minorUnits: try $0.integer("price"))
        )
      }
      return Dish(
        code: DishCode(code), names: try LocalizedName(row, others),
        prices: PriceList(
          standard: Amount(minorUnits: try row.integer("price")),
          byGroup: Dictionary(byGroup) { first, _ in first }),
        vatRateBasisPoints: try row.int("vat_basis_points"),
        energyKilojoules: try row.optionalInteger("energy_kilojoules").map { Int($0) },
        nutrients: try nutrients(row),
        allergens: try allergens[code, default: []].map {
          try $0.value("allergen") { Allergen(rawValue: $0) }
        },
        marks: try marks[code, default: []].map {
          try $0.value("mark") { DietaryMark(rawValue: $0) }
        },
        photo: try row.optionalText("photo"),
        mealPeriods: try periods[code, default: []].map {
          MealPeriodCode(try $0.text("meal_period"))
        })
    }
  }

  private func nutrients(_ row: StoredRow) throws -> Nutrients {
    func milligrams(_ name: String) throws -> Int? {
      try row.optionalInteger("\(name)_mg").map { Int($0) }
    }
    var nutrients = Nutrients()
    nutrients.protein = try milligrams("protein")
    nutrients.fat = try milligrams("fat")
    nutrients.saturates = try milligrams("saturates")
    nutrients.carbohydrate = try milligrams("carbohydrate")
    nutrients.sugars = try milligrams("sugars")
    nutrients.fibre = try milligrams("fibre")
    nutrients.salt = try milligrams("salt")
    return nutrients
  }

  private func byDish(_ rows: [StoredRow]) throws -> [String: [StoredRow]] {
    try Dictionary(grouping: rows) { try $0.text("dish") }
  }

  private func plates() throws -> [Plate] {
    try db.rows("SELECT * FROM plates ORDER BY tag").map { row in
      Plate(
        tag: try row.value("tag") { TagID($0) },
        plateClass: PlateClassCode(try row.text("plate_class")))
    }
  }

  private func bindings() throws -> [Binding] {
    try db.rows("SELECT * FROM bindings ORDER BY id").map { row in
      let target: BindingTarget =
        if let code = try row.optionalText("plate_class") {
          .plateClass(PlateClassCode(code))
        } else {
          .plate(try row.value("plate") { TagID($0) })
        }
      return Binding(
        target, to: DishCode(try row.text("dish")),
        mealPeriod: try row.optionalText("meal_period").map { MealPeriodCode($0) },
        boundAt: try row.optionalInteger("bound_at").map { WallTime(milliseconds: $0) })
    }
  }
}

extension LocalizedName {
  fileprivate init(_ row: StoredRow, _ others: [String: [String: String]]) throws {
    self.init(
      zh: try row.text("name_zh"), en: try row.text("name_en"),
      others: others[try row.text("code")] ?? [:])
  }
}
