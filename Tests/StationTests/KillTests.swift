import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// The promise that matters most: what the station once called paid is in the books, once, whatever
/// happened to the process in between.
@Suite(.serialized) struct KillTests {
  private static let killCount = 200
  /// Fewer debits than that would prove nothing.
  private static let debitCountMin = 200
  /// Kills between two audits of the whole books.
  private static let auditEvery = 20

  @Test(.timeLimit(.minutes(30)))
  func `two hundred kills lose no acknowledged debit and double none`() throws {
    let scratch = try Scratch()
    let seed = UInt64.random(in: 1...999_999)
    print("kill test: seed \(seed)")
    var chance = SeededGenerator(seed: seed)
    var acknowledged: [DaemonEvent] = []
    for round in 1...Self.killCount {
      let doom = Doom(round, using: &chance)
      acknowledged += try Self.serve(
        until: doom, data: scratch.path, seed: seed &+ UInt64(round))
      if round.isMultiple(of: Self.auditEvery) {
        try Self.audit(acknowledged, data: scratch.path)
      }
    }
    print("kill test: \(acknowledged.count) debits acknowledged in \(Self.killCount) lives")
    #expect(acknowledged.count >= Self.debitCountMin)
    try Self.audit(acknowledged, data: scratch.path)
  }

  /// When to kill: so many milliseconds after the start, or after so many debits.
  private struct Doom {
    /// The debits to wait for once it is ready; nothing to wait for neither.
    var paidCount: Int?
    var delay: Int

    /// One in four dies while it starts and opens the books, or shortly after; the first may
    /// furnish the canteen in peace.
    init(_ round: Int, using chance: inout SeededGenerator) {
      if round > 1, chance.integer(1...4) == 1 {
        paidCount = nil
        delay = chance.integer(0...1500)
      } else {
        paidCount = chance.integer(0...3)
        delay = chance.integer(0...700)
      }
    }
  }

  /// Lets the station serve until it is killed, and gives what it called paid.
  private static func serve(until doom: Doom, data: String, seed: UInt64) throws -> [DaemonEvent] {
    let daemon = try Daemon([
      "demo", "--lanes", "8", "--hurry", "10", "--diners", "200", "--json", "--data", data,
      "--seed", "\(seed)",
    ])
    var paid: [DaemonEvent] = []
    if let paidCount = doom.paidCount {
      var isReady = false
      while !isReady || paid.count < paidCount, let line = daemon.line() {
        guard let event = DaemonEvent(line) else { continue }
        isReady = isReady || event.event == "ready"
        if event.event == "paid" { paid.append(event) }
      }
      #expect(isReady, "the station must come up after every kill")
    }
    usleep(UInt32(doom.delay) * 1000)
    daemon.signal(SIGKILL)
    let outcome = daemon.outcome()
    #expect(outcome.code == -1, "it was to be killed, but ended: \(outcome.complaints)")
    let rest = outcome.output.split(separator: "\n").compactMap { DaemonEvent(String($0)) }
    return paid + rest.filter { $0.event == "paid" }
  }

  private static func audit(_ acknowledged: [DaemonEvent], data: String) throws {
    let store = try LedgerStore.open(at: data, station: "Demo")
    defer { try? store.close() }
    let report = try store.verify()
    #expect(report.fault == nil)
    var journal = Journal()
    try store.tour(&journal)
    #expect(journal.receipts == Array(1...journal.receipts.count), "receipts have no gaps")
    #expect(journal.intents.count == journal.receipts.count, "no intent stands there twice")
    #expect(journal.platesSoldTwice.isEmpty, "no visit pays a plate twice")
    #expect(journal.sales.count >= acknowledged.count)
    for event in acknowledged {
      let intent = try #require(event.intent.flatMap { UniqueID($0) })
      let sale = try #require(journal.sales[intent], "lost: receipt \(event.receipt ?? "")")
      #expect(sale.receipt.description == event.receipt)
      #expect(sale.total == event.total)
    }
    let receipts = acknowledged.compactMap(\.receipt)
    #expect(Set(receipts).count == acknowledged.count, "no receipt was given to two diners")
  }
}

/// What the books say, read anew.
private struct Journal: JournalVisitor {
  struct Sale {
    var receipt: ReceiptNumber
    var total: String
  }

  private(set) var receipts: [Int] = []
  private(set) var intents: Set<IntentID> = []
  private(set) var sales: [IntentID: Sale] = [:]
  private(set) var platesSoldTwice: [String] = []
  private var sold: Set<String> = []

  mutating func begin(_ heading: JournalHeading) {}

  mutating func visit(_ record: JournalRecord) -> Bool {
    guard case .success(let transfer) = record.content else { return true }
    receipts.append(transfer.receipt.serial)
    intents.insert(transfer.id)
    guard transfer.kind == .sale else { return true }
    let sum = transfer.particulars.lines.reduce(0) { $0 + $1.amount.minorUnits }
    sales[transfer.id] = Sale(
      receipt: transfer.receipt, total: Currency.cny.plain(Amount(minorUnits: sum)))
    for line in transfer.particulars.lines {
      let place = "\(transfer.particulars.visit?.description ?? "") \(line.plate)"
      if !sold.insert(place).inserted { platesSoldTwice.append(place) }
    }
    return true
  }

  mutating func visit(_ account: AccountState) -> Bool { true }
}
