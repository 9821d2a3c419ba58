import Foundation
import Ledger
import LedgerStore
import Menus
import Money
import Primitives
import Testing

@testable import Station

/// What staff do with money at the desk, on the sample canteen.
@Suite struct MoneyDeskTests {
  private let desk: BooksDesk

  init() throws {
    desk = try BooksDesk { configuration in
      configuration.guestGroup = "guest"
      configuration.tickets = [Ticket(kind: "lunch", face: Amount(minorUnits: 1500))].compactMap {
        $0
      }
    }
    try desk.answer(.openAccount(number: "A1", group: "student", name: nil, floor: 0))
    try desk.answer(.openAccount(number: "A2", group: "student", name: nil, floor: 0))
  }

  private func act(_ id: Int, _ act: MoneyAct) -> DeskRequest {
    .act(act, intent: UniqueID(high: 7, low: UInt64(id)))
  }

  @discardableResult
  private func receipt(_ id: Int, _ act: MoneyAct) throws -> ReceiptAnswer {
    guard case .receipt(let receipt) = try desk.answer(self.act(id, act)) else {
      throw BooksDesk.Unanswered(reply: .answer(.done))
    }
    return receipt
  }

  private func sale(_ number: String) throws -> SaleAnswer {
    guard case .sale(let sale) = try desk.answer(.showSale(receipt: number)) else {
      throw BooksDesk.Unanswered(reply: .answer(.done))
    }
    return sale
  }

  private func batch(_ id: Int, _ act: BatchAct, check: Bool = false) -> DeskRequest {
    .batch(act, id: UniqueID(high: 8, low: UInt64(id)), check: check)
  }

  private func topUp(_ id: Int, _ amount: Int64) throws {
    try receipt(id, .topUp(number: "A1", amount: amount, tender: "cash", note: ""))
  }

  @Test func `cash over the counter needs no account, and carries what a settlement needs`() throws
  {
    let code = try #require(try desk.store.catalogue().dishes.first?.code.rawValue)
    let receipt = try receipt(
      1, .ringUp(RingUp(items: ["\(code):2", "3.50"], tender: "cash", lane: 2, vat: 600)))
    #expect(receipt.account == nil && receipt.kind == "sale")
    let sale = try sale(receipt.receipt)
    #expect(sale.lines.map(\.dish) == [code, code, nil] && sale.lines[2].amount == "3.50")
    #expect(sale.lane == 2 && sale.group == "guest" && sale.by == "shell:li")
    #expect(sale.postings.map(\.book) == ["sales", "tender:cash"])
    #expect(sale.postings[0].amount == receipt.total && receipt.change == "0.00")
    #expect(desk.refusal(act(2, .ringUp(RingUp(items: ["D9999"], tender: "cash")))) != nil)
    #expect(desk.refusal(act(2, .ringUp(RingUp(items: ["1.00"]))))?.contains("who pays") == true)
  }

  @Test func `a ticket pays up to its value, and the wallets what is more`() throws {
    try topUp(1, 10_000)
    try receipt(2, .buyTickets(number: "A1", kind: "lunch", count: 2, tender: nil, note: ""))
    #expect(try desk.account("A1").cash == "70.00")
    #expect(try desk.account("A1").purses.map(\.tickets) == [2])
    try receipt(3, .ringUp(RingUp(items: ["12.00"], account: "A1", ticket: "lunch")))
    #expect(try desk.account("A1").cash == "70.00")
    let dear = try receipt(4, .ringUp(RingUp(items: ["18.00"], account: "A1", ticket: "lunch")))
    #expect(dear.total == "18.00" && dear.cash == "67.00")
    #expect(try sale("Test-000003").postings.map(\.book).contains("ticket-rests"))
    #expect(
      desk.refusal(act(5, .ringUp(RingUp(items: ["1.00"], account: "A1", ticket: "lunch"))))?
        .contains("noTicket") == true)
    let whole = try receipt(6, .refundSale(receipt: "Test-000003", lines: [], reason: "cold"))
    #expect(whole.total == "-12.00")
    #expect(try desk.account("A1").purses.map(\.tickets) == [1])
    #expect(try desk.answer(.verify(full: true)) == sound(transfers: 5, accounts: 2))
  }

  private func sound(transfers: Int, accounts: Int) -> DeskAnswer {
    .verification(
      VerificationAnswer(
        isSound: true, isFull: true, transfers: transfers, accounts: accounts, fault: nil))
  }

  @Test func `lines are given back one by one, never twice, and the rest as a whole`() throws {
    try topUp(1, 10_000)
    try receipt(2, .ringUp(RingUp(items: ["1.00", "2.00", "4.00"], account: "A1")))
    let first = try receipt(3, .refundSale(receipt: "Test-000002", lines: [2], reason: "cold"))
    #expect(first.total == "-2.00" && first.cash == "95.00")
    #expect(try sale("Test-000002").lines.map(\.isGivenBack) == [false, true, false])
    for (id, lines) in [(41, [2]), (42, [])] {
      #expect(
        desk.refusal(act(id, .refundSale(receipt: "Test-000002", lines: lines, reason: "r")))?
          .contains("alreadyRefunded") == true)
    }
    #expect(
      desk.refusal(act(5, .reverse(receipt: "Test-000002", reason: "r")))?
        .contains("alreadyRefunded") == true)
    let rest = try receipt(6, .refundSale(receipt: "Test-000002", lines: [1, 3], reason: "r"))
    #expect(rest.cash == "100.00")
    #expect(desk.refusal(act(7, .refundSale(receipt: "Test-000002", lines: [], reason: ""))) != nil)
  }

  @Test func `a bank reference is booked once, unless it was reversed`() throws {
    let paid = MoneyAct.topUp(number: "A1", amount: 500, tender: "bank", note: "REF 1")
    try receipt(1, paid)
    #expect(desk.refusal(act(2, paid))?.contains("referenceUsed") == true)
    try receipt(3, .reverse(receipt: "Test-000001", reason: "wrong account"))
    try receipt(4, .topUp(number: "A2", amount: 500, tender: "bank", note: "REF 1"))
    #expect(
      desk.refusal(act(5, .topUp(number: "A1", amount: 500, tender: "bank", note: "")))?
        .contains("--note") == true)
  }

  @Test func `a file is booked as a whole, and every fault told with its line`() throws {
    let faulty = file("c.csv", "account,amount,reason\nA1,x,bowl\n\nA2,3.00,\nA 3,1.00,r\n")
    let refusal = try #require(desk.refusal(batch(1, .file(.charge, faulty))))
    #expect(refusal.split(separator: "\n").count == 3)
    #expect(refusal.contains("c.csv:2:") && refusal.contains("c.csv:5:"))
    let unknown = file("t.csv", "account,amount,reference\nA1,5.00,R1\nA9,5.00,R2\n")
    #expect(
      desk.refusal(batch(2, .file(.topUp, unknown)))?.contains("line 3: unknownAccount") == true)
    #expect(try desk.account("A1").cash == "0.00")
    let sound = file("t.csv", "amount,account,reference\n5.00,A1,R1\n7.00,A2,R2\n")
    for check in [true, false] {
      guard case .batch(let done) = try desk.answer(batch(3, .file(.topUp, sound), check: check))
      else { return #expect(Bool(false), "a batch was asked for") }
      #expect(done.transfers == 2 && done.total == "12.00" && done.isApplied != check)
    }
    #expect(try desk.account("A2").cash == "7.00")
  }

  @Test func `a group gets its grant for a month, and a second time nothing`() throws {
    let grant = BatchAct.grantGroup(group: "student", amount: 20_000, expires: "month")
    for _ in 1...2 {
      guard case .batch(let done) = try desk.answer(batch(1, grant)) else {
        return #expect(Bool(false), "a batch was asked for")
      }
      #expect(done.transfers == 2 && done.firstReceipt == "Test-000001")
    }
    let purse = try #require(try desk.account("A1").purses.first)
    #expect(purse.amount == "200.00")
    let last = try #require(purse.expires.flatMap { CalendarDay($0) })
    #expect(last.lastOfMonth == last)
    #expect(
      desk.refusal(batch(2, .grantGroup(group: "alumni", amount: 1, expires: nil)))?
        .contains("student") == true)
    #expect(
      try desk.answer(.expire) == .expiry(ExpiryAnswer(transfers: 0, total: "0.00")))
  }

  @Test(arguments: [
    ("2026-11-26", "2026-11-30"), ("2028-02-01", "2028-02-29"), ("2026-12-31", "2026-12-31"),
  ])
  func `a month has its last day`(day: String, last: String) {
    #expect(CalendarDay(day)?.lastOfMonth.description == last)
  }
}
