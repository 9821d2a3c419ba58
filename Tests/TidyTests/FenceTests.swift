import Foundation
import Testing

/// Who may import what: data flows one way, and each foreign library has one importer.
struct FenceTests {
  @Test func `the fences stand as CONTRIBUTING draws them`() throws {
    let tree = try SourceTree.current.get()
    let fences = try Self.fences(of: tree)
    report(
      tree.swiftFiles.filter(\.isProduct)
        .flatMap { Self.forbiddenImports(in: $0, fences: fences) })
  }

  @Test func `every target has its row in the table of fences`() throws {
    let tree = try SourceTree.current.get()
    let targets = Set(tree.files.filter(\.isProduct).compactMap(\.target))
    #expect(try targets.subtracting(Self.fences(of: tree).allowed.keys).sorted() == [])
  }

  @Test func `the pure targets hold no clock, task, randomness or output`() throws {
    let tree = try SourceTree.current.get()
    let pureTargets = try Self.fences(of: tree).pureTargets
    report(
      tree.swiftFiles.filter { $0.isProduct && pureTargets.contains($0.target ?? "") }
        .flatMap { Self.impurities(in: $0) })
  }

  @Test(arguments: [
    ("CLibUSB", "USBHost"), ("GRDB", "LedgerStore"), ("GRDBSQLite", "LedgerStore"),
    ("Hummingbird", "Kiosk"), ("Mustache", "Kiosk"),
  ])
  func `one target and its tests import a foreign library`(module: String, home: String) throws {
    report(
      try SourceTree.current.get().swiftFiles.flatMap { file in
        Self.imports(in: file.swift)
          .filter { $0.module == module && ![home, home + "Tests"].contains(file.target) }
          .map { file.complaint($0.line, "only \(home) and its tests import \(module)") }
      })
  }

  static func fences(of tree: SourceTree) throws -> FenceTable {
    let text = try String(
      contentsOf: tree.root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let fences = FenceTable(contributing: text)
    try #require(!fences.allowed.isEmpty, "CONTRIBUTING.md has no table of targets")
    return fences
  }

  static func forbiddenImports(in file: SourceFile, fences: FenceTable) -> [Complaint] {
    guard let target = file.target, let allowed = fences.allowed[target] else { return [] }
    let isPure = fences.pureTargets.contains(target)
    return imports(in: file.swift).compactMap { found in
      if allowed.contains(found.module) { return nil }
      if !isPure, FenceTable.toolchainModules.contains(found.module) { return nil }
      return file.complaint(found.line, "\(target) may not import \(found.module)")
    }
  }

  static func impurities(in file: SourceFile) -> [Complaint] {
    file.swift.code.enumerated().compactMap { index, line in
      let found = line.firstMatch(of: clockTaskOrOutput) ?? line.firstMatch(of: randomness)
      guard let found, !line.contains("using:") else { return nil }  // that is handed in
      return file.complaint(index + 1, "\(found.output) in a pure target: hand it in")
    }
  }

  private static var clockTaskOrOutput: Regex<Substring> {
    /\b(?:ContinuousClock|SuspendingClock|Date\(|Task\s*[.{(]|print\(|Mutex<)/
  }

  private static var randomness: Regex<Substring> {
    /SystemRandomNumberGenerator|\.(?:random|randomElement|shuffled|shuffle)\(/
  }

  /// The modules imported, with their lines, whatever stands before `import`.
  static func imports(in text: SwiftText) -> [(module: String, line: Int)] {
    text.code.enumerated().compactMap { index, line in
      guard line.contains("import ") else { return nil }
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains(String($0)) })
      else { return nil }
      let path = words[words.count - 1]
      return (String(path.prefix { $0 != "." }), index + 1)
    }
  }

  private static let accessLevels: Set<String> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
}
