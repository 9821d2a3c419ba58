import Foundation

/// The package's own text files, as they lie in the working tree.
struct SourceTree: Sendable {
  /// The package's root.
  var root: URL
  var files: [SourceFile]

  /// The tree these tests were built from, read once.
  static let current = Result { try read() }

  private static func read(testFile: String = #filePath) throws -> SourceTree {
    let here = URL(fileURLWithPath: testFile).resolvingSymlinksInPath()
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return SourceTree(root: root, files: try readFiles(below: root))
  }

  var swiftFiles: [SourceFile] { files.filter(\.isSwift) }

  private static let folders = [".ci", "Benchmarks", "Config", "Sources", "Tests", "docs", "udev"]
  private static let textSuffixes = [
    "swift", "md", "py", "yaml", "tsv", "csv", "rules", "service", "h", "modulemap", "txt", "",
  ]

  private static func readFiles(below root: URL) throws -> [SourceFile] {
    let manager = FileManager.default
    var paths = try manager.contentsOfDirectory(atPath: root.path)
    for folder in folders {
      guard let walk = manager.enumerator(atPath: root.appending(path: folder).path) else {
        continue
      }
      for case let name as String in walk { paths.append("\(folder)/\(name)") }
    }
    return paths.sorted().compactMap { path in
      let url = root.appending(path: path)
      var isFolder: ObjCBool = false
      guard textSuffixes.contains(url.pathExtension), path != "LICENSE", path != ".git",
        manager.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue,
        let text = try? String(contentsOf: url, encoding: .utf8)
      else { return nil }
      return SourceFile(path: path, text: text)
    }
  }
}
