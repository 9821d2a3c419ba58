import Money
import TagReads

/// Writes a catalogue as the CSV files that `MenuImport` reads, to the same catalogue again.
///
/// Bindings made at the window are no part of a file: they are left out.
public enum MenuExport {
  /// One kind of thing as CSV text, with a byte order mark and CRLF.
  public static func text(of kind: CatalogueFileKind, from catalogue: Catalogue) -> String {
    switch kind {
    case .dinerGroups: dinerGroups(catalogue)
    case .mealPeriods: mealPeriods(catalogue)
    case .plateClasses: plateClasses(catalogue)
    case .dishes: dishes(catalogue)
    case .plates: plates(catalogue)
    }
  }

  private static func dinerGroups(_ catalogue: Catalogue) -> String {
    var writer = CSVWriter(header: CatalogueFileKind.dinerGroups.columns)
    for group in catalogue.dinerGroups {
      writer.append([group.code.rawValue, group.names.zh, group.names.en])
    }
    return writer.text
  }

  private static func mealPeriods(_ catalogue: Catalogue) -> String {
    var writer = CSVWriter(header: CatalogueFileKind.mealPeriods.columns)
    for period in catalogue.mealPeriods {
      writer.append([
        period.code.rawValue, period.names.zh, period.names.en, time(period.fromMinute),
        time(period.toMinute),
      ])
    }
    return writer.text
  }

  private static func plateClasses(_ catalogue: Catalogue) -> String {
    var writer = CSVWriter(header: CatalogueFileKind.plateClasses.columns)
    for plateClass in catalogue.plateClasses {
      writer.append([
        plateClass.code.rawValue, plateClass.names.zh, plateClass.names.en,
        plateClass.fixedPrice.map(catalogue.currency.plain) ?? "",
        percent(plateClass.vatRateBasisPoints),
      ])
    }
    return writer.text
  }

  private static func dishes(_ catalogue: Catalogue) -> String {
    let groups = catalogue.dinerGroups.map(\.code)
    var columns = CatalogueFileKind.dishes.columns
    let afterPrice = (columns.firstIndex(of: "price") ?? 0) + 1
    columns.insert(contentsOf: groups.map { "price_\($0)" }, at: afterPrice)
    var writer = CSVWriter(header: columns)
    let classCells = ClassCells(catalogue.bindings)
    let plain = catalogue.currency.plain
    for dish in catalogue.dishes {
      var cells = [dish.code.rawValue, dish.names.zh, dish.names.en, plain(dish.prices.standard)]
      cells += groups.map { dish.prices.byGroup[$0].map(plain) ?? "" }
      cells += [percent(dish.vatRateBasisPoints), dish.energyKilojoules.map { String($0) } ?? ""]
      cells.append(dish.allergens.joined(separator: ";"))
      cells.append(dish.mealPeriods.map(\.rawValue).joined(separator: ";"))
      cells.append(classCells.text(for: dish))
      writer.append(cells)
    }
    return writer.text
  }

  private static func plates(_ catalogue: Catalogue) -> String {
    var writer = CSVWriter(header: CatalogueFileKind.plates.columns)
    let bound = Dictionary(
      grouping: catalogue.bindings.filter { $0.boundAt == nil }, by: \.target)
    for plate in catalogue.plates {
      let start = [plate.tag.description, plate.plateClass.rawValue]
      let bindings = bound[.plate(plate.tag)] ?? []
      if bindings.isEmpty { writer.append(start + ["", ""]) }
      for binding in bindings {
        writer.append(start + [binding.dish.rawValue, binding.mealPeriod?.rawValue ?? ""])
      }
    }
    return writer.text
  }

  private static func time(_ minuteOfDay: Int) -> String {
    let minute = minuteOfDay % 60
    let hour = minuteOfDay / 60
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }

  private static func percent(_ basisPoints: Int) -> String {
    let (whole, rest) = basisPoints.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
    return "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
  }
}

/// The cells `class` of a menu file: which classes carry a dish, in the shortest form that says it.
private struct ClassCells {
  private var meals: [DishCode: [PlateClassCode: Set<MealPeriodCode?>]] = [:]

  init(_ bindings: [Binding]) {
    for binding in bindings where binding.boundAt == nil {
      guard case .plateClass(let code) = binding.target else { continue }
      meals[binding.dish, default: [:]][code, default: []].insert(binding.mealPeriod)
    }
  }

  func text(for dish: Dish) -> String {
    let classes = (meals[dish.code] ?? [:]).sorted { $0.key < $1.key }
    return classes.flatMap { code, bound in entries(code, bound, of: dish) }.joined(separator: ";")
  }

  private func entries(
    _ code: PlateClassCode, _ bound: Set<MealPeriodCode?>, of dish: Dish
  ) -> [String] {
    let usual: Set<MealPeriodCode?> =
      dish.mealPeriods.isEmpty ? [nil] : Set(dish.mealPeriods.map(Optional.some))
    var rest = bound
    var entries: [String] = []
    if usual.isSubset(of: bound) {
      rest.subtract(usual)
      entries.append(code.rawValue)
    }
    let others = rest.map { "\(code)@\($0?.rawValue ?? "*")" }
    return entries + others.sorted()
  }
}
