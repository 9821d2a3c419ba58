/// The five kinds of CSV file that make a catalogue; the columns tell which kind a file is.
///
/// | kind | columns that must be there | columns that may be there |
/// |---|---|---|
/// | diner groups | `group` | names |
/// | meal periods | `meal`, `from`, `to` | names |
/// | plate classes | `class` | names, `price`, `vat_percent` |
/// | dishes | `dish`, `price` | names, `price_GROUP`, and the further ones explained below |
/// | plates | `tag`, `class` | `dish`, `meal` |
///
/// - `name_zh`, `name_en`: text of one line, up to 100 characters; at least one of both.
/// - `price`, `price_GROUP`: amount with VAT included, such as `12.50`; for a class the price while
///   no dish is bound to it; a blank group price means the group pays `price`.
/// - `vat_percent`: 0 to 100 with at most two decimals; blank means 0.
/// - `energy_kj`: whole kilojoules of a serving; blank means unknown.
/// - `allergens`: texts with `;` between them.
/// - `meals`: codes of meal periods with `;` between them; blank means every one.
/// - `class` of a dish: the plate classes that carry it, with `;` between them. `red` binds for the
///   dish's meals, `red@lunch` for lunch alone, `red@*` for every meal in which it is offered.
/// - `from`, `to`: local time such as `11:00`; `to` no longer belongs to the period, may be
///   `24:00`, and lies on the next day if it is not later than `from`.
/// - `tag`: the chip as `TagID` writes it.
/// - `dish`, `meal` of a plate: the dish it carries, for one meal or for every one. A tag stands
///   again only to name its dish for another meal.
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
    }
  }

  /// Every column that means something in a file of this kind, apart from `price_GROUP`.
  public var columns: [String] {
    switch self {
    case .dinerGroups: ["group", "name_zh", "name_en"]
    case .mealPeriods: ["meal", "name_zh", "name_en", "from", "to"]
    case .plateClasses: ["class", "name_zh", "name_en", "price", "vat_percent"]
    case .dishes:
      [
        "dish", "name_zh", "name_en", "price", "vat_percent", "energy_kj", "allergens", "meals",
        "class",
      ]
    case .plates: ["tag", "class", "dish", "meal"]
    }
  }

  /// The kind of file with these columns: the one whose key column is there, or else the one that
  /// knows most of them; nothing if none knows any.
  static func detected(from columns: [String]) -> CatalogueFileKind? {
    // Dishes and plates also have a column `class`, plates also one called `dish`.
    let byKey: [CatalogueFileKind] = [.plates, .dishes, .plateClasses, .mealPeriods, .dinerGroups]
    if let kind = byKey.first(where: { columns.contains($0.keyColumn) }) { return kind }
    let scored = byKey.map { kind in
      let known = Known("column", kind.columns)
      return (kind: kind, score: columns.filter { known.nearest(to: $0) != nil }.count)
    }
    guard let best = scored.max(by: { $0.score < $1.score }), best.score > 0 else { return nil }
    return best.kind
  }
}
