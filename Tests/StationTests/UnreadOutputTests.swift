import Foundation
import Ledger
import LedgerStore
import Testing

@testable import Station

/// Whoever reads the daemon's events, or does not, the till goes on.
@Suite(.serialized, .timeLimit(.minutes(3))) struct UnreadOutputTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func serve(diners: Int, outputMax: Int32? = nil) throws -> Daemon {
    try Daemon(
      [
        "demo", "--lanes", "8", "--hurry", "20", "--diners", "\(diners)", "--json", "--data",
        scratch.path,
      ], outputMax: outputMax)
  }

  private func saleCount() throws -> Int {
    let store = try LedgerStore.open(at: scratch.path, station: "Demo")
    defer { try? store.close() }
    var sales = Sales()
    try store.tour(&sales)
    return sales.count
  }

  @Test func `a daemon whose events are never read serves every diner and ends`() throws {
    let daemon = try serve(diners: 24, outputMax: 4096)
    #expect(daemon.unreadOutcome() == 0)
    let outcome = daemon.outcome()
    #expect(outcome.output.utf8.count <= 4096, "more was written than the pipe holds")
    #expect(
      try saleCount() > 12, "each sale has two events of 100 bytes at least: too much for the pipe")
  }

  @Test func `a reader that closes the pipe does not kill the daemon`() throws {
    let daemon = try serve(diners: 12)
    while let line = daemon.line(), DaemonEvent(line)?.event != "ready" {}
    try daemon.stopReading()
    #expect(daemon.unreadOutcome() == 0)
    #expect(try saleCount() > 3)
  }

  /// Counts the sales in the books.
  private struct Sales: JournalVisitor {
    var count = 0

    mutating func begin(_ heading: JournalHeading) {}

    mutating func visit(_ record: JournalRecord) -> Bool {
      if case .success(let transfer) = record.content, transfer.kind == .sale { count += 1 }
      return true
    }

    mutating func visit(_ account: AccountState) -> Bool { true }
  }
}
