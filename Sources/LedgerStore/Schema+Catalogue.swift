extension Schema {
  /// Dishes, plates and what lies on them: the parts of `Menus.Catalogue`, a table for each.
  ///
  /// References are checked at the end of a transaction, because a change removes and adds rows in
  /// any order.
  static let catalogue = """
    CREATE TABLE catalogue (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      version INTEGER NOT NULL
    ) STRICT;
    INSERT INTO catalogue (id, version) VALUES (1, 0);

    CREATE TABLE diner_groups (
      code TEXT PRIMARY KEY,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      role TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE meal_periods (
      code TEXT PRIMARY KEY,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      from_minute INTEGER NOT NULL,
      to_minute INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE plate_classes (
      code TEXT PRIMARY KEY,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      fixed_price INTEGER,
      vat_basis_points INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE dishes (
      code TEXT PRIMARY KEY,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      price INTEGER NOT NULL,
      vat_basis_points INTEGER NOT NULL,
      energy_kilojoules INTEGER,
      protein_mg INTEGER,
      fat_mg INTEGER,
      saturates_mg INTEGER,
      carbohydrate_mg INTEGER,
      sugars_mg INTEGER,
      fibre_mg INTEGER,
      salt_mg INTEGER,
      photo TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dish_prices (
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      diner_group TEXT NOT NULL REFERENCES diner_groups (code) DEFERRABLE INITIALLY DEFERRED,
      price INTEGER NOT NULL,
      PRIMARY KEY (dish, diner_group)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dish_meal_periods (
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      meal_period TEXT NOT NULL REFERENCES meal_periods (code) DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (dish, meal_period)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dish_allergens (
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      position INTEGER NOT NULL,
      allergen TEXT NOT NULL,
      PRIMARY KEY (dish, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dish_marks (
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      mark TEXT NOT NULL,
      PRIMARY KEY (dish, mark)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE catalogue_names (
      kind TEXT NOT NULL,
      code TEXT NOT NULL,
      language TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (kind, code, language)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE plates (
      tag TEXT PRIMARY KEY,
      plate_class TEXT NOT NULL REFERENCES plate_classes (code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE bindings (
      id INTEGER PRIMARY KEY,
      plate TEXT REFERENCES plates (tag) DEFERRABLE INITIALLY DEFERRED,
      plate_class TEXT REFERENCES plate_classes (code) DEFERRABLE INITIALLY DEFERRED,
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      meal_period TEXT REFERENCES meal_periods (code) DEFERRABLE INITIALLY DEFERRED,
      bound_at INTEGER,
      CHECK ((plate IS NULL) <> (plate_class IS NULL))
    ) STRICT;
    CREATE INDEX bindings_by_plate ON bindings (plate) WHERE plate IS NOT NULL;
    CREATE INDEX bindings_by_class ON bindings (plate_class) WHERE plate_class IS NOT NULL;
    CREATE INDEX bindings_by_dish ON bindings (dish);
    """
}
