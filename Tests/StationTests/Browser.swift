import Foundation
import Testing

/// Debian's Chromium without a window, told what to do through `Tests/Peers/browser.py`.
final class Browser {
  private let process = Process()
  private let orders = Pipe()
  private let answers = Pipe()
  private var unread = Data()

  init() throws {
    let python = Repository.root.appending(path: ".build/peers/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path()),
      "run Tests/Peers/install, as `make test` does")
    process.executableURL = python
    process.arguments = [Repository.root.appending(path: "Tests/Peers/browser.py").path()]
    process.standardInput = orders
    process.standardOutput = answers
    try process.run()
  }

  deinit {
    try? orders.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Does one thing, and gives what came of it.
  @discardableResult
  func ask(_ words: Any...) throws -> Any? {
    let order = try JSONSerialization.data(withJSONObject: words) + Data("\n".utf8)
    try orders.fileHandleForWriting.write(contentsOf: order)
    while !unread.contains(UInt8(ascii: "\n")) {
      let more = answers.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the browser has ended")
      unread += more
    }
    let end = unread.firstIndex(of: UInt8(ascii: "\n")) ?? unread.endIndex
    defer { unread = Data(unread[end...].dropFirst()) }
    return try JSONSerialization.jsonObject(with: unread[..<end], options: .fragmentsAllowed)
  }

  /// Waits until an element shows a text.
  func expect(
    _ selector: String, _ text: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let shown = try ask("await", selector, text)
    #expect(
      shown as? Bool == true, "\(selector) shows \(shown ?? "nothing")", sourceLocation: location)
  }

  func text(_ selector: String) throws -> String { try ask("text", selector) as? String ?? "" }

  func list(_ word: String) throws -> [String] { try ask(word) as? [String] ?? [word] }
}
