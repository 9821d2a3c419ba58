import Foundation

/// Where the sources of these tests lie, for the files that are shipped with them.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The sample canteen.
  static let sample = root.appending(path: "Config/sample").path
}

/// A directory of a test's own, gone with it. Its path is short enough for a socket.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let name = "tt-\(UInt32.random(in: .min ... .max))"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }
}
