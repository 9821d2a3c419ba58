import Foundation
import Testing

/// A program by others, in the virtual environment that `Tests/Peers/install` makes.
///
/// It is waited for on a thread of its own: a server under test needs those of tasks.
struct PeerProgram {
  private let program: URL
  private let start: [String]

  /// A script of ours for its Python.
  static func script(_ name: String) throws -> PeerProgram {
    try PeerProgram("python", [Repository.root.appending(path: "Tests/Peers/\(name)").path()])
  }

  /// One of its commands.
  init(_ name: String, _ start: [String] = []) throws {
    program = Repository.root.appending(path: ".build/peers/bin/\(name)")
    self.start = start
    try #require(
      FileManager.default.isExecutableFile(atPath: program.path()),
      "run Tests/Peers/install, as `make test` does")
  }

  /// A program of Debian's.
  init(at path: String) {
    program = URL(filePath: path)
    start = []
  }

  /// What it says line by line, and how it ended.
  func run(_ arguments: String...) async throws -> (lines: [String], status: Int32) {
    try await run(arguments)
  }

  /// What it says line by line, and how it ended.
  func run(_ arguments: [String]) async throws -> (lines: [String], status: Int32) {
    let process = Process()
    process.executableURL = program
    process.arguments = start + arguments
    // What it leaves lying about is not left in the sources.
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    let said = Pipe()
    process.standardOutput = said
    process.standardError = said
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            try process.run()
            let text = String(
              decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let lines = text.split(whereSeparator: \.isNewline).map { String($0) }
            return (lines, process.terminationStatus)
          })
      }
    }
  }
}
