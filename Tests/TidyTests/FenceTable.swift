/// The fences of CONTRIBUTING.md: its table is what these tests enforce.
///
/// A row is `| target | holds | may import |`; in the last cell stand names in backticks. A target
/// may import what its row names and the Swift runtime's modules; a pure one only the standard
/// library besides.
struct FenceTable {
  /// What each target may import from this package and from outside.
  private(set) var allowed: [String: Set<String>] = [:]

  /// Targets that hold no clock, task, randomness or input and output.
  private(set) var pureTargets: Set<String> = []

  /// Modules of the toolchain that an impure target may import without being listed.
  static let toolchainModules: Set<String> = [
    "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Synchronization", "Testing",
  ]

  /// Reads the rows of the first table whose header begins with `Target`.
  init(contributing text: String) {
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .map { $0.trimmingSpaces }
      if cells.first == "Target" { isInside = true }
      guard isInside else { continue }
      guard cells.count >= 4 else { break }
      guard let target = cells[0].quotedNames.first else { continue }
      allowed[target] = Set(cells[2].quotedNames)
      if cells[1].hasPrefix("pure:") { pureTargets.insert(target) }
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension String {
  /// What stands between pairs of backticks.
  fileprivate var quotedNames: [String] {
    split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
