internal import Foundation
internal import Trays

/// What a station has learned, as a file beside its books: `learned.txt`.
///
/// It is experience and no record: a file that cannot be read is set aside, never believed by half
/// and never in the way of the station. Only who holds the lock of the books may write it. Every
/// call blocks.
struct LearnedFile: Sendable {
  /// The file's name in the data directory.
  static let name = "learned.txt"

  /// The data directory.
  let directory: String

  /// The file.
  var path: String { directory + "/" + Self.name }

  /// Where a file goes that cannot be read; one that went there before is lost.
  var asidePath: String { path + ".unread" }

  private var draftPath: String { path + ".new" }

  /// What the file holds; nothing learned if there is none or it makes no sense, which is told.
  func read(complain: (String) -> Void) -> Experience {
    guard FileManager.default.fileExists(atPath: path) else { return Experience() }
    do throws(ExperienceFault) {
      return try ExperienceText.parse(try text())
    } catch {
      complain(setAside(because: error.description))
      return Experience()
    }
  }

  /// Puts a new content in the place of the old one; a crash on the way leaves the old one.
  func write(_ text: String) throws(LearnedFileError) {
    do throws(LearnedFileError) {
      try draft(Data(text.utf8))
      guard rename(draftPath, path) == 0 else { throw LearnedFileError(path, errno) }
      try sync(directory, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    } catch {
      unlink(draftPath)
      throw error
    }
  }

  private func text() throws(ExperienceFault) -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    guard size <= ExperienceText.bytesMax, let bytes = FileManager.default.contents(atPath: path),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      throw ExperienceFault(
        code: .foreign, line: 1, message: "cannot be read, is no text, or is far too long")
    }
    return text
  }

  private func setAside(because reason: String) -> String {
    let isAway = rename(path, asidePath) == 0
    return "what the lanes had learned cannot be used (\(path): \(reason)); "
      + (isAway ? "the file is now \(asidePath), and " : "") + "they learn anew"
  }

  private func draft(_ bytes: Data) throws(LearnedFileError) {
    let file = open(draftPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LearnedFileError(draftPath, errno) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw LearnedFileError(draftPath, errno) }
      rest = rest.dropFirst(count)
    }
    guard fsync(file) == 0 else { throw LearnedFileError(draftPath, errno) }
  }

  private func sync(_ path: String, flags: Int32) throws(LearnedFileError) {
    let file = open(path, flags)
    defer { if file >= 0 { close(file) } }
    guard file >= 0, fsync(file) == 0 else { throw LearnedFileError(path, errno) }
  }
}

/// What a station has learned cannot be written down; it serves on, and learns anew once restarted.
struct LearnedFileError: Error, Equatable, CustomStringConvertible {
  /// What failed and what to do.
  let description: String

  init(_ path: String, _ number: Int32) {
    description =
      "what the lanes have learned cannot be written to \(path) "
      + "(\(String(cString: strerror(number)))): is the disk full, or the directory not writable?"
  }
}
