import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// The process is killed in the middle of a batch: the books are as before it, or as after it.
@Suite(.serialized) struct BatchCrashTests {
  static let accountCount = 400

  @Test(arguments: ["grant", "charge", "reversal"])
  func `20 kills leave no batch half done`(kind: String) throws {
    let canteen = try Canteen(Scratch(onDisk: true))
    try canteen.store.openAccounts(
      (1...Self.accountCount).map {
        NewAccount(
          number: AccountNumber("S\($0)") ?? "none", group: "student", floor: yuan(-1_000_000))
      })
    try canteen.store.close()
    var random = SeededGenerator(seed: 5)
    var (done, cutOff) = (0, 0)
    for round in 0..<20 {
      let first = 1_000 * (round + 1)
      let sayings = try Worker.run(
        ["batch", canteen.scratch.path, "\(first)", kind],
        doom: .init(
          lineCount: random.integer(1...4), delay: .microseconds(random.integer(0...60_000))))
      #expect(sayings.failures == [], "round \(round)")
      let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
      let batches = try store.batches(limit: 1000)
      #expect(batches.allSatisfy { $0.count == Self.accountCount }, "round \(round)")
      #expect(try store.status().transferCount == batches.count * Self.accountCount)
      for id in sayings.done.keys {
        #expect(batches.contains { $0.id == UniqueID(high: 4, low: UInt64(id)) })
      }
      done = batches.count
      cutOff += sayings.tried.count { sayings.done[$0] == nil }
      if round.isMultiple(of: 10) { #expect(try store.verify().isSound) }
      try store.close()
    }
    print("\(kind): 20 kills, \(done) batches of \(Self.accountCount) done, \(cutOff) cut off")
    #expect(done > 0 && cutOff > 0)
    let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
    #expect(try store.verify().isSound)
    try store.close()
  }
}
