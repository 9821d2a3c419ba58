extension Schema {
  /// The Zs: each settles the records from where the one before it ended, and is never changed.
  ///
  /// Which act asked for which Z is kept beside them as well, so that the last one is missed if
  /// somebody takes it out.
  static let closes = """
    CREATE TABLE closes (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      at INTEGER NOT NULL,
      business_day INTEGER NOT NULL,
      time_zone TEXT NOT NULL,
      day_start INTEGER NOT NULL,
      by TEXT NOT NULL,
      software TEXT NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL CHECK (last >= first - 1),
      journal_hash BLOB NOT NULL CHECK (length(journal_hash) = 32),
      counted INTEGER,
      reason TEXT NOT NULL,
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX closes_by_day ON closes (business_day);

    CREATE TABLE close_acts (
      number INTEGER PRIMARY KEY REFERENCES closes (number),
      id BLOB NOT NULL CHECK (length(id) = 16)
    ) STRICT;

    CREATE TABLE close_figures (
      close INTEGER NOT NULL REFERENCES closes (number),
      name TEXT NOT NULL,
      value INTEGER NOT NULL CHECK (value <> 0),
      PRIMARY KEY (close, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER closes_no_update BEFORE UPDATE ON closes
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    CREATE TRIGGER closes_no_delete BEFORE DELETE ON closes
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    CREATE TRIGGER closes_no_gap BEFORE INSERT ON closes
    WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM closes)
      OR NEW.first <> ifnull(
        (SELECT last + 1 FROM closes WHERE number = NEW.number - 1), 1)
      OR EXISTS (SELECT 1 FROM closes WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'settlements have no gaps'); END;

    CREATE TRIGGER close_acts_no_update BEFORE UPDATE ON close_acts
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    CREATE TRIGGER close_acts_no_delete BEFORE DELETE ON close_acts
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    CREATE TRIGGER close_acts_once BEFORE INSERT ON close_acts
    WHEN EXISTS (SELECT 1 FROM close_acts WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;

    CREATE TRIGGER close_figures_no_update BEFORE UPDATE ON close_figures
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    CREATE TRIGGER close_figures_no_delete BEFORE DELETE ON close_figures
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    CREATE TRIGGER close_figures_of_newest BEFORE INSERT ON close_figures
    WHEN NEW.close <> (SELECT max(number) FROM closes)
      OR EXISTS (SELECT 1 FROM close_figures WHERE close = NEW.close AND name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'a settlement is sealed'); END;
    """
}
