extension Schema {
  /// What other systems are let in by. As with operators, a name is never given again.
  static let tokens = """
    CREATE TABLE tokens (
      name TEXT PRIMARY KEY,
      scopes TEXT NOT NULL,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      added_at INTEGER NOT NULL,
      last_day INTEGER,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER tokens_stay BEFORE DELETE ON tokens
    BEGIN SELECT RAISE(ABORT, 'a token is removed, never deleted'); END;
    CREATE TRIGGER tokens_keep_name BEFORE UPDATE OF name ON tokens
    BEGIN SELECT RAISE(ABORT, 'a token keeps the name'); END;
    CREATE TRIGGER tokens_once BEFORE INSERT ON tokens
    WHEN EXISTS (SELECT 1 FROM tokens WHERE name = NEW.name OR hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'a token is added once'); END;
    """
}
