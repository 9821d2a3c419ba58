import GRDB
import Menus
import Money
import Primitives

/// What is offered when, as values, and back.
extension CatalogueTables {
  func menu() throws -> [MenuEntry] {
    let classes = Dictionary(
      grouping: try db.rows("SELECT * FROM menu_entry_classes"), by: { try? $0.int("entry") })
    let prices = try groupPrices(db.rows("SELECT * FROM menu_entry_prices"), "entry")
    return try db.rows("SELECT * FROM menu_entries ORDER BY id").map { row in
      let id = try row.int("id")
      let price = try row.optionalInteger("price").map { Amount(minorUnits: $0) }
      return MenuEntry(
        try day(row), mealPeriod: try period(row), dish: DishCode(try row.text("dish")),
        plateClasses: try (classes[id] ?? []).map { PlateClassCode(try $0.text("plate_class")) },
        prices: price.map { PriceList(standard: $0, byGroup: prices[id] ?? [:]) })
    }
  }

  private func day(_ row: StoredRow) throws -> MenuDay {
    guard let number = try row.optionalInteger("day") else { return .every }
    let day = CalendarDay(daysSince1970: Int(number))
    guard let weeks = try row.optionalInteger("repeat_weeks") else { return .date(day) }
    return .repeating(from: day, weeks: Int(weeks))
  }

  private func period(_ row: StoredRow) throws -> MealPeriodCode? {
    try row.optionalText("meal_period").map { MealPeriodCode($0) }
  }

  private func groupPrices(
    _ rows: [StoredRow], _ owner: String
  ) throws -> [Int: [DinerGroupCode: Amount]] {
    var prices: [Int: [DinerGroupCode: Amount]] = [:]
    for row in rows {
      let group = DinerGroupCode(try row.text("diner_group"))
      prices[try row.int(owner), default: [:]][group] =
        Amount(minorUnits: try row.integer("price"))
    }
    return prices
  }

  func soldOut() throws -> [SoldOut] {
    try db.rows("SELECT * FROM sold_out").map { row in
      SoldOut(
        day: CalendarDay(daysSince1970: try row.int("day")), dish: DishCode(try row.text("dish")),
        mealPeriod: try period(row))
    }
  }

  func dayPrices() throws -> [DayPrice] {
    let prices = try groupPrices(db.rows("SELECT * FROM day_price_groups"), "day_price")
    return try db.rows("SELECT * FROM day_prices").map { row in
      DayPrice(
        day: CalendarDay(daysSince1970: try row.int("day")), dish: DishCode(try row.text("dish")),
        mealPeriod: try period(row),
        prices: PriceList(
          standard: Amount(minorUnits: try row.integer("price")),
          byGroup: prices[try row.int("id")] ?? [:]))
    }
  }
}

extension CatalogueTables {
  func remove(_ entry: MenuEntry) throws {
    let row = try db.row(
      """
      SELECT id FROM menu_entries
      WHERE day IS ? AND repeat_weeks IS ? AND meal_period IS ? AND dish = ?
      """,
      [
        entry.day.firstDay?.daysSince1970, entry.day.weeks, entry.mealPeriod?.rawValue,
        entry.dish.rawValue,
      ])
    guard let id = try row?.int("id") else { return }
    try db.run("DELETE FROM menu_entry_prices WHERE entry = ?", [id])
    try db.run("DELETE FROM menu_entry_classes WHERE entry = ?", [id])
    try db.run("DELETE FROM menu_entries WHERE id = ?", [id])
  }

  func add(_ entry: MenuEntry) throws {
    try db.run(
      """
      INSERT INTO menu_entries (day, repeat_weeks, meal_period, dish, price)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        entry.day.firstDay?.daysSince1970, entry.day.weeks, entry.mealPeriod?.rawValue,
        entry.dish.rawValue, entry.prices?.standard.minorUnits,
      ])
    let id = db.lastInsertedRowID
    for (group, price) in (entry.prices?.byGroup ?? [:]).sorted(by: { $0.key < $1.key }) {
      try db.run(
        "INSERT INTO menu_entry_prices (entry, diner_group, price) VALUES (?, ?, ?)",
        [id, group.rawValue, price.minorUnits])
    }
    for code in entry.plateClasses {
      try db.run(
        "INSERT INTO menu_entry_classes (entry, plate_class) VALUES (?, ?)", [id, code.rawValue])
    }
  }

  func remove(_ mark: SoldOut) throws {
    try db.run(
      "DELETE FROM sold_out WHERE day = ? AND dish = ? AND meal_period IS ?",
      [mark.day.daysSince1970, mark.dish.rawValue, mark.mealPeriod?.rawValue])
  }

  func add(_ mark: SoldOut) throws {
    try db.run(
      "INSERT INTO sold_out (day, dish, meal_period) VALUES (?, ?, ?)",
      [mark.day.daysSince1970, mark.dish.rawValue, mark.mealPeriod?.rawValue])
  }

  func remove(_ price: DayPrice) throws {
    let row = try db.row(
      "SELECT id FROM day_prices WHERE day = ? AND dish = ? AND meal_period IS ?",
      [price.day.daysSince1970, price.dish.rawValue, price.mealPeriod?.rawValue])
    guard let id = try row?.int("id") else { return }
    try db.run("DELETE FROM day_price_groups WHERE day_price = ?", [id])
    try db.run("DELETE FROM day_prices WHERE id = ?", [id])
  }

  func add(_ price: DayPrice) throws {
    try db.run(
      "INSERT INTO day_prices (day, dish, meal_period, price) VALUES (?, ?, ?, ?)",
      [
        price.day.daysSince1970, price.dish.rawValue, price.mealPeriod?.rawValue,
        price.prices.standard.minorUnits,
      ])
    let id = db.lastInsertedRowID
    for (group, amount) in price.prices.byGroup.sorted(by: { $0.key < $1.key }) {
      try db.run(
        "INSERT INTO day_price_groups (day_price, diner_group, price) VALUES (?, ?, ?)",
        [id, group.rawValue, amount.minorUnits])
    }
  }
}
