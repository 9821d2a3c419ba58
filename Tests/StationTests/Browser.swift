import Foundation
import Testing

/// Debian's Chromium without a window, told what to do through `Tests/Peers/browser.py`.
///
/// It is waited for on a thread of its own: the server under test needs those of tasks.
final class Browser: @unchecked Sendable {
  // One queue after the other uses what is not protected: `ask` waits for its own to end.
  private let queue = DispatchQueue(label: "traytally.test.browser")
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
  func ask(_ words: any Sendable...) async throws -> (any Sendable)? {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.exchange(words) }) }
    }
  }

  private func exchange(_ words: [any Sendable]) throws -> (any Sendable)? {
    let order = try JSONSerialization.data(withJSONObject: words) + Data("\n".utf8)
    try orders.fileHandleForWriting.write(contentsOf: order)
    while !unread.contains(UInt8(ascii: "\n")) {
      let more = answers.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the browser has ended")
      unread += more
    }
    let end = unread.firstIndex(of: UInt8(ascii: "\n")) ?? unread.endIndex
    defer { unread = Data(unread[end...].dropFirst()) }
    let answer = try JSONSerialization.jsonObject(
      with: unread[..<end], options: .fragmentsAllowed)
    if let fault = (answer as? [String: Any])?["fault"] as? String { throw BrowserFault(fault) }
    return Self.plain(answer)
  }

  private static func plain(_ answer: Any) -> (any Sendable)? {
    switch answer {
    case let list as [Any]: list.compactMap { $0 as? String }
    case let text as String: text
    case let number as NSNumber:
      String(cString: number.objCType) == "c" ? number.boolValue as any Sendable : number.intValue
    default: nil
    }
  }

  /// Why the browser did not do something.
  struct BrowserFault: Error {
    var words: String

    init(_ words: String) { self.words = words }
  }

  /// Waits until an element shows a text.
  func expect(
    _ selector: String, _ text: String, location: SourceLocation = #_sourceLocation
  ) async throws {
    let shown = try await ask("await", selector, text)
    #expect(
      shown as? Bool == true, "\(selector) shows \(shown ?? "nothing")", sourceLocation: location)
  }

  func text(_ selector: String) async throws -> String {
    try await ask("text", selector) as? String ?? ""
  }

  func list(_ word: String) async throws -> [String] { try await ask(word) as? [String] ?? [word] }
}
