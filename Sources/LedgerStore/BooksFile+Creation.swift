import GRDB
import Glibc
import Ledger

extension BooksFile {
  /// Makes new, empty books and gives them their name as the last step, so that a crash on the way
  /// leaves none rather than half of one.
  func create(station: StationName, currencyCode: String) throws {
    for path in [draftPath, draftPath + "-wal", draftPath + "-shm", draftPath + "-journal"] {
      unlink(path)
    }
    try makeDraft(station: station, currencyCode: currencyCode)
    try syncDraft()
    guard rename(draftPath, path) == 0 else {
      throw StoreError(.inputOutput, "\(draftPath) cannot be renamed (\(reason(errno))).")
    }
    try syncDirectory()
  }

  private func makeDraft(station: StationName, currencyCode: String) throws {
    let descriptor = open(draftPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(
        .notWritable,
        "\(draftPath) cannot be created (\(reason(errno))). Give the user of this program write "
          + "access to the directory.")
    }
    close(descriptor)
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    }
    let queue = try DatabaseQueue(path: draftPath, configuration: configuration)
    try Schema.migrator.migrate(queue)
    try queue.write { db in
      try db.run(
        "INSERT INTO books (id, station, currency) VALUES (1, ?, ?)", [station.text, currencyCode])
    }
    try queue.writeWithoutTransaction { db in
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    }
    try queue.close()
  }

  /// Makes sure that the draft's bytes are on disk before it gets its name.
  private func syncDraft() throws(StoreError) {
    try sync(draftPath, flags: O_RDWR | O_CLOEXEC)
  }

  /// Makes the new name durable: a file's name is part of its directory.
  private func syncDirectory() throws(StoreError) {
    try sync(directory, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  }

  private func sync(_ path: String, flags: Int32) throws(StoreError) {
    let descriptor = open(path, flags)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw StoreError(.inputOutput, "\(path) cannot be synced to disk (\(reason(errno))).")
    }
  }
}
