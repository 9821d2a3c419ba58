import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// The process is killed at any moment: what it was told is done stays done, once.
@Suite(.serialized) struct CrashTests {
  static let killCount = 200

  @Test func `200 kills lose no acknowledged debit and double none`() throws {
    let canteen = try Canteen(onDisk: true, accounts: 2)
    try canteen.perform(1, Canteen.topUp(900_000_000, of: 1))
    try canteen.perform(2, Canteen.topUp(900_000_000, of: 2))
    try canteen.store.close()
    var random = SeededGenerator(seed: 11)
    var effects: Set<Int> = []
    var acknowledged = 0
    for round in 0..<Self.killCount {
      let first = 1_000_000 * (round + 1)
      let threads = random.integer(1...4)
      let sayings = try Worker.run(
        ["debit", canteen.scratch.path, "\(first)", "\(threads)"], doom: doom(&random))
      #expect(sayings.failures == [], "round \(round)")
      acknowledged += sayings.done.count
      let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
      try checkRound(sayings, store, &effects)
      if round.isMultiple(of: 25) || round == Self.killCount - 1 {
        let report = try store.verify()
        #expect(report.isSound, "round \(round): \(report.fault?.description ?? "")")
      }
      try store.close()
    }
    #expect(acknowledged > Self.killCount)
    print("kills \(Self.killCount), acknowledged \(acknowledged), effects \(effects.count)")
  }

  /// One in four falls while the books are being opened, the others among the debits.
  private func doom(_ random: inout SeededGenerator) -> Worker.Doom {
    if random.chance(0.25) {
      return .init(lineCount: 0, delay: .microseconds(random.integer(0...60_000)))
    }
    return .init(
      lineCount: random.integer(1...40), delay: .microseconds(random.integer(0...3_000)))
  }

  /// Every acknowledged sale is there under its receipt; every other one that was tried has one
  /// effect after asking again, twice.
  private func checkRound(
    _ sayings: Worker.Sayings, _ store: LedgerStore, _ effects: inout Set<Int>
  ) throws {
    for (id, serial) in sayings.done.sorted(by: { $0.key < $1.key }) {
      let outcome = try store.outcome(of: Worker.sale(id).id)
      #expect(outcome?.receipt?.number.serial == serial, "sale \(id)")
    }
    for id in sayings.tried where sayings.done[id] == nil {
      let before = try store.outcome(of: Worker.sale(id).id)
      let count = try store.status().transferCount
      let first = try store.perform(Worker.sale(id))
      #expect(try store.perform(Worker.sale(id)) == first)
      #expect(before == nil || before == first)
      #expect(try store.status().transferCount == count + (before == nil ? 1 : 0))
    }
    effects.formUnion(sayings.tried)
    #expect(try store.status().transferCount == effects.count + 2)
  }

  /// A file that may not grow gives EFBIG, an error of the disk that is not "full".
  @Test func `a failing disk stops the books, and what was acknowledged is there`() throws {
    let canteen = try Canteen(onDisk: true, accounts: 2)
    try canteen.perform(1, Canteen.topUp(900_000_000, of: 1))
    try canteen.perform(2, Canteen.topUp(900_000_000, of: 2))
    try canteen.store.close()
    let size = try canteen.scratch.books().count
    let sayings = try Worker.run(["limit", canteen.scratch.path, "\(size + 100_000)"])
    #expect(sayings.failures == ["inputOutput", "booksStopped"])
    #expect(!sayings.done.isEmpty)
    let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
    for (id, serial) in sayings.done {
      #expect(try store.outcome(of: Worker.sale(id).id)?.receipt?.number.serial == serial)
    }
    let last = try #require(sayings.tried.dropLast().last)
    #expect(try store.perform(Worker.sale(last)).receipt != nil)
    #expect(try store.verify().isSound)
  }
}
