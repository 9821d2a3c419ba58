/// How many of one kind of thing an import adds, changes, removes and leaves as they are.
public struct ChangeCount: Equatable, Sendable, Codable {
  /// New ones.
  public var added = 0
  /// Known ones with another content.
  public var changed = 0
  /// Ones that are gone.
  public var removed = 0
  /// Known ones with the same content.
  public var unchanged = 0

  /// Counts nothing.
  public init() {}

  /// Counts between two lists in which each key stands once.
  init<Item: Equatable, Key: Hashable>(
    from old: [Item], to new: [Item], key: (Item) -> Key
  ) {
    var rest = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    for item in new {
      switch rest.removeValue(forKey: key(item)) {
      case .none: added += 1
      case .some(let known) where known == item: unchanged += 1
      case .some: changed += 1
      }
    }
    removed = rest.count
  }

  /// True if something is added, changed or removed.
  public var isChange: Bool { added + changed + removed > 0 }
}

/// What an import changes, counted by kind.
public struct CatalogueChanges: Equatable, Sendable, Codable {
  /// Diner groups.
  public var dinerGroups: ChangeCount
  /// Meal periods.
  public var mealPeriods: ChangeCount
  /// Plate classes.
  public var plateClasses: ChangeCount
  /// Dishes.
  public var dishes: ChangeCount
  /// Plates.
  public var plates: ChangeCount
  /// Bindings.
  public var bindings: ChangeCount
  /// Lines of the menu by day.
  public var menu: ChangeCount

  /// Counts what lies between two catalogues.
  public init(from old: Catalogue, to new: Catalogue) {
    self.init(from: old.parts, to: new.parts)
  }

  init(from old: CatalogueParts, to new: CatalogueParts) {
    dinerGroups = ChangeCount(from: old.dinerGroups, to: new.dinerGroups, key: \.code)
    mealPeriods = ChangeCount(from: old.mealPeriods, to: new.mealPeriods, key: \.code)
    plateClasses = ChangeCount(from: old.plateClasses, to: new.plateClasses, key: \.code)
    dishes = ChangeCount(from: old.dishes, to: new.dishes, key: \.code)
    plates = ChangeCount(from: old.plates, to: new.plates, key: \.tag)
    bindings = ChangeCount(from: old.bindings, to: new.bindings) { binding in
      var key = binding
      key.dish = ""
      return key
    }
    menu = ChangeCount(from: old.menu, to: new.menu) { entry in
      MenuEntry(entry.day, mealPeriod: entry.mealPeriod, dish: entry.dish)
    }
  }

  /// True if the catalogues differ.
  public var isChange: Bool {
    [dinerGroups, mealPeriods, plateClasses, dishes, plates, bindings, menu]
      .contains(where: \.isChange)
  }
}
