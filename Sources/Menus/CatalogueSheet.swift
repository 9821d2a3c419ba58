import Money
public import Primitives
import TagReads

/// A cell of an exported table: what it says, and as what a spreadsheet should take it.
public enum SheetCell: Equatable, Sendable {
  /// Text, perhaps blank.
  case text(String)
  /// A decimal number as files write it, such as `12.50`.
  case number(String)
  /// A day.
  case day(CalendarDay)

  /// The cell as text.
  public var text: String {
    switch self {
    case .text(let text), .number(let text): text
    case .day(let day): day.description
    }
  }

  static func number(_ number: Int?) -> SheetCell {
    number.map { .number(String($0)) } ?? .text("")
  }
}

/// One kind of a catalogue's things as a table, for files, workbooks and comparisons.
public struct CatalogueSheet: Sendable {
  /// What the rows are about.
  public let kind: CatalogueFileKind
  /// The names of the columns.
  public private(set) var columns: [String]
  /// The rows, as wide as the columns.
  public private(set) var rows: [[SheetCell]] = []

  /// Makes the table of one kind. Bindings made at the window are no part of it.
  public init(_ kind: CatalogueFileKind, of parts: CatalogueParts) {
    self.kind = kind
    columns = kind.columns
    let groups = parts.dinerGroups.map(\.code).sorted()
    insert(groups.map { "price_\($0)" }, after: "price", if: kind.hasGroupPrices)
    let languages = Set(Self.names(of: kind, in: parts).flatMap(\.others.keys)).sorted()
    insert(languages.map { "name_\($0)" }, after: "name_en", if: kind.hasNames)
    let sheet = SheetRows(parts: parts, groups: groups, languages: languages)
    rows = sheet.rows(of: kind)
  }

  private mutating func insert(_ names: [String], after column: String, if isWanted: Bool) {
    guard isWanted, let index = columns.firstIndex(of: column) else { return }
    columns.insert(contentsOf: names, at: index + 1)
  }

  private static func names(
    of kind: CatalogueFileKind, in parts: CatalogueParts
  ) -> [LocalizedName] {
    switch kind {
    case .dinerGroups: parts.dinerGroups.map(\.names)
    case .mealPeriods: parts.mealPeriods.map(\.names)
    case .plateClasses: parts.plateClasses.map(\.names)
    case .dishes: parts.dishes.map(\.names)
    case .plates, .menu: []
    }
  }
}

/// Makes the rows of a table.
private struct SheetRows {
  let parts: CatalogueParts
  let groups: [DinerGroupCode]
  let languages: [String]

  func rows(of kind: CatalogueFileKind) -> [[SheetCell]] {
    switch kind {
    case .dinerGroups:
      parts.dinerGroups.map { group in
        start(group.code.rawValue, group.names) + [.text(group.role?.rawValue ?? "")]
      }
    case .mealPeriods:
      parts.mealPeriods.map { period in
        start(period.code.rawValue, period.names)
          + [.text(time(period.fromMinute)), .text(time(period.toMinute))]
      }
    case .plateClasses:
      parts.plateClasses.map { plateClass in
        start(plateClass.code.rawValue, plateClass.names)
          + [amount(plateClass.fixedPrice), percent(plateClass.vatRateBasisPoints)]
      }
    case .dishes: dishes()
    case .plates: plates()
    case .menu: parts.menu.sorted().map(row)
    }
  }

  private func start(_ code: String, _ names: LocalizedName) -> [SheetCell] {
    let others = languages.map { SheetCell.text(names.others[$0] ?? "") }
    return [.text(code), .text(names.zh), .text(names.en)] + others
  }

  private func dishes() -> [[SheetCell]] {
    let classCells = ClassCells(parts.bindings)
    return parts.dishes.map { dish in
      var cells = start(dish.code.rawValue, dish.names) + prices(dish.prices)
      cells += [percent(dish.vatRateBasisPoints), .number(dish.energyKilojoules)]
      cells += Nutrients.columns.map { grams(dish.nutrients[keyPath: $0.nutrient]) }
      cells.append(list(dish.allergens.map(\.rawValue)))
      cells.append(list(dish.marks.map(\.rawValue)))
      cells.append(.text(dish.photo ?? ""))
      cells.append(list(dish.mealPeriods.map(\.rawValue)))
      cells.append(.text(classCells.text(for: dish)))
      return cells
    }
  }

  private func plates() -> [[SheetCell]] {
    let bound = Dictionary(grouping: parts.bindings.filter { $0.boundAt == nil }, by: \.target)
    return parts.plates.flatMap { plate -> [[SheetCell]] in
      let start = [SheetCell.text(plate.tag.description), .text(plate.plateClass.rawValue)]
      let bindings = bound[.plate(plate.tag)] ?? []
      if bindings.isEmpty { return [start + [.text(""), .text("")]] }
      return bindings.map { binding in
        start + [.text(binding.dish.rawValue), .text(binding.mealPeriod?.rawValue ?? "")]
      }
    }
  }

  private func row(of entry: MenuEntry) -> [SheetCell] {
    let day = entry.day.firstDay.map { SheetCell.day($0) } ?? .text("")
    return [
      day, .number(entry.day.weeks), .text(entry.mealPeriod?.rawValue ?? ""),
      .text(entry.dish.rawValue), list(entry.plateClasses.map(\.rawValue)),
    ] + prices(entry.prices)
  }

  private func prices(_ prices: PriceList?) -> [SheetCell] {
    [amount(prices?.standard)] + groups.map { amount(prices?.byGroup[$0]) }
  }

  private func amount(_ amount: Amount?) -> SheetCell {
    amount.map { .number(parts.currency.plain($0)) } ?? .text("")
  }

  private func list(_ items: [String]) -> SheetCell { .text(items.joined(separator: ";")) }

  private func time(_ minuteOfDay: Int) -> String {
    let minute = minuteOfDay % 60
    let hour = minuteOfDay / 60
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }

  private func percent(_ basisPoints: Int) -> SheetCell { .number(decimal(basisPoints, places: 2)) }

  private func grams(_ milligrams: Int?) -> SheetCell {
    milligrams.map { .number(decimal($0, places: 3)) } ?? .text("")
  }

  /// The number divided by a power of ten, without zeros at its end.
  private func decimal(_ number: Int, places: Int) -> String {
    let scale = places == 2 ? 100 : 1000
    let (whole, rest) = number.quotientAndRemainder(dividingBy: scale)
    var decimals = String(String(scale + rest).dropFirst())
    while decimals.last == "0" { decimals.removeLast() }
    return decimals.isEmpty ? "\(whole)" : "\(whole).\(decimals)"
  }
}
