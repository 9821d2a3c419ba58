import Glibc

/// The lock on a data directory: one process owns its books.
///
/// An advisory lock (`flock(2)`) on a file beside the books, which the kernel takes back however
/// the process ends. The file holds the owner's process id for the message of whoever comes second.
final class ProcessLock: Sendable {
  /// - patience (milliseconds, 500): how long a lock that is about to go is waited for. Its owner
  ///   may be ending, and a program that another thread starts holds what this process has given
  ///   back until it is a program of its own (`fork(2)` and `execve(2)`, close-on-exec).
  private static let patience = 500

  private let descriptor: Int32

  /// Takes the lock, or says who has it.
  init(directory: String) throws(StoreError) {
    let path = directory + "/traytally.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(
        .notWritable,
        "\(path) cannot be opened for writing (\(reason(errno))). Give the user of this program "
          + "read and write access to the directory.")
    }
    let failure = Self.lock(descriptor)
    guard failure == 0 else {
      let owner = Self.owner(descriptor)
      close(descriptor)
      guard failure == EWOULDBLOCK else {
        throw StoreError(.inputOutput, "\(path) cannot be locked (\(reason(failure))).")
      }
      throw StoreError(
        .inUse,
        "Another TrayTally\(owner.map { " (process \($0))" } ?? "") has the books in \(directory) "
          + "open. Stop it, or let it do the work: two must never write to one file.")
    }
    writeOwner()
  }

  deinit {
    close(descriptor)
  }

  /// Takes the lock; returns the error number, or 0.
  private static func lock(_ descriptor: Int32) -> Int32 {
    for _ in 0..<patience / 10 {
      guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return 0 }
      guard errno == EWOULDBLOCK || errno == EINTR else { return errno }
      usleep(10_000)
    }
    return EWOULDBLOCK
  }

  private static func owner(_ descriptor: Int32) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    return Int(String(decoding: buffer.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self))
  }

  /// Leaves the process id for others to read; the lock holds without it, so that a full disk does
  /// not matter here.
  private func writeOwner() {
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = pwrite(descriptor, text, text.count, 0)
  }
}

/// The C library's sentence for an error number.
func reason(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
  return String(
    decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
