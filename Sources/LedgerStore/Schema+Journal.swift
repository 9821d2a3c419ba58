extension Schema {
  /// The journal: transfers with their postings and sale lines, and what became of each intent and
  /// each batch.
  ///
  /// A transfer's sequence is the row's own key, so that the newest is found and added at the end
  /// of the file's tree however long the journal is. Postings and lines lie beside one another in
  /// the order of their transfers. Times are milliseconds since 1970-01-01T00:00:00Z, days are days
  /// since 1970-01-01, ids are 16 bytes, hashes 32, amounts minor units.
  static let journal = """
    CREATE TABLE transfers (
      sequence INTEGER PRIMARY KEY,
      intent BLOB NOT NULL CHECK (length(intent) = 16),
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      business_day INTEGER NOT NULL,
      by TEXT NOT NULL,
      account INTEGER REFERENCES accounts (id),
      floor INTEGER NOT NULL,
      cash_after INTEGER NOT NULL,
      subsidy_after INTEGER NOT NULL,
      refers_to INTEGER REFERENCES transfers (sequence),
      card TEXT,
      lane INTEGER,
      visit BLOB CHECK (length(visit) = 16),
      meal_period TEXT,
      diner_group TEXT,
      batch BLOB CHECK (length(batch) = 16),
      note TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE INDEX transfers_by_account ON transfers (account) WHERE account IS NOT NULL;
    CREATE INDEX sales_by_day ON transfers (account, business_day)
      WHERE kind = 'sale' AND account IS NOT NULL;
    CREATE INDEX transfers_by_reference ON transfers (refers_to) WHERE refers_to IS NOT NULL;
    CREATE INDEX top_ups_by_note ON transfers (note) WHERE kind = 'top-up' AND note <> '';
    CREATE INDEX transfers_by_visit ON transfers (visit) WHERE visit IS NOT NULL;
    CREATE INDEX transfers_by_time ON transfers (at);
    CREATE UNIQUE INDEX transfers_reversed_once ON transfers (refers_to) WHERE kind = 'reversal';

    CREATE TABLE postings (
      transfer INTEGER NOT NULL REFERENCES transfers (sequence),
      line INTEGER NOT NULL,
      book TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount <> 0),
      PRIMARY KEY (transfer, line)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sale_lines (
      transfer INTEGER NOT NULL REFERENCES transfers (sequence),
      line INTEGER NOT NULL,
      plate TEXT NOT NULL,
      plate_class TEXT,
      dish TEXT,
      name TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      vat_basis_points INTEGER NOT NULL,
      vat INTEGER NOT NULL,
      refunds INTEGER CHECK (refunds > 0),
      PRIMARY KEY (transfer, line)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE batches (
      id BLOB PRIMARY KEY CHECK (length(id) = 16),
      body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
      act TEXT NOT NULL,
      at INTEGER NOT NULL,
      business_day INTEGER NOT NULL,
      by TEXT NOT NULL,
      refusal TEXT,
      first INTEGER REFERENCES transfers (sequence),
      last INTEGER REFERENCES transfers (sequence),
      total INTEGER NOT NULL,
      CHECK (refusal IS NULL OR (first IS NULL AND last IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batches_by_time ON batches (at);

    CREATE TABLE intents (
      id BLOB PRIMARY KEY CHECK (length(id) = 16),
      body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
      at INTEGER NOT NULL,
      transfer INTEGER REFERENCES transfers (sequence),
      refusal TEXT,
      CHECK ((transfer IS NULL) <> (refusal IS NULL))
    ) STRICT, WITHOUT ROWID;
    """

  /// What no statement can do to the journal: change it, remove from it, leave a gap in it, or sell
  /// a plate twice in one visit.
  ///
  /// `INSERT OR REPLACE` removes a row without asking a DELETE trigger (SQLite, "ON CONFLICT"), so
  /// the INSERT triggers must forbid what it would replace.
  static let journalRules = """
    CREATE TRIGGER transfers_no_update BEFORE UPDATE ON transfers
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER transfers_no_delete BEFORE DELETE ON transfers
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER transfers_no_gap BEFORE INSERT ON transfers
    WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) + 1 FROM transfers)
    BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;

    CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER postings_of_newest BEFORE INSERT ON postings
    WHEN NEW.transfer <> (SELECT max(sequence) FROM transfers) OR EXISTS
      (SELECT 1 FROM postings WHERE transfer = NEW.transfer AND line = NEW.line)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

    CREATE TRIGGER sale_lines_no_update BEFORE UPDATE ON sale_lines
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER sale_lines_no_delete BEFORE DELETE ON sale_lines
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER sale_lines_of_newest BEFORE INSERT ON sale_lines
    WHEN NEW.transfer <> (SELECT max(sequence) FROM transfers) OR EXISTS
      (SELECT 1 FROM sale_lines WHERE transfer = NEW.transfer AND line = NEW.line)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER sale_lines_plate_once BEFORE INSERT ON sale_lines
    WHEN NEW.plate <> '' AND EXISTS (
      SELECT 1 FROM transfers AS sale JOIN sale_lines AS sold ON sold.transfer = sale.sequence
      WHERE sale.visit = (SELECT visit FROM transfers WHERE sequence = NEW.transfer)
        AND sold.plate = NEW.plate)
    BEGIN SELECT RAISE(ABORT, 'a plate is sold once in a visit'); END;
    CREATE TRIGGER sale_lines_refunded_once BEFORE INSERT ON sale_lines
    WHEN NEW.refunds IS NOT NULL AND EXISTS (
      SELECT 1 FROM transfers AS back JOIN sale_lines AS given ON given.transfer = back.sequence
      WHERE back.refers_to = (SELECT refers_to FROM transfers WHERE sequence = NEW.transfer)
        AND given.refunds = NEW.refunds)
    BEGIN SELECT RAISE(ABORT, 'a line is given back once'); END;

    CREATE TRIGGER batches_no_update BEFORE UPDATE ON batches
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER batches_no_delete BEFORE DELETE ON batches
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER batches_once BEFORE INSERT ON batches
    WHEN EXISTS (SELECT 1 FROM batches WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a batch is answered once'); END;

    CREATE TRIGGER intents_no_update BEFORE UPDATE ON intents
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER intents_no_delete BEFORE DELETE ON intents
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER intents_once BEFORE INSERT ON intents
    WHEN EXISTS (SELECT 1 FROM intents WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an intent is answered once'); END;
    """
}
