import GRDB
import Ledger
import Money
import Primitives
import Settlement
import TagReads
import Testing

@testable import LedgerStore

/// Limits of diner groups on the books themselves, and what they cost.
struct LimitTests {
  private func canteen(_ limits: GroupLimits) throws -> Canteen {
    let canteen = try Canteen(rules: LedgerRules(otherLimits: limits))
    try canteen.perform(1, Canteen.topUp(100_000))
    return canteen
  }

  @Test func `a sale that was given back makes room for another`() throws {
    let canteen = try canteen(GroupLimits(perMeal: .init(count: 1)))
    let first = try canteen.perform(2, Canteen.sale(300, visit: 1))
    #expect(try canteen.perform(3, Canteen.sale(300, visit: 2)).refusal == .mealCountLimit)
    let receipt = try #require(first.receipt?.number)
    try canteen.perform(4, .saleRefund(of: receipt, lines: [1], reason: "cold"))
    #expect(try canteen.perform(5, Canteen.sale(300, visit: 3)).receipt != nil)
    #expect(try canteen.perform(3, Canteen.sale(300, visit: 2)).refusal == .mealCountLimit)
  }

  @Test func `limits begin anew with the business day`() throws {
    let canteen = try canteen(GroupLimits(perDay: .init(amount: yuan(500))))
    #expect(try canteen.perform(2, Canteen.sale(400, visit: 1)).receipt != nil)
    #expect(try canteen.perform(3, Canteen.sale(101, visit: 2)).refusal == .dayAmountLimit)
    var tomorrow = Canteen.intent(4, Canteen.sale(500, visit: 3))
    tomorrow.businessDay.daysSince1970 += 1
    #expect(try canteen.store.perform(tomorrow).receipt != nil)
  }

  /// Each question the rules ask finds its rows by an index: none reads a whole table, however long
  /// the journal is.
  static let questions = [
    """
    SELECT sequence FROM transfers AS sale
    WHERE sale.kind = 'sale' AND sale.account = 1 AND sale.business_day = 5
    """,
    "SELECT sequence FROM transfers WHERE refers_to = 5 AND kind IN ('reversal', 'sale-refund')",
    """
    SELECT 1 FROM transfers AS paid WHERE paid.kind = 'top-up' AND paid.note <> ''
      AND paid.note = 'x'
    """,
    "SELECT purse FROM purses WHERE account = 1",
    """
    SELECT sequence FROM transfers WHERE account = (SELECT id FROM accounts WHERE number = 'A')
    AND sequence < 9 ORDER BY sequence DESC LIMIT 5
    """,
    """
    SELECT purse FROM purses WHERE expires < 9 AND (expires, account, purse) > (1, 1, '')
    ORDER BY expires, account, purse LIMIT 5
    """,
    "SELECT 1 FROM batches ORDER BY at DESC, id LIMIT 5",
  ]

  @Test(arguments: questions) func `an index answers`(question: String) throws {
    let canteen = try Canteen()
    let plan = try canteen.store.pool.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + question).map { $0["detail"] as String }
    }
    #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("USING") }, "\(plan)")
    #expect(!plan.contains("USE TEMP B-TREE FOR ORDER BY"), "\(plan)")
  }

  @Test func `what an account held at a moment is the sum of what was before`() throws {
    let canteen = try Canteen()
    let ticket = try #require(Ticket(kind: "lunch", face: yuan(1500)))
    let acts: [(at: Int64, body: Intent.Body)] = [
      (10, Canteen.topUp(5000)),
      (20, .grant(account: "A0001", amount: yuan(700), expires: CalendarDay("2026-12-31"))),
      (30, .buyTickets(account: "A0001", ticket, count: 2, tender: nil, note: "")),
      (40, Canteen.sale(1000, visit: 1)),
    ]
    for (index, act) in acts.enumerated() {
      _ = try canteen.store.perform(Canteen.intent(index + 1, act.body, at: act.at))
    }
    let held = { (at: Int64) in
      try #require(
        try canteen.store.holdings(of: "A0001", at: WallTime(milliseconds: at)))
    }
    #expect(try held(9) == Holdings())
    #expect(try held(29).cash == yuan(5000) && held(29).purses.total(of: .subsidy) == yuan(700))
    #expect(try held(30).cash == yuan(2000))
    #expect(try held(39).purses[.tickets(ticket)] == yuan(3000))
    let now = try held(1000)
    let state = try #require(try canteen.store.account("A0001")?.state)
    #expect(now.cash == state.cash && now.purses == state.purses)
    #expect(try canteen.store.holdings(of: "B", at: WallTime(milliseconds: 1)) == nil)
  }
}
