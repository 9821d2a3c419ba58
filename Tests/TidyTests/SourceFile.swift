/// A text file of the package.
struct SourceFile: Sendable {
  /// Path from the package's root, such as `Sources/Trays/TrayEngine.swift`.
  var path: String
  /// The lines, without their ends.
  var lines: [Substring]
  /// Code and comments apart; empty unless the file is Swift.
  var swift: SwiftText

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    swift = SwiftText(path.hasSuffix(".swift") ? text : "")
  }

  /// The whole text.
  var text: String { lines.joined(separator: "\n") }

  /// The file's target: the folder below `Sources` or `Tests`.
  var target: String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
    return String(parts[1])
  }

  var isProduct: Bool { path.hasPrefix("Sources/") }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// A complaint about one of the file's lines, counted from 1.
  func complaint(_ line: Int, _ message: String) -> Complaint {
    Complaint(file: path, line: line, message: message)
  }
}
