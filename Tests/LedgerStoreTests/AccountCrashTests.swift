import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// The process is killed while accounts are imported or closed: each file and each closing is there
/// as a whole, or not at all.
@Suite(.serialized) struct AccountCrashTests {
  @Test func `20 kills among imports leave the accounts of one file`() throws {
    let canteen = try Canteen(Scratch(onDisk: true))
    try canteen.store.close()
    var random = SeededGenerator(seed: 31)
    var (last, cutOff) = (0, 0)
    for round in 0..<20 {
      let sayings = try Worker.run(
        ["accounts", canteen.scratch.path, "\(last + 1)"], doom: doom(&random))
      #expect(sayings.failures == [], "round \(round)")
      let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
      let number = try fileNumber(in: store, "round \(round)")
      let done = sayings.done.keys.max() ?? last
      #expect(number >= done && number <= sayings.tried.last ?? done, "round \(round)")
      if sayings.tried.count > sayings.done.count { cutOff += 1 }
      last = number
      try store.close()
    }
    print("accounts: 20 kills, \(last) files, \(cutOff) cut off")
    #expect(last > 10 && cutOff > 0)
  }

  @Test func `20 kills among closings leave no account half closed`() throws {
    let canteen = try Canteen(Scratch(onDisk: true))
    let count = 1_500
    try fill(canteen.store, count)
    try canteen.store.close()
    var random = SeededGenerator(seed: 32)
    var (next, cutOff) = (1, 0)
    for round in 0..<20 {
      let sayings = try Worker.run(
        ["close", canteen.scratch.path, "\(next)", "\(count)"], doom: doom(&random))
      #expect(sayings.failures == [], "round \(round)")
      let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
      for number in sayings.tried { try checkClosed(number, store, sayings, "round \(round)") }
      cutOff += sayings.tried.count { sayings.done[$0] == nil }
      next = try #require((next...count).first { try !isClosed($0, store) })
      if round % 10 == 9 { #expect(try store.verify().isSound) }
      try store.close()
    }
    print("closing: 20 kills, \(next - 1) accounts closed, \(cutOff) closings cut off")
    #expect(next > 20 && cutOff > 0)
  }

  private func doom(_ random: inout SeededGenerator) -> Worker.Doom {
    .init(lineCount: random.integer(1...4), delay: .microseconds(random.integer(0...30_000)))
  }

  /// The number that the first account says, which all others and the cards must say, too.
  private func fileNumber(in store: LedgerStore, _ round: String) throws -> Int {
    guard let first = try store.account("B1") else {
      #expect(try store.accountCount() == 0, "\(round)")
      return 0
    }
    let number = -Int(first.state.floor.minorUnits)
    for index in stride(from: 1, through: 1_000, by: 37) {
      let record = try #require(try store.account(AccountNumber("B\(index)") ?? "none"))
      #expect(record.name == "Diner \(number)" && record.state.floor == first.state.floor)
      #expect(record.validity.until == CalendarDay(daysSince1970: 20_000 + number))
    }
    #expect(try store.accountCount() == 1_000, "\(round)")
    #expect(try store.account("B1000")?.cards.count == number, "\(round)")
    return number
  }

  private func fill(_ store: LedgerStore, _ count: Int) throws {
    let numbers = (1...count).compactMap { AccountNumber("S\($0)") }
    try store.openAccounts(numbers.map { NewAccount(number: $0, group: "student") })
    let day = CalendarDay(daysSince1970: 20_780)
    let rows = numbers.flatMap { number -> [Intent.Body] in
      [
        .topUp(account: number, amount: yuan(2_000), tender: .cash, note: ""),
        .grant(account: number, amount: yuan(500), expires: nil),
        .grant(account: number, amount: yuan(300), expires: day),
      ]
    }
    let outcome = try store.perform(
      Batch(
        id: UniqueID(high: 6, low: 1), at: WallTime(milliseconds: 1), businessDay: day, by: "test",
        act: .rows(rows)))
    guard case .done = outcome else { throw StoreError(.refused, "not filled") }
  }

  private func isClosed(_ number: Int, _ store: LedgerStore) throws -> Bool {
    let record = try store.account(AccountNumber("S\(number)") ?? "none")
    return record?.state.standing == .closed
  }

  private func checkClosed(
    _ number: Int, _ store: LedgerStore, _ sayings: Worker.Sayings, _ round: String
  ) throws {
    let account = AccountNumber("S\(number)") ?? "none"
    let record = try #require(try store.account(account))
    let isClosed = record.state.standing == .closed
    #expect(isClosed || sayings.done[number] == nil, "\(round): S\(number) was said to be closed")
    #expect(record.state.isEmpty == isClosed, "\(round): S\(number)")
    #expect(try store.history(account, limit: 10).count == (isClosed ? 6 : 3), "\(round)")
  }
}
