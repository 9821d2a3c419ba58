import Ledger
import Money
import Primitives
import Testing

struct SaleRuleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var cash: Int64
    var subsidy: Int64
    var floor: Int64
    var total: Int64
    var subsidyFirst: String
    var cashFirst: String

    var testDescription: String { "\(cash)+\(subsidy) floor \(floor) pays \(total)" }
  }

  static let cases: [Case] = [
    Case(cash: 500, subsidy: 0, floor: 0, total: 500, subsidyFirst: "0/0", cashFirst: "0/0"),
    Case(
      cash: 500, subsidy: 0, floor: 0, total: 501, subsidyFirst: "insufficientBalance",
      cashFirst: "insufficientBalance"),
    Case(
      cash: 500, subsidy: 300, floor: 0, total: 200, subsidyFirst: "500/100",
      cashFirst: "300/300"),
    Case(
      cash: 500, subsidy: 300, floor: 0, total: 600, subsidyFirst: "200/0", cashFirst: "0/200"),
    Case(
      cash: 100, subsidy: 300, floor: -200, total: 600, subsidyFirst: "-200/0",
      cashFirst: "-200/0"),
    Case(
      cash: 100, subsidy: 300, floor: -200, total: 601, subsidyFirst: "insufficientBalance",
      cashFirst: "insufficientBalance"),
    Case(
      cash: 500, subsidy: 0, floor: 200, total: 301, subsidyFirst: "insufficientBalance",
      cashFirst: "insufficientBalance"),
    Case(
      cash: 500, subsidy: 0, floor: 200, total: 300, subsidyFirst: "200/0", cashFirst: "200/0"),
    Case(cash: -50, subsidy: 80, floor: 0, total: 20, subsidyFirst: "-50/60", cashFirst: "-50/60"),
    Case(cash: 0, subsidy: 0, floor: 900, total: 0, subsidyFirst: "0/0", cashFirst: "0/0"),
  ]

  @Test(arguments: cases) func `a sale takes from the wallets in order`(_ row: Case) {
    let facts = facts(account(cash: row.cash, subsidy: row.subsidy, floor: row.floor))
    let sale = intent(.sale(order(row.total)))
    #expect(LedgerRules().judge(sale, given: facts).brief == row.subsidyFirst)
    #expect(
      LedgerRules(spendingOrder: .cashFirst).judge(sale, given: facts).brief == row.cashFirst)
  }

  @Test func `a sale posts what it took against sales`() throws {
    let verdict = LedgerRules().judge(
      intent(.sale(order(600))), given: facts(account(cash: 500, subsidy: 300)))
    let transfer = try #require(verdict.transfer)
    #expect(
      transfer.postings == [
        Posting(.wallet("A0001", .cash), yuan(-300)),
        Posting(.wallet("A0001", .subsidy), yuan(-300)),
        Posting(.sales, yuan(600)),
      ])
    #expect(transfer.answer.cashChange == yuan(-300))
    #expect(transfer.answer.subsidyAfter == yuan(0))
  }

  @Test(arguments: [
    (CardUse.lost, AccountStanding.open, "lostCard"), (.blocked, .open, "blockedCard"),
    (.valid, .blocked, "blockedAccount"), (.valid, .closed, "accountClosed"),
  ])
  func `a card or account that may not pay is refused`(
    use: CardUse, standing: AccountStanding, expected: String
  ) {
    let facts = facts(account(cash: 900, standing: standing), use: use)
    #expect(LedgerRules().judge(intent(.sale(order(100))), given: facts).brief == expected)
  }

  @Test func `a card of somebody else does not open the account`() {
    var facts = facts(account(cash: 900))
    facts.card = .init(account: "A0002", use: .valid)
    #expect(LedgerRules().judge(intent(.sale(order(100))), given: facts).brief == "unknownCard")
    facts.card = nil
    #expect(LedgerRules().judge(intent(.sale(order(100))), given: facts).brief == "unknownCard")
    let keyed = intent(.sale(order(100, card: nil)))
    #expect(LedgerRules().judge(keyed, given: facts).brief == "800/0")
  }

  @Test func `a plate paid in this visit is not sold again`() {
    var facts = facts(account(cash: 900))
    facts.platesSold = ["E0040150A05F02B7"]
    #expect(
      LedgerRules().judge(intent(.sale(order(100))), given: facts).brief == "alreadyPaidPlate")
  }

  static let contradictions: [SaleOrder] = [
    order(100, lines: []),
    order(100, lines: [line(99)]),
    order(0, lines: [line(-100), line(100, plate: "E0040150A05F02B8")]),
    order(200, lines: [line(100), line(100)]),
    order(100, card: String(repeating: "0", count: 300)),
    order(100, lines: [line(100, name: "Rice\u{7}")]),
    order(100, lines: [line(100, name: String(repeating: "饭", count: 200))]),
    order(LedgerBounds.amountMax + 1),
  ]

  static func line(
    _ amount: Int64, plate: String = "E0040150A05F02B7", name: String = "Rice"
  ) -> SaleLine {
    SaleLine(plate: plate, dish: nil, name: name, amount: yuan(amount), vatBasisPoints: 0)
  }

  @Test(arguments: contradictions.indices) func `a bill that contradicts itself is refused`(
    _ index: Int
  ) {
    let sale = intent(.sale(Self.contradictions[index]))
    let facts = facts(account(cash: LedgerBounds.amountMax * 2))
    #expect(LedgerRules().judge(sale, given: facts).brief == "malformed")
  }

  @Test func `wallets beyond the bounds stop a sale instead of the program`() {
    let facts = facts(account(cash: .max))
    #expect(LedgerRules().judge(intent(.sale(order(1))), given: facts).brief == "malformed")
  }
}
