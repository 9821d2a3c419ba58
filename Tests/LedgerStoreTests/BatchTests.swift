import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// Many acts as one: all of them are done, or none.
struct BatchTests {
  private func canteen(_ count: Int = 3) throws -> Canteen {
    let canteen = try Canteen(Scratch())
    try canteen.store.openAccounts(
      (1...count).map { NewAccount(number: Self.number($0), group: "student") }
        + [NewAccount(number: "B1", group: "staff")])
    return canteen
  }

  static func number(_ index: Int) -> AccountNumber { AccountNumber("S\(index)") ?? "none" }

  private func batch(_ id: Int, _ act: Batch.Act, day: Int = 20_780) -> Batch {
    Batch(
      id: UniqueID(high: 0x3333, low: UInt64(id)), at: WallTime(milliseconds: 5_000),
      businessDay: CalendarDay(daysSince1970: day), by: "finance", act: act)
  }

  private func grant(_ id: Int, _ amount: Int64 = 500) -> Batch {
    batch(id, .grant(group: "student", amount: yuan(amount), expires: nil))
  }

  private func held(_ canteen: Canteen, _ index: Int) throws -> Int64? {
    try canteen.store.account(Self.number(index))?.state.subsidy.minorUnits
  }

  @Test func `a grant reaches every account of the group that is not closed, and no other`() throws
  {
    let canteen = try canteen(1200)
    try canteen.store.setStanding(.closed, of: Self.number(7))
    try canteen.store.setStanding(.blocked, of: Self.number(8))
    let outcome = try canteen.store.perform(grant(1))
    guard case .done(let receipt) = outcome else { return #expect(Bool(false), "refused") }
    #expect(receipt.count == 1199 && receipt.total == yuan(1199 * 500))
    #expect(receipt.first?.serial == 1)
    #expect(try held(canteen, 1200) == 500 && held(canteen, 8) == 500)
    #expect(try held(canteen, 7) == 0)
    #expect(try canteen.store.account("B1")?.state.subsidy == yuan(0))
    let transfer = try canteen.store.transfer(ReceiptNumber(station: "East", serial: 1))
    #expect(transfer?.particulars.batch == grant(1).id && transfer?.by == "finance")
    #expect(try canteen.store.verify().isSound)
    #expect(try canteen.store.batches(limit: 9) == [receipt])
  }

  @Test func `the same batch again gets the first answer, another of its id is refused`() throws {
    let canteen = try canteen()
    let first = try canteen.store.perform(grant(1))
    #expect(try canteen.store.perform(grant(1)) == first)
    #expect(try canteen.store.perform(grant(1, 501)) == .sameBatchOtherBody)
    #expect(try held(canteen, 1) == 500)
    #expect(try canteen.store.status().transferCount == 3)
  }

  @Test func `one row that is refused keeps all others from being booked, also later`() throws {
    let canteen = try canteen()
    let charge = { (index: Int) in
      Intent.Body.charge(
        Charge(account: Self.number(index), amount: yuan(300), reason: "bowl"))
    }
    try canteen.perform(
      1, .topUp(account: Self.number(1), amount: yuan(900), tender: .cash, note: ""))
    let rows = batch(2, .rows([charge(1), charge(2), charge(9)]))
    let expected = BatchOutcome.refused([
      BatchComplaint(place: "row 2", refusal: .insufficientBalance),
      BatchComplaint(place: "row 3", refusal: .unknownAccount),
    ])
    #expect(try canteen.store.perform(rows, isCheck: true) == expected)
    #expect(try canteen.store.perform(rows) == expected)
    #expect(try canteen.store.status().transferCount == 1)
    try canteen.perform(
      3, .topUp(account: Self.number(2), amount: yuan(900), tender: .cash, note: ""))
    #expect(try canteen.store.perform(rows) == expected)
    let sound = batch(4, .rows([charge(1), charge(2)]))
    guard case .done(let receipt) = try canteen.store.perform(sound) else {
      return #expect(Bool(false), "refused")
    }
    #expect(receipt.count == 2 && receipt.total == yuan(-600))
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `a check changes nothing and costs no id`() throws {
    let canteen = try canteen()
    guard case .done(let receipt) = try canteen.store.perform(grant(1), isCheck: true) else {
      return #expect(Bool(false), "refused")
    }
    #expect(receipt.count == 3)
    #expect(try canteen.store.status().transferCount == 0)
    #expect(try canteen.store.batches(limit: 9).isEmpty)
    guard case .done = try canteen.store.perform(grant(1)) else {
      return #expect(Bool(false), "the check has used the id")
    }
  }

  @Test func `two rows that together are too much are refused together`() throws {
    let canteen = try canteen()
    try canteen.perform(
      1, .topUp(account: Self.number(1), amount: yuan(500), tender: .cash, note: ""))
    let charge = Intent.Body.charge(
      Charge(account: Self.number(1), amount: yuan(300), reason: "bowl"))
    #expect(
      try canteen.store.perform(batch(2, .rows([charge, charge])))
        == .refused([BatchComplaint(place: "row 2", refusal: .insufficientBalance)]))
    #expect(try canteen.store.account(Self.number(1))?.state.cash == yuan(500))
  }

  @Test func `a batch is reversed whole, once`() throws {
    let canteen = try canteen()
    _ = try canteen.store.perform(grant(1))
    let reversal = batch(2, .reversal(of: grant(1).id, reason: "twice", takesWhatIsLeft: false))
    let first = try canteen.store.perform(reversal)
    guard case .done(let receipt) = first else { return #expect(Bool(false), "refused") }
    #expect(receipt.count == 3 && receipt.total == yuan(-1500))
    #expect(try held(canteen, 1) == 0)
    #expect(try canteen.store.perform(reversal) == first)
    let again = batch(3, .reversal(of: grant(1).id, reason: "again", takesWhatIsLeft: false))
    #expect(throws: StoreError.self) { try canteen.store.perform(again) }
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `of a grant that was spent in part, all or what is left is taken back`() throws {
    let canteen = try canteen()
    _ = try canteen.store.perform(grant(1))
    try canteen.perform(
      1, .charge(Charge(account: Self.number(2), amount: yuan(350), reason: "meal")))
    let whole = batch(2, .reversal(of: grant(1).id, reason: "r", takesWhatIsLeft: false))
    #expect(
      try canteen.store.perform(whole)
        == .refused([
          BatchComplaint(place: "receipt East-000002", refusal: .insufficientBalance)
        ]))
    #expect(try held(canteen, 1) == 500)
    let left = batch(3, .reversal(of: grant(1).id, reason: "r", takesWhatIsLeft: true))
    guard case .done(let receipt) = try canteen.store.perform(left) else {
      return #expect(Bool(false), "refused")
    }
    #expect(receipt.total == yuan(-1150))
    #expect(try [1, 2, 3].map { try held(canteen, $0) } == [0, 0, 0])
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `what has expired is taken back once, and what is left of others stays`() throws {
    let canteen = try canteen(450)
    let monthly = Batch.Act.grant(
      group: "student", amount: yuan(500), expires: CalendarDay(daysSince1970: 20_781))
    _ = try canteen.store.perform(batch(1, monthly))
    _ = try canteen.store.perform(grant(2, 100))
    try canteen.perform(
      1, .charge(Charge(account: Self.number(2), amount: yuan(350), reason: "meal")))
    var generator = SeededGenerator(seed: 1)
    let expire = { (day: Int) throws(StoreError) -> Expired in
      try canteen.store.expire(
        on: CalendarDay(daysSince1970: day), at: WallTime(milliseconds: 9), by: "night",
        mint: { UniqueID(using: &generator) })
    }
    #expect(try expire(20_781).count == 0)
    let expired = try expire(20_782)
    #expect(expired.count == 450 && expired.total == yuan(450 * 500 - 350))
    #expect(try held(canteen, 2) == 100)
    #expect(try expire(20_790).count == 0)
    let report = try canteen.store.verify()
    #expect(report.isSound && report.totals.expiries == expired.total)
  }
}
