import Foundation
import Testing

/// Habits of CONTRIBUTING.md that a search can hold.
struct HabitTests {
  @Test func `nothing is left to do later`() throws {
    // Spelled in two parts so that this line is not found.
    let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"]
    report(
      try SourceTree.current.get().files.flatMap { file in
        file.lines.enumerated().flatMap { index, line in
          words.filter { line.contains($0) && line.contains(word: $0) }
            .map { file.complaint(index + 1, "\($0): do it now or write an issue") }
        }
      })
  }

  @Test func `nothing names a place on one machine`() throws {
    // Spelled in two parts so that these lines are not found.
    let places = [
      "/wo" + "rk/", "/tmp/" + "plan", "../sha" + "red", "/home" + "/", "/opt/sw" + "ift",
    ]
    report(
      try SourceTree.current.get().files.flatMap { file in
        file.lines.enumerated().flatMap { index, line in
          places.filter { line.contains($0) }
            .map { file.complaint(index + 1, "\($0) is a place on one machine") }
        }
      })
  }

  @Test func `nothing is forced`() throws {
    report(try SourceTree.current.get().swiftFiles.flatMap { Self.forced(in: $0) })
  }

  @Test func `an unchecked promise says why it holds`() throws {
    report(try SourceTree.current.get().swiftFiles.flatMap { Self.unexplainedPromises(in: $0) })
  }

  /// `try!`, `as!` and `!` after a value or a type.
  static func forced(in file: SourceFile) -> [Complaint] {
    file.swift.code.enumerated().compactMap { index, line in
      guard line.contains("!"), line.contains(/[\w)\]}>"?]!(?!=)/) else { return nil }
      return file.complaint(index + 1, "force unwrap, force cast or try!: handle the other case")
    }
  }

  /// Uses of unchecked Sendable and of nonisolated(unsafe) with no comment above or beside.
  static func unexplainedPromises(in file: SourceFile) -> [Complaint] {
    file.swift.code.enumerated().compactMap { index, line in
      guard line.contains("@unchecked") || line.contains("nonisolated(unsafe)") else { return nil }
      let above = index > 0 ? file.swift.comments[index - 1] : ""
      guard !(above + file.swift.comments[index]).contains("//") else { return nil }
      return file.complaint(index + 1, "say in a comment above which lock makes this safe")
    }
  }
}

extension Substring {
  /// True if the word stands here between characters that belong to no word.
  fileprivate func contains(word: String) -> Bool {
    for range in ranges(of: word) {
      let before = range.lowerBound == startIndex ? " " : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? " " : self[range.upperBound]
      if !before.belongsToWord, !after.belongsToWord { return true }
    }
    return false
  }
}

extension Character {
  fileprivate var belongsToWord: Bool { isLetter || isNumber || self == "_" }
}
