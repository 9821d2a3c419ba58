extension Schema {
  /// The staff who work with the station, and what they did.
  ///
  /// An operator is never removed from the table: their name stands in journal and log and must
  /// not become somebody else's.
  static let people = """
    CREATE TABLE operators (
      name TEXT PRIMARY KEY,
      role TEXT NOT NULL,
      locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      mistakes INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER,
      added_at INTEGER NOT NULL,
      salt BLOB NOT NULL,
      hash BLOB NOT NULL,
      rounds INTEGER NOT NULL,
      block_size INTEGER NOT NULL,
      parallelism INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER operators_stay BEFORE DELETE ON operators
    BEGIN SELECT RAISE(ABORT, 'an operator is removed, never deleted'); END;
    CREATE TRIGGER operators_keep_name BEFORE UPDATE OF name ON operators
    BEGIN SELECT RAISE(ABORT, 'an operator keeps the name'); END;
    CREATE TRIGGER operators_once BEFORE INSERT ON operators
    WHEN EXISTS (SELECT 1 FROM operators WHERE name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'an operator is added once'); END;

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      act TEXT NOT NULL,
      subject TEXT NOT NULL,
      outcome TEXT NOT NULL,
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX audit_by_operator ON audit (by);
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_no_gap BEFORE INSERT ON audit
    WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'the audit log has no gaps'); END;
    """

  /// What became of plates beside the catalogue: those that left it, and what was done to each.
  static let plateLives = """
    CREATE TABLE departed_plates (
      tag TEXT PRIMARY KEY,
      plate_class TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('retired', 'lost')),
      at INTEGER NOT NULL,
      by TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE plate_acts (
      id INTEGER PRIMARY KEY,
      tag TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      act TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX plate_acts_by_tag ON plate_acts (tag);
    """
}
