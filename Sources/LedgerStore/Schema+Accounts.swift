extension Schema {
  /// Accounts with their wallets, the cards that open them, and the names, which can be erased
  /// while the accounts stay.
  ///
  /// `subsidy` is the sum of the account's purses of subsidy, which `purses` holds beside those of
  /// tickets; an empty purse has no row. `expires` repeats the day in the purse's code, so that
  /// what has expired is found without looking at the rest.
  static let accounts = """
    CREATE TABLE books (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      station TEXT NOT NULL,
      currency TEXT NOT NULL
    ) STRICT;

    CREATE TABLE accounts (
      id INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      diner_group TEXT NOT NULL,
      standing TEXT NOT NULL CHECK (standing IN ('open', 'blocked', 'closed')),
      floor INTEGER NOT NULL,
      valid_from INTEGER,
      valid_until INTEGER,
      cash INTEGER NOT NULL DEFAULT 0,
      subsidy INTEGER NOT NULL DEFAULT 0 CHECK (subsidy >= 0)
    ) STRICT;

    CREATE TABLE purses (
      account INTEGER NOT NULL REFERENCES accounts (id),
      purse TEXT NOT NULL,
      expires INTEGER,
      amount INTEGER NOT NULL CHECK (amount > 0),
      PRIMARY KEY (account, purse)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX purses_by_expiry ON purses (expires) WHERE expires IS NOT NULL;

    CREATE TABLE persons (
      account INTEGER PRIMARY KEY REFERENCES accounts (id),
      name TEXT NOT NULL
    ) STRICT;

    CREATE TABLE cards (
      tag TEXT PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES accounts (id),
      use TEXT NOT NULL CHECK (use IN ('valid', 'blocked', 'lost'))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cards_by_account ON cards (account);
    """

  /// The floor rule once more, below the program: no statement can break it.
  static let accountRules = """
    CREATE TRIGGER accounts_keep_floor BEFORE UPDATE OF cash, subsidy ON accounts
    WHEN (NEW.cash + NEW.subsidy < OLD.cash + OLD.subsidy AND NEW.cash + NEW.subsidy < NEW.floor)
      OR (NEW.cash < OLD.cash AND NEW.cash < min(0, NEW.floor))
    BEGIN SELECT RAISE(ABORT, 'a wallet would go below the floor'); END;

    CREATE TRIGGER accounts_start_empty BEFORE INSERT ON accounts
    WHEN NEW.cash <> 0 OR NEW.subsidy <> 0
    BEGIN SELECT RAISE(ABORT, 'an account starts with empty wallets'); END;

    CREATE TRIGGER accounts_keep_number BEFORE UPDATE OF id, number ON accounts
    BEGIN SELECT RAISE(ABORT, 'an account keeps its number'); END;

    CREATE TRIGGER accounts_stay BEFORE DELETE ON accounts
    BEGIN SELECT RAISE(ABORT, 'an account is closed, never removed'); END;

    CREATE TRIGGER accounts_closed_stay BEFORE UPDATE OF standing ON accounts
    WHEN OLD.standing = 'closed' AND NEW.standing <> 'closed'
    BEGIN SELECT RAISE(ABORT, 'a closed account stays closed'); END;
    """
}
