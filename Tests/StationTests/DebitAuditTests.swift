import Ledger
import LedgerStore
import Money
import Primitives
import TagReads
import Testing

@testable import Station

/// The judge of the demonstration must be able to find it guilty.
@Suite struct DebitAuditTests {
  private static let rice = "E004015000A01001"
  private static let soup = "E004015000A01002"
  private static let intent = UniqueID(high: 7, low: 7)

  /// One diner, two plates, 3.00 each: what lay on the antenna.
  private func truth(_ change: (inout PaymentTruth) -> Void = { _ in }) throws -> PaymentTruth {
    let plates = try [Self.rice, Self.soup].map { try #require(TagID($0)) }
    var truth = PaymentTruth(
      intent: Self.intent, account: "A1", due: plates, inMotion: [],
      prices: Dictionary(uniqueKeysWithValues: plates.map { ($0, Amount(minorUnits: 300)) }),
      hasStranger: false)
    change(&truth)
    return truth
  }

  /// Real books in which that diner has paid these plates.
  private func records(of plates: [String], times: Int = 1) throws -> [JournalRecord] {
    let desk = try BooksDesk()
    for number in ["A1", "A2"] {
      try desk.answer(.openAccount(number: number, group: "", name: nil, floor: -100_000))
    }
    let lines = plates.map {
      SaleLine(
        plate: $0, dish: nil, name: "dish", amount: Amount(minorUnits: 300), vatBasisPoints: 0)
    }
    let order = SaleOrder(
      account: "A1", card: nil, lane: 1,
      visit: UniqueID(high: 3, low: 3), mealPeriod: nil, lines: lines,
      total: Amount(minorUnits: Int64(300 * plates.count)))
    let outcome = try desk.store.perform(
      Intent(
        id: Self.intent, at: WallTime(milliseconds: 1), businessDay: CalendarDay(daysSince1970: 1),
        by: "test", body: .sale(order)))
    guard case .done = outcome else { throw BooksDesk.Unanswered(reply: .answer(.done)) }
    var collector = Collector()
    try desk.store.tour(&collector)
    return Array(repeating: collector.records, count: times).flatMap { $0 }
  }

  private func audit(
    _ records: [JournalRecord], against truth: PaymentTruth?
  ) -> (wrong: Int, lost: Int, doubled: Int) {
    var audit = DebitAudit(truths: truth.map { [$0] } ?? [], paidIntents: [Self.intent])
    for record in records { _ = audit.visit(record) }
    return (audit.wrongCount, audit.lostCount, audit.doubledCount)
  }

  @Test func `a debit for what lay there is right`() throws {
    let found = audit(try records(of: [Self.rice, Self.soup]), against: try truth())
    #expect(found == (0, 0, 0))
  }

  @Test func `a plate that was overlooked makes the bill wrong`() throws {
    #expect(audit(try records(of: [Self.rice]), against: try truth()) == (1, 0, 0))
  }

  @Test func `a plate that did not lie there makes the bill wrong`() throws {
    let truth = try truth { $0.due.removeLast() }
    #expect(audit(try records(of: [Self.rice, Self.soup]), against: truth) == (1, 0, 0))
  }

  @Test func `another price, another account and a stranger's plate each make it wrong`() throws {
    let books = try records(of: [Self.rice, Self.soup])
    let price = try truth { $0.prices[$0.due[0]] = Amount(minorUnits: 301) }
    #expect(audit(books, against: price) == (1, 0, 0))
    let other: AccountNumber = "A2"
    #expect(audit(books, against: try truth { $0.account = other }) == (1, 0, 0))
    #expect(audit(books, against: try truth { $0.hasStranger = true }) == (1, 0, 0))
  }

  @Test func `a debit nobody was at the counter for is wrong`() throws {
    #expect(audit(try records(of: [Self.rice, Self.soup]), against: nil) == (1, 0, 0))
  }

  @Test func `a debit nobody was told of is found`() throws {
    var silent = DebitAudit(truths: [try truth()], paidIntents: [])
    for record in try records(of: [Self.rice, Self.soup]) { _ = silent.visit(record) }
    #expect(silent.unannouncedCount == 1)
    #expect(silent.lostCount == 0)
  }

  @Test func `a debit that is missing from the books is lost`() throws {
    #expect(audit([], against: try truth()) == (0, 1, 0))
  }

  @Test func `a debit that stands there twice is doubled`() throws {
    let found = audit(try records(of: [Self.rice, Self.soup], times: 2), against: try truth())
    #expect(found == (0, 0, 1))
  }
}

private struct Collector: JournalVisitor {
  private(set) var records: [JournalRecord] = []

  mutating func begin(_ heading: JournalHeading) {}

  mutating func visit(_ record: JournalRecord) -> Bool {
    records.append(record)
    return true
  }

  mutating func visit(_ account: AccountState) -> Bool { true }
}
