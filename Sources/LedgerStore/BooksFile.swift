import Glibc

/// The file the books are in, looked at before SQLite may touch it.
///
/// SQLite takes an empty file for a new database and switches a foreign one to its own journal
/// mode; both would harm somebody's data. So the header is read and judged first (SQLite, "Database
/// File Format", 1.3).
struct BooksFile {
  /// The data directory.
  let directory: String

  /// The database.
  var path: String { directory + "/traytally.sqlite" }

  /// The log of commits that are not in the database yet.
  var logPath: String { path + "-wal" }

  /// Where new books are made before they get their name.
  var draftPath: String { path + ".new" }

  /// Throws unless the path is a directory.
  func checkDirectory() throws(StoreError) {
    var status = stat()
    guard stat(directory, &status) == 0 else {
      throw StoreError(
        .directoryMissing,
        "The data directory \(directory) cannot be used (\(reason(errno))). Create it, or name "
          + "another one.")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw StoreError(
        .directoryMissing, "\(directory) is not a directory. Name the directory of the books.")
    }
  }

  /// True if there is a file to be opened; throws if a log lies there without its database.
  func exists() throws(StoreError) -> Bool {
    if access(path, F_OK) == 0 { return true }
    guard access(logPath, F_OK) != 0 else {
      throw StoreError(
        .noBooks,
        "\(logPath) is there but \(path) is missing. Put the file back that belongs to it, or "
          + "restore a backup into an empty directory.")
    }
    return false
  }

  /// Throws unless the file is what a TrayTally of this version or an older one has written.
  func checkHeader() throws(StoreError) {
    let (header, size) = try readHeader()
    guard !header.isEmpty else {
      throw StoreError(.truncated, "\(path) is empty. " + Self.restoreAdvice)
    }
    guard header.starts(with: "SQLite format 3\u{0}".utf8), header.count == 100 else {
      throw StoreError(
        .notADatabase,
        "\(path) is not an SQLite database. If it is not yours, move it away; if it was the "
          + "books, keep a copy and restore the last good backup.")
    }
    try checkIdentity(header)
    try checkSize(size, header)
  }

  private static let restoreAdvice =
    "Leave it as it is, keep a copy, and restore the last good backup."

  private func readHeader() throws(StoreError) -> (header: [UInt8], size: Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError(.notWritable, "\(path) cannot be read (\(reason(errno))).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(.notADatabase, "\(path) is not a file. Move it away.")
    }
    var header = [UInt8](repeating: 0, count: 100)
    let count = pread(descriptor, &header, header.count, 0)
    guard count >= 0 else {
      throw StoreError(.inputOutput, "\(path) cannot be read (\(reason(errno))).")
    }
    return (Array(header.prefix(count)), Int(status.st_size))
  }

  private func checkIdentity(_ header: [UInt8]) throws(StoreError) {
    guard Self.number(header, at: 68) == UInt32(bitPattern: Schema.applicationID) else {
      throw StoreError(
        .foreignDatabase,
        "\(path) is the database of another program. It was not touched; move it away, or name "
          + "another data directory.")
    }
    let version = Self.number(header, at: 60)
    guard version <= UInt32(Schema.version) else {
      throw StoreError(
        .newerVersion,
        "\(path) was written by a newer version of TrayTally (file version \(version), this "
          + "program knows \(Schema.version)). Install that version again.")
    }
  }

  /// While the log holds commits the file may be shorter than its header says.
  private func checkSize(_ size: Int, _ header: [UInt8]) throws(StoreError) {
    let stored = Int(header[16]) << 8 | Int(header[17])
    let pageSize = stored == 1 ? 65_536 : stored
    guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else {
      throw StoreError(.damaged, "\(path) is damaged (page size). " + Self.restoreAdvice)
    }
    var log = stat()
    let isLogEmpty = stat(logPath, &log) != 0 || log.st_size == 0
    let isCountValid = Self.number(header, at: 24) == Self.number(header, at: 92)
    let pageCount = Int(Self.number(header, at: 28))
    guard size >= pageSize, !isLogEmpty || !isCountValid || size >= pageCount * pageSize else {
      throw StoreError(
        .truncated,
        "\(path) is cut off: \(size) bytes of \(pageCount * pageSize). " + Self.restoreAdvice)
    }
  }

  private static func number(_ header: [UInt8], at offset: Int) -> UInt32 {
    header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
