import Primitives
import Testing

@testable import Station

@Suite struct AccountDeskTests {
  private let desk: BooksDesk
  private let intent = UniqueID(high: 1, low: 1)

  init() throws {
    desk = try BooksDesk()
    try desk.answer(.openAccount(number: "A1", group: "student", name: "Li", floor: 0))
  }

  private func topUp(_ amount: Int64, _ intent: UniqueID? = nil) -> DeskRequest {
    .topUp(intent: intent ?? self.intent, number: "A1", amount: amount, tender: "cash", note: "")
  }

  @Test func `an account is opened empty and shown without its owner's name`() throws {
    let account = try desk.account("A1")
    #expect(account.group == "student" && account.status == "open")
    #expect(account.cash == "0.00" && account.subsidy == "0.00" && account.available == "0.00")
    #expect(account.cards.isEmpty && account.currency == "CNY")
  }

  @Test func `an account of an unknown group is refused with the groups there are`() {
    #expect(
      desk.refusal(.openAccount(number: "A2", group: "alumni", name: nil, floor: 0))
        == "there is no diner group 'alumni': guest, pupil, retired, staff, student")
    #expect(desk.refusal(.showAccount(number: "A2"))?.contains("accounts open") == true)
  }

  @Test func `a number that is taken or that is none is refused`() {
    #expect(
      desk.refusal(.openAccount(number: "A1", group: "", name: nil, floor: 0))
        == "Account A1 exists already. Choose another number.")
    #expect(
      desk.refusal(.openAccount(number: "A 1", group: "", name: nil, floor: 0))?
        .contains("is not an account number") == true)
  }

  @Test func `a card bound twice is refused with the remedy, and stays where it was`() throws {
    try desk.answer(.openAccount(number: "A2", group: "", name: nil, floor: 0))
    try desk.answer(.addCard(number: "A1", tag: "E0040350A05F02B7"))
    let refusal = try #require(desk.refusal(.addCard(number: "A2", tag: "E0040350A05F02B7")))
    #expect(refusal.contains("accounts card remove"))
    #expect(!refusal.contains("E0040350A05F02B7"))
    #expect(try desk.account("A1").cards == ["E0040350A05F02B7"])
    #expect(try desk.account("A2").cards.isEmpty)
    try desk.answer(.removeCard(tag: "E0040350A05F02B7"))
    try desk.answer(.addCard(number: "A2", tag: "E0040350A05F02B7"))
    #expect(try desk.account("A2").cards == ["E0040350A05F02B7"])
  }

  @Test func `a tag that is none and a card nobody has are refused`() {
    #expect(
      desk.refusal(.addCard(number: "A1", tag: "E004"))?.contains("is not a tag") == true)
    #expect(
      desk.refusal(.removeCard(tag: "E0040350A05F02B7"))?.contains("accounts card add") == true)
  }

  @Test func `the same top-up asked for twice pays in once`() throws {
    let first = try desk.answer(topUp(5_000))
    #expect(try desk.answer(topUp(5_000)) == first)
    #expect(try desk.account("A1").cash == "50.00")
  }

  @Test func `the same intent with another amount is refused`() throws {
    try desk.answer(topUp(5_000))
    #expect(desk.refusal(topUp(6_000))?.contains("leave --intent out") == true)
    #expect(try desk.account("A1").cash == "50.00")
  }

  @Test(arguments: [0, -1, Int64.min]) func `nothing and less is refused`(amount: Int64) throws {
    #expect(desk.refusal(topUp(amount))?.contains("more than zero") == true)
    #expect(try desk.account("A1").cash == "0.00")
  }

  @Test func `an unknown account and an unknown tender are refused`() {
    #expect(
      desk.refusal(
        .topUp(intent: intent, number: "B9", amount: 1, tender: "cash", note: ""))?
        .contains("open the account first") == true)
    #expect(
      desk.refusal(
        .topUp(intent: UniqueID(high: 1, low: 2), number: "A1", amount: 1, tender: "gold", note: "")
      )
        == "'gold' is not a tender: cash, bank, other")
  }

  @Test func `the history is newest first and as long as asked for`() throws {
    for step in 1...3 {
      try desk.answer(topUp(Int64(step) * 100, UniqueID(high: 2, low: UInt64(step))))
    }
    guard case .history(let receipts) = try desk.answer(.history(number: "A1", limit: 2)) else {
      return #expect(Bool(false), "a history was asked for")
    }
    #expect(receipts.map(\.receipt) == ["Test-000003", "Test-000002"])
    #expect(receipts.map(\.change) == ["3.00", "2.00"])
    #expect(receipts.map(\.cash) == ["6.00", "3.00"])
  }

  @Test(arguments: [false, true])
  func `the books verify with every transfer and account counted`(full: Bool) throws {
    try desk.answer(topUp(5_000))
    let sound = VerificationAnswer(
      isSound: true, isFull: full, transfers: 1, accounts: 1, fault: nil)
    #expect(try desk.answer(.verify(full: full)) == .verification(sound))
  }
}
