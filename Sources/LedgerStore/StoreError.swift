/// Why the books could not be opened, read or written, and what to do about it.
///
/// No message holds a card number or a balance.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, for programs.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The data directory does not exist or is not a directory.
    case directoryMissing
    /// The data directory or a file in it does not let this user write.
    case notWritable
    /// There are no books in the directory, and none were to be created.
    case noBooks
    /// Another process has the books open.
    case inUse
    /// The file is not an SQLite database.
    case notADatabase
    /// The file is an SQLite database of another program.
    case foreignDatabase
    /// The file is shorter than it says.
    case truncated
    /// The file is damaged, or its content contradicts itself.
    case damaged
    /// A newer version of TrayTally has written the file.
    case newerVersion
    /// The books belong to another station.
    case otherStation
    /// The books are kept in another currency.
    case otherCurrency
    /// The disk is full; nothing was written.
    case diskFull
    /// Another program holds the file's write lock; nothing was written.
    case fileLocked
    /// Reading or writing the disk failed.
    case inputOutput
    /// SQLite does not give the durability that was asked for.
    case notDurable
    /// An earlier failure ended the use of these books in this process.
    case booksStopped
    /// A rule that must hold did not; nothing was written.
    case invariantBroken
    /// What was asked for is not possible; nothing was changed.
    case refused
  }

  /// What happened.
  public var code: Code

  /// What happened and what to do, as the operator reads it.
  public var message: String

  /// Makes an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }

  /// True if the same books must not be used again before they have been opened and checked anew;
  /// false if for certain nothing was written, and a later try may well succeed.
  ///
  /// After a failed write to disk nobody knows what the file holds (Rebello et al., "Can
  /// Applications Recover from fsync Failures?", USENIX ATC 2020). A disk without room is another
  /// thing: SQLite finds that out before the commit's last frame is whole, rolls back, and the
  /// frames that did get written are passed over by every later reader.
  public var endsUse: Bool {
    switch code {
    case .inputOutput, .damaged, .invariantBroken, .notDurable: true
    default: false
    }
  }
}
