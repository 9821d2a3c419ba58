import GRDB
import Menus
import Money
import Primitives
import TagReads

extension CatalogueTables {
  /// Makes the tables hold the new parts, touching only rows that differ: a plate bound at the
  /// window costs one row, not a hundred thousand.
  func replace(_ old: CatalogueParts, with new: CatalogueParts) throws {
    try change(old.dinerGroups, new.dinerGroups, remove: remove, add: add)
    try change(old.mealPeriods, new.mealPeriods, remove: remove, add: add)
    try change(old.plateClasses, new.plateClasses, remove: remove, add: add)
    try change(old.dishes, new.dishes, remove: remove, add: add)
    try change(old.plates, new.plates, remove: remove, add: add)
    try change(old.bindings, new.bindings, remove: remove, add: add)
    try change(old.menu, new.menu, remove: remove, add: add)
    try change(old.soldOut, new.soldOut, remove: remove, add: add)
    try change(old.dayPrices, new.dayPrices, remove: remove, add: add)
  }

  /// Removes what is only in the old array and adds what is only in the new one, each in the order
  /// of its array.
  private func change<Part: Hashable>(
    _ old: [Part], _ new: [Part], remove: (Part) throws -> Void, add: (Part) throws -> Void
  ) throws {
    let (oldSet, newSet) = (Set(old), Set(new))
    for part in old where !newSet.contains(part) { try remove(part) }
    for part in new where !oldSet.contains(part) { try add(part) }
  }

  private func remove(_ group: DinerGroup) throws {
    try removeOtherNames(.dinerGroup, group.code.rawValue)
    try db.run("DELETE FROM diner_groups WHERE code = ?", [group.code.rawValue])
  }

  private func add(_ group: DinerGroup) throws {
    try db.run(
      "INSERT INTO diner_groups (code, name_zh, name_en, role) VALUES (?, ?, ?, ?)",
      [group.code.rawValue, group.names.zh, group.names.en, group.role?.rawValue])
    try addOtherNames(.dinerGroup, group.code.rawValue, group.names)
  }

  private func remove(_ period: MealPeriod) throws {
    try removeOtherNames(.mealPeriod, period.code.rawValue)
    try db.run("DELETE FROM meal_periods WHERE code = ?", [period.code.rawValue])
  }

  private func add(_ period: MealPeriod) throws {
    try db.run(
      """
      INSERT INTO meal_periods (code, name_zh, name_en, from_minute, to_minute)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        period.code.rawValue, period.names.zh, period.names.en, period.fromMinute,
        period.toMinute,
      ])
    try addOtherNames(.mealPeriod, period.code.rawValue, period.names)
  }

  private func remove(_ plateClass: PlateClass) throws {
    try removeOtherNames(.plateClass, plateClass.code.rawValue)
    try db.run("DELETE FROM plate_classes WHERE code = ?", [plateClass.code.rawValue])
  }

  private func add(_ plateClass: PlateClass) throws {
    try db.run(
      """
      INSERT INTO plate_classes (code, name_zh, name_en, fixed_price, vat_basis_points)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        plateClass.code.rawValue, plateClass.names.zh, plateClass.names.en,
        plateClass.fixedPrice?.minorUnits, plateClass.vatRateBasisPoints,
      ])
    try addOtherNames(.plateClass, plateClass.code.rawValue, plateClass.names)
  }

  private func remove(_ dish: Dish) throws {
    let code = dish.code.rawValue
    try db.run("DELETE FROM dish_prices WHERE dish = ?", [code])
    try db.run("DELETE FROM dish_meal_periods WHERE dish = ?", [code])
    try removeOtherNames(.dish, code)
    try db.run("DELETE FROM dish_marks WHERE dish = ?", [code])
    try db.run("DELETE FROM dish_allergens WHERE dish = ?", [code])
    try db.run("DELETE FROM dishes WHERE code = ?", [code])
  }

  private func add(_ dish: Dish) throws {
    let code = dish.code.rawValue
    try db.run(
      """
      INSERT INTO dishes (code, name_zh, name_en, price, vat_basis_points, energy_kilojoules,
        protein_mg, fat_mg, saturates_mg, carbohydrate_mg, sugars_mg, fibre_mg, salt_mg, photo)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        code, dish.names.zh, dish.names.en, dish.prices.standard.minorUnits,
        dish.vatRateBasisPoints, dish.energyKilojoules, dish.nutrients.protein,
        dish.nutrients.fat, dish.nutrients.saturates, dish.nutrients.carbohydrate,
        dish.nutrients.sugars, dish.nutrients.fibre, dish.nutrients.salt, dish.photo,
      ])
    try addOtherNames(.dish, code, dish.names)
    try addDetails(of: dish)
  }

  private func addDetails(of dish: Dish) throws {
    let code = dish.code.rawValue
    for (group, price) in dish.prices.byGroup.sorted(by: { $0.key < $1.key }) {
      try db.run(
        "INSERT INTO dish_prices (dish, diner_group, price) VALUES (?, ?, ?)",
        [code, group.rawValue, price.minorUnits])
    }
    for period in dish.mealPeriods {
      try db.run(
        "INSERT INTO dish_meal_periods (dish, meal_period) VALUES (?, ?)",
        [code, period.rawValue])
    }
    for (position, allergen) in dish.allergens.enumerated() {
      try db.run(
        "INSERT INTO dish_allergens (dish, position, allergen) VALUES (?, ?, ?)",
        [code, position, allergen.rawValue])
    }
    for mark in dish.marks {
      try db.run("INSERT INTO dish_marks (dish, mark) VALUES (?, ?)", [code, mark.rawValue])
    }
  }

  private func remove(_ plate: Plate) throws {
    try db.run("DELETE FROM plates WHERE tag = ?", [plate.tag.description])
  }

  private func add(_ plate: Plate) throws {
    try db.run(
      "INSERT INTO plates (tag, plate_class) VALUES (?, ?)",
      [plate.tag.description, plate.plateClass.rawValue])
  }

  private func remove(_ binding: Binding) throws {
    let (plate, plateClass) = columns(of: binding.target)
    try db.run(
      """
      DELETE FROM bindings WHERE plate IS ? AND plate_class IS ? AND dish = ?
      AND meal_period IS ? AND bound_at IS ?
      """,
      [
        plate, plateClass, binding.dish.rawValue, binding.mealPeriod?.rawValue,
        binding.boundAt?.milliseconds,
      ])
  }

  private func add(_ binding: Binding) throws {
    let (plate, plateClass) = columns(of: binding.target)
    try db.run(
      """
      INSERT INTO bindings (plate, plate_class, dish, meal_period, bound_at)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        plate, plateClass, binding.dish.rawValue, binding.mealPeriod?.rawValue,
        binding.boundAt?.milliseconds,
      ])
  }

  private func columns(of target: BindingTarget) -> (plate: String?, plateClass: String?) {
    switch target {
    case .plate(let tag): (tag.description, nil)
    case .plateClass(let code): (nil, code.rawValue)
    }
  }
}
