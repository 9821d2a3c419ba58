internal import Foundation
internal import Synchronization

/// The file a capture is written to: made with the first text, and left whole whatever happens.
///
/// Text comes in whole lines. If one cannot be written, the lines before it stay.
public final class CaptureFile: Sendable {
  private struct State {
    var descriptor: Int32?
    var byteCount = 0
    var transferCount = 0
    var isClosed = false
  }

  private let path: String
  private let replaces: Bool
  private let state = Mutex(State())

  /// Names the file; nothing is made or changed before the first text.
  ///
  /// - Throws: `CaptureFileError` if there is such a file, unless it is to be replaced, or if it
  ///   could not be written.
  public init(_ path: String, replaces: Bool) throws(CaptureFileError) {
    self.path = path
    self.replaces = replaces
    let isThere = access(path, F_OK) == 0
    guard replaces || !isThere else { throw .isThere(path) }
    let directory = (path as NSString).deletingLastPathComponent
    let place = isThere ? path : directory.isEmpty ? "." : directory
    guard access(place, W_OK) == 0 else { throw .notWritten(path, errno) }
  }

  /// Transfers in the file.
  public var transferCount: Int { state.withLock { $0.transferCount } }

  /// Adds lines; after a failure or `close` it does nothing.
  ///
  /// - Throws: `CaptureFileError` if the file cannot be made or written; it is closed then.
  func append(_ text: String) throws(CaptureFileError) {
    try state.withLock { state throws(CaptureFileError) in
      guard !state.isClosed else { return }
      do throws(CaptureFileError) {
        if state.descriptor == nil { state.descriptor = try made() }
        if let descriptor = state.descriptor { try write(text, to: descriptor) }
      } catch {
        // Half a line would make the whole file unreadable.
        if let descriptor = state.descriptor { ftruncate(descriptor, off_t(state.byteCount)) }
        _ = Self.shut(&state)
        throw error
      }
      state.byteCount += text.utf8.count
      state.transferCount += text.split(separator: "\n").count { $0.first == "+" }
    }
  }

  /// Closes the file.
  ///
  /// - Throws: `CaptureFileError` if the system tells only now that something was not written.
  public func close() throws(CaptureFileError) {
    let code = state.withLock { Self.shut(&$0) }
    if code != 0 { throw .notWritten(path, code) }
  }

  private static func shut(_ state: inout State) -> Int32 {
    state.isClosed = true
    guard let descriptor = state.descriptor.take() else { return 0 }
    return Foundation.close(descriptor) == 0 ? 0 : errno
  }

  private func made() throws(CaptureFileError) -> Int32 {
    let mode = replaces ? O_TRUNC : O_EXCL
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0o644)
    guard descriptor >= 0 else {
      let code = errno
      throw code == EEXIST ? .isThere(path) : .notWritten(path, code)
    }
    return descriptor
  }

  private func write(_ text: String, to descriptor: Int32) throws(CaptureFileError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .notWritten(path, errno)
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// A capture file that cannot be used.
public struct CaptureFileError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  static func isThere(_ path: String) -> CaptureFileError {
    CaptureFileError(
      description: "\(path) is there already: name another file, or replace it with --force")
  }

  static func notWritten(_ path: String, _ code: Int32) -> CaptureFileError {
    let remedy =
      switch code {
      case ENOSPC, EDQUOT: "make room on the disk"
      case EIO: "the disk fails; name a file on another one"
      default: "name a file that you may write"
      }
    return CaptureFileError(
      description: "\(path) cannot be written (\(String(cString: strerror(code)))): \(remedy)")
  }
}
