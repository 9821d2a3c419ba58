import Foundation
import Ledger
import LedgerStore
import Testing

@testable import Station

/// The daemon as an operator and an init system see it.
@Suite(.serialized) struct StationProcessTests {
  private let scratch: Scratch
  private let configuration: String

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.file(
      "t.yaml",
      """
      station: Test
      data: \(scratch.path)/books
      lanes: [{ id: 1, tray_reader: { family: emulated } }]
      """)
  }

  private var books: String { scratch.path + "/books/traytally.sqlite" }

  private func serve() throws -> Daemon.Outcome {
    try Daemon.run(["serve", "--config", configuration])
  }

  private func makeDirectory() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/books", withIntermediateDirectories: true)
  }

  /// Puts a file in the place of the books, and expects it refused and untouched.
  private func expectRefused(_ bytes: Data, saying words: String) throws {
    try bytes.write(to: URL(filePath: books))
    let outcome = try serve()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains(words), "\(outcome.complaints)")
    #expect(try Data(contentsOf: URL(filePath: books)) == bytes)
  }

  private func goodBooks() throws -> Data {
    try makeDirectory()
    let store = try LedgerStore.open(at: scratch.path + "/books", station: "Test", create: true)
    try store.openAccounts(
      (1...500).map { NewAccount(number: try #require(AccountNumber("A\($0)"))) })
    try store.close()
    return try Data(contentsOf: URL(filePath: books))
  }

  @Test(.timeLimit(.minutes(3)))
  func `SIGTERM in the middle of serving ends it in order`() throws {
    let daemon = try Daemon([
      "demo", "--lanes", "2", "--hurry", "10", "--diners", "100", "--json", "--data",
      scratch.path + "/demo",
    ])
    while let line = daemon.line(), DaemonEvent(line)?.event != "bill" {}
    daemon.signal(SIGTERM)
    let outcome = daemon.outcome()
    #expect(outcome.code == 0)
    let last = outcome.output.split(separator: "\n").last
    #expect(last.flatMap { DaemonEvent(String($0)) }?.event == "stopped")
    let store = try LedgerStore.open(at: scratch.path + "/demo", station: "Demo")
    try store.close()
  }

  /// A live one may already be serving, and then ends with 0.
  @Test(.timeLimit(.minutes(3)), arguments: [SIGINT, SIGTERM], [["--headless"], []])
  func `a demonstration that is stopped leaves nothing behind`(
    signal: Int32, mode: [String]
  ) throws {
    let place = try Scratch()
    let daemon = try Daemon(
      ["demo", "--diners", "100000"] + mode, environment: ["TMPDIR": place.path])
    while try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty {
      usleep(10_000)
    }
    daemon.signal(signal)
    let outcome = daemon.outcome()
    if outcome.code != 0 || !mode.isEmpty {
      #expect(outcome.code == 1)
      #expect(outcome.complaints.hasPrefix("stopped before the last diner was served"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }

  @Test(.timeLimit(.minutes(3)))
  func `a second daemon on the same books names the first`() throws {
    try makeDirectory()
    let first = try Daemon(["serve", "--create", "--json", "--config", configuration])
    while let line = first.line(), DaemonEvent(line)?.event != "ready" {}
    let second = try serve()
    #expect(second.code == 1)
    #expect(second.complaints.contains("Another TrayTally (process "))
    let verified = try Daemon.run(["verify", "--config", configuration])
    #expect(verified.code == 0, "a command reaches the first one through its socket")
    first.signal(SIGTERM)
    #expect(first.outcome().code == 0)
  }

  @Test func `a missing directory is named`() throws {
    let outcome = try serve()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains(scratch.path + "/books"))
  }

  @Test func `a directory without books says how to get some`() throws {
    try makeDirectory()
    let outcome = try serve()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("There are no books in"))
    #expect(!FileManager.default.fileExists(atPath: books))
  }

  @Test func `a file that is no database is left alone`() throws {
    try makeDirectory()
    try expectRefused(
      Data("dish,price\nnoodles,3.00\n".utf8), saying: "If it is not yours, move it away")
  }

  @Test func `a truncated database is left alone`() throws {
    let good = try goodBooks()
    try expectRefused(good.prefix(good.count / 2), saying: "backup")
  }

  @Test func `a corrupted database is left alone`() throws {
    var damaged = try goodBooks()
    for place in stride(from: 100, to: 1000, by: 3) { damaged[place] ^= 0x5A }
    try expectRefused(damaged, saying: "backup")
  }

  @Test func `the books of another station are left alone`() throws {
    let good = try goodBooks()
    try FileManager.default.removeItem(atPath: configuration)
    _ = try scratch.file(
      "t.yaml",
      """
      station: Other
      data: \(scratch.path)/books
      lanes: [{ id: 1, tray_reader: { family: emulated } }]
      """)
    try expectRefused(good, saying: "belong to station Test")
  }
}
