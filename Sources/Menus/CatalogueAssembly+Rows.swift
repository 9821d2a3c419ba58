import Money
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

  mutating func readDish(_ code: DishCode, _ names: LocalizedName, _ row: ImportRow) {
    let currency = parts.currency
    let price = value("price", row, isRequired: true) { Cell.price($0, in: currency) }
    var prices = PriceList(standard: price ?? .zero)
    for column in row.table.columnIndexes.keys.filter({ $0.hasPrefix("price_") }).sorted() {
      let group = DinerGroupCode(column.dropFirst("price_".count))
      prices.byGroup[group] = value(column, row) { Cell.price($0, in: currency) }
    }
    let dish = Dish(
      code: code, names: names, prices: prices,
      vatRateBasisPoints: value("vat_percent", row, read: Cell.basisPoints) ?? 0,
      energyKilojoules: value("energy_kj", row, read: Cell.energy),
      allergens: value("allergens", row, read: Cell.list) ?? [],
      mealPeriods: (value("meals", row, read: Cell.list) ?? []).map { MealPeriodCode($0) })
    parts.dishes.append(dish)
    for entry in value("class", row, read: Cell.list) ?? [] { bind(entry, to: dish, row) }
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
