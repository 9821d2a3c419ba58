extension Schema {
  /// What is offered when, and what a menu was before it was imported anew. Days are counted from
  /// 1970-01-01.
  static let menu = """
    CREATE TABLE menu_entries (
      id INTEGER PRIMARY KEY,
      day INTEGER,
      repeat_weeks INTEGER,
      meal_period TEXT REFERENCES meal_periods (code) DEFERRABLE INITIALLY DEFERRED,
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      price INTEGER,
      CHECK (repeat_weeks IS NULL OR day IS NOT NULL)
    ) STRICT;
    CREATE INDEX menu_entries_by_dish ON menu_entries (dish, day);
    CREATE TABLE menu_entry_prices (
      entry INTEGER NOT NULL REFERENCES menu_entries (id) DEFERRABLE INITIALLY DEFERRED,
      diner_group TEXT NOT NULL REFERENCES diner_groups (code) DEFERRABLE INITIALLY DEFERRED,
      price INTEGER NOT NULL,
      PRIMARY KEY (entry, diner_group)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE menu_entry_classes (
      entry INTEGER NOT NULL REFERENCES menu_entries (id) DEFERRABLE INITIALLY DEFERRED,
      plate_class TEXT NOT NULL REFERENCES plate_classes (code) DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY (entry, plate_class)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sold_out (
      day INTEGER NOT NULL,
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      meal_period TEXT REFERENCES meal_periods (code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE TABLE day_prices (
      id INTEGER PRIMARY KEY,
      day INTEGER NOT NULL,
      dish TEXT NOT NULL REFERENCES dishes (code) DEFERRABLE INITIALLY DEFERRED,
      meal_period TEXT REFERENCES meal_periods (code) DEFERRABLE INITIALLY DEFERRED,
      price INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE day_price_groups (
      day_price INTEGER NOT NULL REFERENCES day_prices (id) DEFERRABLE INITIALLY DEFERRED,
      diner_group TEXT NOT NULL REFERENCES diner_groups (code) DEFERRABLE INITIALLY DEFERRED,
      price INTEGER NOT NULL,
      PRIMARY KEY (day_price, diner_group)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE catalogue_versions (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      files TEXT NOT NULL,
      added INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      removed INTEGER NOT NULL,
      former BLOB,
      undone_at INTEGER,
      undone_by TEXT
    ) STRICT;
    """
}
