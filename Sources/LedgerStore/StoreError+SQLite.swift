import GRDB

extension StoreError {
  /// The error behind anything that GRDB or the store's own closures throw.
  init(_ error: any Error, in directory: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error, in: directory)
    case let error as DamagedRow:
      self.init(
        .damaged,
        "The books in \(directory) hold a row that makes no sense (\(error.place)). Run "
          + "`traytally verify --full`, then restore the last good backup.")
    default:
      self.init(
        .invariantBroken,
        "The books in \(directory) were not changed, for an unexpected reason: \(error)")
    }
  }

  private init(_ error: DatabaseError, in directory: String) {
    let cause = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no text")"
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .diskFull,
        "The disk that holds \(directory) is full; nothing was written. Free some space and try "
          + "again.")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .fileLocked,
        "Another program is writing to the books in \(directory); nothing was written. Close it: "
          + "only TrayTally may have this file open.")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_SCHEMA:
      self.init(
        .damaged,
        "The books in \(directory) are damaged (\(cause)). Leave the file as it is, keep a copy, "
          + "and restore the last good backup.")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
      self.init(
        error.extendedResultCode == .SQLITE_READONLY_DBMOVED ? .inputOutput : .notWritable,
        "The books in \(directory) cannot be written to (\(cause)). Give the user of this program "
          + "read and write access to the directory and every file in it.")
    case .SQLITE_IOERR:
      self.init(
        .inputOutput,
        "Reading or writing the books in \(directory) failed (\(cause)). Check the disk, then "
          + "start again: until then nobody knows what the last payment became.")
    case .SQLITE_CONSTRAINT:
      self.init(
        .invariantBroken,
        "A money rule would have been broken (\(cause)); nothing was written. Run `traytally "
          + "verify --full` and report this.")
    default:
      self.init(
        .inputOutput,
        "The books in \(directory) failed in a way that nobody foresaw (\(cause)). Start again: "
          + "until then nobody knows what the last payment became.")
    }
  }
}
