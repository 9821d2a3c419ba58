import Money
import Primitives
import TagReads

extension CatalogueAssembly {
  mutating func readMealPeriod(_ code: MealPeriodCode, _ names: LocalizedName, _ row: ImportRow) {
    let from = value("from", row, isRequired: true) { Cell.minuteOfDay($0, isEnd: false) }
    let to = value("to", row, isRequired: true) { Cell.minuteOfDay($0, isEnd: true) }
    if from == nil || to == nil { unjudged.insert(.mealPeriod(code)) }
    parts.mealPeriods.append(
      MealPeriod(code: code, names: names, fromMinute: from ?? 0, toMinute: to ?? 0))
  }

  mutating func readPlateClass(_ code: PlateClassCode, _ names: LocalizedName, _ row: ImportRow) {
    let currency = parts.currency
    let price = value("price", row) { Cell.price($0, in: currency) }
    let vat = value("vat_percent", row, read: Cell.basisPoints)
    parts.plateClasses.append(
      PlateClass(code: code, names: names, fixedPrice: price, vatRateBasisPoints: vat ?? 0))
  }

  mutating func readDinerGroup(_ code: DinerGroupCode, _ names: LocalizedName, _ row: ImportRow) {
    let role = value("role", row) { text -> CellReading<DinerRole> in
      if let role = DinerRole(rawValue: text.lowercased()) { return .value(role) }
      let known = DinerRole.allCases.map(\.rawValue).joined(separator: ", ")
      return .refused("is no role; allowed are \(known)")
    }
    parts.dinerGroups.append(DinerGroup(code: code, names: names, role: role))
  }

  mutating func readDish(_ code: DishCode, _ names: LocalizedName, _ row: ImportRow) {
    var nutrients = Nutrients()
    for (column, nutrient) in Nutrients.columns {
      nutrients[keyPath: nutrient] = value(column, row, read: Cell.milligrams)
    }
    let dish = Dish(
      code: code, names: names, prices: prices(in: row, isRequired: true),
      vatRateBasisPoints: value("vat_percent", row, read: Cell.basisPoints) ?? 0,
      energyKilojoules: value("energy_kj", row, read: Cell.energy), nutrients: nutrients,
      allergens: value("allergens", row) { Cell.words($0, "allergen") } ?? [],
      marks: value("marks", row) { Cell.words($0, "mark") } ?? [],
      photo: value("photo", row) { .value($0) },
      mealPeriods: (value("meals", row, read: Cell.list) ?? []).map { MealPeriodCode($0) })
    parts.dishes.append(dish)
    for entry in value("class", row, read: Cell.list) ?? [] { bind(entry, to: dish, row) }
  }

  private mutating func prices(in row: ImportRow, isRequired: Bool) -> PriceList {
    let currency = parts.currency
    let price = value("price", row, isRequired: isRequired) { Cell.price($0, in: currency) }
    var prices = PriceList(standard: price ?? .zero)
    for column in row.table.columnIndexes.keys.filter({ $0.hasPrefix("price_") }).sorted() {
      let group = DinerGroupCode(column.dropFirst("price_".count))
      prices.byGroup[group] = value(column, row) { Cell.price($0, in: currency) }
    }
    return prices
  }

  mutating func readMenuEntry(_ row: ImportRow) {
    let day = value("date", row, read: Cell.day)
    let weeks = value("repeat_weeks", row, read: Cell.weeks)
    let dish = value("dish", row, isRequired: true) { CellReading<String>.value($0) }
    let meal = row.text("meal")
    var menuDay = day.map { MenuDay.date($0) } ?? .every
    if let weeks {
      if let day { menuDay = .repeating(from: day, weeks: weeks) }
      if row.text("date").isEmpty, let cell = row.cell("repeat_weeks") {
        complain(cell, row, "weeks without a date; name the day it holds first")
      }
    }
    let list = prices(in: row, isRequired: false)
    let hasPrice = !row.text("price").isEmpty
    if !hasPrice, !list.byGroup.isEmpty, let cell = row.cell("price") ?? row.record.cells.first {
      complain(cell, row, "a group's price without a price; give the price for everybody else too")
    }
    guard dish != nil else { return }
    if day == nil, !row.text("date").isEmpty {
      // A day of its own in the place of the one that was refused, so that the rest is judged.
      menuDay = .date(CalendarDay(daysSince1970: -1_000_000 - Int(row.origin.recordIndex)))
    }
    let entry = MenuEntry(
      menuDay, mealPeriod: meal.isEmpty ? nil : MealPeriodCode(meal), dish: DishCode(dish ?? ""),
      plateClasses: (value("class", row, read: Cell.list) ?? []).map { PlateClassCode($0) },
      prices: hasPrice ? list : nil)
    parts.menu.append(entry)
    origins[.menu, default: []].append(row.origin)
  }

  /// Takes one entry of a dish's cell `class`: `red`, `red@lunch` or `red@*`.
  private mutating func bind(_ entry: String, to dish: Dish, _ row: ImportRow) {
    let halves = entry.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let target = BindingTarget.plateClass(PlateClassCode(halves[0]))
    let known = Set(parts.mealPeriods.map(\.code))
    let meals: [MealPeriodCode?] =
      switch halves.count == 2 ? halves[1] : nil {
      case "*": [nil]
      case .some(let meal): [MealPeriodCode(meal)]
      // An unknown meal was complained about in its own cell.
      case nil: dish.mealPeriods.isEmpty ? [nil] : dish.mealPeriods.filter(known.contains)
      }
    var origin = row.origin
    origin.isClassCell = true
    for meal in meals {
      newBindings.append(Binding(target, to: dish.code, mealPeriod: meal))
      bindingOrigins.append(origin)
    }
  }

  mutating func readPlate(_ row: ImportRow, _ lines: inout KeyLines) {
    let plateClass = row.text("class")
    let dish = row.text("dish")
    let meal = row.text("meal")
    _ = value("class", row, isRequired: true) { CellReading<String>.value($0) }
    if dish.isEmpty, !meal.isEmpty, let cell = row.cell("meal") {
      complain(cell, row, "a meal without a dish; name the dish or leave both blank")
    }
    guard let cell = row.cell("tag"),
      let tag = value("tag", row, isRequired: true, read: Self.tag)
    else { return }
    if let first = lines.plates[tag] {
      guard first.hasDish, !dish.isEmpty, first.plateClass == plateClass else {
        complain(
          cell, row,
          "tag \(tag) is already on line \(first.line); it may stand again only with the same class"
            + " and a dish for another meal")
        return
      }
    } else {
      lines.plates[tag] = .init(line: cell.line, plateClass: plateClass, hasDish: !dish.isEmpty)
      origins[.plates, default: []].append(row.origin)
      parts.plates.append(Plate(tag: tag, plateClass: PlateClassCode(plateClass)))
      if plateClass.isEmpty { unjudged.insert(.plate(tag)) }
    }
    guard !dish.isEmpty else { return }
    newBindings.append(
      Binding(
        .plate(tag), to: DishCode(dish), mealPeriod: meal.isEmpty ? nil : MealPeriodCode(meal)))
    bindingOrigins.append(row.origin)
  }

  private static func tag(_ text: String) -> CellReading<TagID> {
    guard let tag = TagID(text) else {
      return .refused(
        "is no tag; allowed are 16 hexadecimal digits from E0 (ISO 15693), 8, 14 or 20 (ISO 14443),"
          + " or \"epc:\" and digits")
    }
    return .value(tag)
  }
}
