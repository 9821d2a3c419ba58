import Foundation
import Testing

/// Programs by others, and the auditor's one that is shipped with the documentation.
enum Programs {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What a program said, and its exit code.
  struct Outcome {
    var code: Int32
    var text: String
    var lines: [String] { text.split(separator: "\n").map { String($0) } }
  }

  /// Has the stand-alone verifier check journals: a line for each.
  static func verifier(_ arguments: [String]) throws -> Outcome {
    try run("python3", [root.appending(path: "docs/verify-journal").path()] + arguments)
  }

  /// hledger of the distribution.
  static func hledger(_ arguments: [String]) throws -> Outcome { try run("hledger", arguments) }

  private static func run(_ program: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"]
    let said = Pipe()
    process.standardOutput = said
    process.standardError = said
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(code: process.terminationStatus, text: text)
  }
}
