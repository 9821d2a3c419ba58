extension Schema {
  /// What the trays of sales were judged by, for as long as it is kept.
  ///
  /// No part of the journal: rows go when they are old, and no hash covers them. The trace is
  /// bytes to the books. The limit is `TrayTrace.byteCountMax`.
  static let evidence = """
    CREATE TABLE evidence (
      transfer INTEGER PRIMARY KEY REFERENCES transfers (sequence),
      recorded_at INTEGER NOT NULL,
      trace BLOB NOT NULL CHECK (length(trace) BETWEEN 1 AND 32768)
    ) STRICT;
    CREATE INDEX evidence_by_time ON evidence (recorded_at);
    CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
    BEGIN SELECT RAISE(ABORT, 'evidence is not changed'); END;
    """
}
