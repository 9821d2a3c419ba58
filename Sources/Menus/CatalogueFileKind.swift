/// The six kinds of table that make a catalogue, each a CSV file or a workbook's sheet; the columns
/// tell which kind one is.
///
/// `docs/menus.md` says what each column means. Beside the listed ones every kind with names may
/// have `name_LANGUAGE`, such as `name_ja`, and dishes and the menu `price_GROUP`.
public enum CatalogueFileKind: String, Sendable, CaseIterable, Codable {
  /// Groups that may have prices of their own.
  case dinerGroups = "diner groups"
  /// Parts of the day.
  case mealPeriods = "meal periods"
  /// Kinds of plate.
  case plateClasses = "plate classes"
  /// Dishes with prices.
  case dishes
  /// Plates with their classes.
  case plates
  /// What is offered on which days.
  case menu

  /// The column that names what a row is about.
  public var keyColumn: String { requiredColumns[0] }

  /// The columns without which a file of this kind cannot be read.
  public var requiredColumns: [String] {
    switch self {
    case .dinerGroups: ["group"]
    case .mealPeriods: ["meal", "from", "to"]
    case .plateClasses: ["class"]
    case .dishes: ["dish", "price"]
    case .plates: ["tag", "class"]
    case .menu: ["date", "dish"]
    }
  }

  /// Every column that means something in a file of this kind, apart from `price_GROUP`.
  public var columns: [String] {
    switch self {
    case .dinerGroups: ["group", "name_zh", "name_en", "role"]
    case .mealPeriods: ["meal", "name_zh", "name_en", "from", "to"]
    case .plateClasses: ["class", "name_zh", "name_en", "price", "vat_percent"]
    case .dishes:
      ["dish", "name_zh", "name_en", "price", "vat_percent", "energy_kj"]
        + Nutrients.columns.map(\.name) + ["allergens", "marks", "photo", "meals", "class"]
    case .plates: ["tag", "class", "dish", "meal"]
    case .menu: ["date", "repeat_weeks", "meal", "dish", "class", "price"]
    }
  }

  /// The columns that together tell one row from another.
  var keyColumns: [String] {
    switch self {
    case .plates: ["tag", "meal"]
    case .menu: ["date", "repeat_weeks", "meal", "dish"]
    default: [keyColumn]
    }
  }

  /// True if rows have names, so that there may be columns for further languages.
  var hasNames: Bool { self != .plates && self != .menu }

  /// True if rows have prices, so that there may be columns for groups.
  var hasGroupPrices: Bool { self == .dishes || self == .menu }

  /// What the sheet of a workbook is called.
  public var sheetName: String {
    switch self {
    case .dinerGroups: "Groups"
    case .mealPeriods: "Meals"
    case .plateClasses: "Classes"
    case .dishes: "Dishes"
    case .plates: "Plates"
    case .menu: "Menu"
    }
  }

  /// In which order kinds are looked for by their key columns: dishes, plates and menus also have a
  /// column `class`, the last two also one called `dish`, menus also one called `meal`.
  static let detectionOrder: [CatalogueFileKind] = [
    .plates, .menu, .dishes, .plateClasses, .mealPeriods, .dinerGroups,
  ]

  /// The kind of file that knows most of these columns, by their nearest names; nothing if none
  /// knows any.
  static func detected(from columns: [String]) -> CatalogueFileKind? {
    let scored = detectionOrder.map { kind in
      let known = Known("column", kind.columns)
      return (kind: kind, score: columns.filter { known.nearest(to: $0) != nil }.count)
    }
    guard let best = scored.max(by: { $0.score < $1.score }), best.score > 0 else { return nil }
    return best.kind
  }
}
