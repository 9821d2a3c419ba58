import Foundation
import Testing

/// Every public declaration has a doc comment, except where a protocol's own comment says it.
struct DocCommentTests {
  @Test func `every public declaration is documented`() throws {
    let files = try SourceTree.current.get().swiftFiles.filter(\.isProduct)
    let requirements = files.reduce(into: Self.wellKnownRequirements) {
      $0.formUnion(Self.requirements(in: $1))
    }
    report(files.flatMap { Self.undocumented(in: $0, except: requirements) })
  }

  /// Members that protocols of the standard library ask for.
  static let wellKnownRequirements: Set<String> = [
    "description", "debugDescription", "errorDescription", "rawValue", "hash", "encode", "next",
  ]

  /// Public declarations without a doc comment; neither operators nor what a protocol requires.
  static func undocumented(in file: SourceFile, except required: Set<String>) -> [Complaint] {
    file.swift.code.enumerated().compactMap { index, line in
      guard line.contains("public "), line.contains(/^\s*public (?!import|extension|typealias)/),
        !isWitness(line, of: required)
      else { return nil }
      var above = index - 1
      while above >= 0, file.swift.code[above].contains(/^\s*@/) { above -= 1 }
      guard above < 0 || !file.swift.comments[above].contains("///") else { return nil }
      return file.complaint(index + 1, "a public declaration without a doc comment")
    }
  }

  private static func isWitness(_ line: String, of required: Set<String>) -> Bool {
    if line.contains(/func [^\w\s`]/) { return true }
    if line.contains(/init\??\((?:from decoder|rawValue|stringLiteral)/) { return true }
    guard let name = line.firstMatch(of: /(?:func|var|let) (\w+)/) else { return false }
    return required.contains(String(name.output.1))
  }

  /// The names of members that protocols of this file ask for.
  static func requirements(in file: SourceFile) -> Set<String> {
    var names: Set<String> = []
    var isInside = false
    for line in file.swift.code {
      if line.contains(/^\s*(?:\w+ )?protocol \w/) { isInside = true }
      if line.hasPrefix("}") { isInside = false }
      guard isInside else { continue }
      for match in line.matches(of: /(?:func|var) (\w+)/) { names.insert(String(match.output.1)) }
    }
    return names
  }
}
