internal import Foundation
internal import Settlement

/// A file that has its name only once it is whole and on disk.
///
/// It grows under a hidden name beside its place, `.NAME.partial`, and is synced before it is
/// renamed. What an end of the process leaves behind is taken over by the next export of the same
/// name.
final class ExportFile {
  private static let bufferLengthMax = 1 << 18

  /// Where it will be.
  let path: String
  private let draft: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isInPlace = false

  /// Begins a file in a folder that exists.
  ///
  /// - Throws: `ExportFault` if nothing can be written there.
  init(folder: String, name: String) throws {
    path = folder + "/" + name
    draft = folder + "/." + name + ".partial"
    descriptor = open(draft, O_WRONLY | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw Self.fault("cannot write to \(folder)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      descriptor = -1
      throw ExportFault("\(path) is being written by another export: wait for it to end")
    }
    guard ftruncate(descriptor, 0) == 0 else { throw Self.fault("cannot write \(path)") }
    buffer.reserveCapacity(Self.bufferLengthMax + 4096)
  }

  deinit {
    // The lock ends with the descriptor, so the name has to go first.
    if descriptor >= 0, !isInPlace { unlink(draft) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Where a program that writes by itself may write instead of ``write(_:)``.
  var draftPath: String { draft }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count >= Self.bufferLengthMax { try flush() }
  }

  /// Puts the file in its place, replacing an older one; it is on disk when this returns.
  func finish() throws {
    try flush()
    guard fsync(descriptor) == 0 else { throw Self.fault("cannot write \(path)") }
    guard rename(draft, path) == 0 else { throw Self.fault("cannot put \(path) in its place") }
    isInPlace = true
    syncFolder()
  }

  private func flush() throws {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.fault("cannot write \(path)") }
      rest = rest.dropFirst(count)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Without it a power cut could take the new name back, and leave the old file or none.
  private func syncFolder() {
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// What to say when a program that writes by itself could not.
  func fault(_ reason: String) -> ExportFault { Self.fault("cannot write \(path)", reason) }

  private static func fault(
    _ words: String, _ reason: String = String(cString: strerror(errno))
  ) -> ExportFault {
    ExportFault(
      "\(words) (\(reason)): free the space or the right to write there, or name another folder "
        + "with --out; the books are as they were")
  }
}
