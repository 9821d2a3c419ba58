import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// The close of a day: what a Z holds, and that nothing gets into it afterwards.
struct DayCloseTests {
  private let canteen: Canteen

  init() throws {
    canteen = try Canteen(accounts: 3)
  }

  static func closing(
    _ id: Int, day: Int = 20_780, counted: Int64? = nil, reason: String = ""
  ) -> DayClosing {
    DayClosing(
      id: UniqueID(high: 0x3333, low: UInt64(id)), at: WallTime(milliseconds: 2_000_000),
      businessDay: CalendarDay(daysSince1970: day), timeZone: "Asia/Shanghai",
      dayStartMinute: 240, by: "finance", software: "traytally test", counted: counted,
      reason: reason)
  }

  private func lunch() throws {
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.perform(2, Canteen.sale(530, plates: [1, 2], visit: 1))
    try canteen.perform(
      3, .keyedSale(KeyedSale(payment: .tender(.cash), lines: [Self.noodles], total: yuan(106))))
    try canteen.perform(
      4, .saleRefund(of: ReceiptNumber(station: "East", serial: 2), lines: [1], reason: "cold"))
  }

  private static let noodles = SaleLine(
    plate: "", dish: "N: 1", name: "面", amount: yuan(106), vatBasisPoints: 600)

  @Test func `a Z adds its records up, and every breakdown comes to the same`() throws {
    try lunch()
    let sealed = try canteen.store.closeDay(Self.closing(1, counted: 1100, reason: "6 short"))
    let figures = sealed.close.figures
    #expect((sealed.close.number, sealed.close.first, sealed.close.last) == (1, 1, 4))
    #expect(figures[FigureName.sold] == 636)
    #expect(figures[FigureName.refunded] == -530)
    #expect(figures[FigureName.net] == 106)
    #expect(figures[FigureName.drawerExpected] == 1106)
    #expect(sealed.close.drawerDifference == -6)
    #expect(figures[FigureName.closing(.cash)] == 1000)
    #expect(figures[FigureName.part(.dish, "N: 1", .gross)] == 106)
    #expect(figures[FigureName.part(.payment, "tender-cash", .gross)] == 106)
    #expect(figures[FigureName.part(.vatRate, "600", .vat)] == 6)
    #expect(!SettlementIdentities.of(figures, after: nil).contains { !$0.isKept })
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `asking again gets the same Z`() throws {
    try lunch()
    let first = try canteen.store.closeDay(Self.closing(1))
    #expect(try canteen.store.closeDay(Self.closing(1, day: 20_781)) == first)
    #expect(try canteen.store.closeDay(Self.closing(2)) == first)
    #expect(try canteen.store.dayCloses(limit: 9) == [first])
    #expect(try canteen.store.dayClose(number: 1) == first)
  }

  @Test func `several closes a day follow from one another, and none needs a sale`() throws {
    let empty = try canteen.store.closeDay(Self.closing(1))
    #expect(empty.close.recordCount == 0)
    try lunch()
    let noon = try canteen.store.closeDay(Self.closing(2))
    let evening = try canteen.store.closeDay(Self.closing(3, day: 20_781))
    #expect([empty, noon, evening].map(\.close.number) == [1, 2, 3])
    #expect(evening.close.recordCount == 0)
    #expect(evening.close.figures[FigureName.opening(.cash)] == 1000)
    #expect(evening.close.figures[FigureName.perpetual(FigureName.net)] == 106)
    #expect(try canteen.store.verify().closeCount == 3)
  }

  @Test func `cash that nobody counted is expected at the next count`() throws {
    try lunch()
    _ = try canteen.store.closeDay(Self.closing(1))
    let counted = try canteen.store.closeDay(Self.closing(2, counted: 1106))
    #expect((counted.close.number, counted.close.drawerDifference) == (2, 0))
    let after = try canteen.store.closeDay(Self.closing(3, day: 20_781))
    #expect(after.close.figures[FigureName.drawerExpected] == 0)
  }

  @Test func `what comes late belongs to the open period and keeps its own day`() throws {
    try lunch()
    _ = try canteen.store.closeDay(Self.closing(1))
    try canteen.perform(9, Canteen.sale(100, visit: 9))
    let next = try canteen.store.closeDay(Self.closing(2, day: 20_781)).close
    #expect((next.first, next.last) == (5, 5))
    let key = CalendarDay(daysSince1970: 20_780).description
    #expect(next.figures[FigureName.part(.businessDay, key, .gross)] == 100)
  }

  @Test func `the open period is an X: looked at, it stays open`() throws {
    try lunch()
    let period = try canteen.store.openPeriod()
    #expect((period.first, period.last, period.figures[FigureName.net]) == (1, 4, 106))
    #expect(try canteen.store.dayCloses(limit: 1).isEmpty)
  }
}
