import Lanes
import Ledger
import Menus
import Money
import TagReads
import Testing

@Suite struct `Paying for a tray` {
  @Test func `the card comes after the tray`() {
    let stage = Stage()
    stage.place("rf")
    #expect(stage.story() == ["bill fr 17.00"])
    stage.tap("A")
    #expect(
      stage.story() == [
        "paying fr 17.00 has 50.00+10.00", "debit A0001 17.00 for fr",
        "paid fr 17.00 has 43.00+0.00",
        "♪ paid",
      ])
    stage.take()
    #expect(stage.story() == ["clearing fr 17.00 has 43.00+0.00"])
    stage.pass(2000)
    #expect(stage.shown == "idle")
    #expect(
      stage.notes() == ["visit", "bill fr 17.00", "paid East-000001 fr", "end, paid"])
  }

  @Test(arguments: [0, 1]) func `the price is that of the business day, after midnight too`(
    calendarLead: Int
  ) throws {
    let stage = Stage()
    var parts = Canteen.catalogue.parts
    parts.dayPrices = [
      DayPrice(
        day: Stage.businessDay, dish: "rice",
        prices: PriceList(standard: Amount(minorUnits: 350)))
    ]
    stage.catalogue = try Catalogue(validating: parts)
    stage.calendarLead = calendarLead
    stage.place("rf")
    #expect(stage.story() == ["bill fr 15.50"])
    stage.tap("A")
    #expect(stage.debits == ["debit A0001 15.50 for fr"])
  }

  @Test func `the card comes before the tray`() {
    let stage = Stage()
    stage.tap("A")
    #expect(stage.story() == ["idle card waits has 50.00+10.00"])
    stage.place("r")
    stage.pass(500)
    #expect(
      stage.story() == [
        "paying r 5.00 has 50.00+10.00", "debit A0001 5.00 for r", "paid r 5.00 has 50.00+5.00",
        "♪ paid",
      ])
  }

  @Test func `a card that came before the tray does not wait for ever`() {
    let stage = Stage()
    stage.tap("A")
    stage.pass(8000)
    #expect(stage.story() == ["idle card waits has 50.00+10.00", "idle"])
    stage.place("r")
    #expect(stage.shown == "bill r 5.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `the card comes while the tray is being read`() {
    let stage = Stage()
    stage.onTray = "rf"
    stage.pass(100)
    #expect(stage.shown == "reading 2")
    stage.tap("A")
    stage.pass(300)
    #expect(stage.shown == "paid fr 17.00 has 43.00+0.00")
    #expect(stage.debits == ["debit A0001 17.00 for fr"])
  }

  @Test(arguments: [true, false])
  func `the card lies on the tray`(hasCardReader: Bool) {
    let stage = Stage(hasCardReader: hasCardReader)
    stage.place("rfA")
    stage.pass(500)
    #expect(
      stage.story() == [
        "idle card waits has 50.00+10.00",
        "paying fr 17.00 has 50.00+10.00", "debit A0001 17.00 for fr",
        "paid fr 17.00 has 43.00+0.00",
        "♪ paid",
      ])
    stage.take()
    stage.pass(2000)
    #expect(stage.shown == "idle")
  }

  @Test func `a card laid on the antenna after the tray pays it`() {
    let stage = Stage(hasCardReader: false)
    stage.place("rf")
    #expect(stage.shown == "bill fr 17.00")
    stage.onTray += "A"
    stage.pass(600)
    #expect(stage.shown == "paid fr 17.00 has 43.00+0.00")
  }

  @Test func `a card alone on the antenna is no tray`() {
    let stage = Stage(hasCardReader: false)
    stage.onTray = "A"
    stage.pass(600)
    #expect(stage.story() == ["idle card waits has 50.00+10.00"])
    #expect(stage.notes() == [])
  }

  @Test func `the diner's group decides the price at the tap`() {
    let stage = Stage()
    stage.place("rf")
    #expect(stage.story() == ["bill fr 17.00"])
    stage.tap("B")
    #expect(
      stage.story() == [
        "paying fr 15.00 has 50.00+0.00", "debit A0002 15.00 for fr",
        "paid fr 15.00 has 35.00+0.00",
        "♪ paid",
      ])
    #expect(
      stage.notes() == ["visit", "bill fr 17.00", "bill fr 15.00", "paid East-000001 fr"])
  }

  @Test func `a class price and a free dish are lines like any other`() {
    let stage = Stage()
    stage.place("ew")
    stage.tap("A")
    #expect(stage.shown == "paid ew 4.00 has 50.00+6.00")
    stage.take()
    stage.pass(3000)
    stage.place("w")
    stage.books.release(Canteen.tags("w"))
    stage.pass(1000)
    stage.tap("B")
    #expect(stage.debits.last == "debit A0002 0.00 for w")
    #expect(stage.shown == "paid w 0.00 has 50.00+0.00")
  }

  @Test func `the sale carries lane, visit, period, card, words and rates`() throws {
    let stage = Stage { $0.number = 3 }
    stage.catalogue = Canteen.catalogue(mealPeriods: [Canteen.lunch])
    stage.holdsPayments = true
    stage.place("e")
    stage.tap("A")
    let request = try #require(stage.heldPayments.first)
    #expect(request.order.lane == 3)
    #expect(request.order.visit == stage.lane.view.visit)
    #expect(request.order.mealPeriod == "lunch")
    #expect(request.order.card == Canteen.tag("A").description)
    #expect(request.intent.by == "lane 3")
    #expect(request.intent.body == .sale(request.order))
    #expect(request.order.lines.map(\.name) == ["小菜"])
    #expect(request.order.lines.map(\.dish) == [nil])
  }

  @Test func `nobody pays, and the tray leaves`() {
    let stage = Stage()
    stage.place("rf")
    stage.take()
    #expect(stage.story() == ["bill fr 17.00", "idle", "♪ attention"])
    #expect(
      stage.notes() == ["visit", "bill fr 17.00", "left without paying fr", "end, not paid"])
  }

  @Test func `a dish that comes late is on the bill before it is paid`() {
    let stage = Stage()
    stage.place("r")
    stage.place("f")
    stage.take("r")
    stage.tap("A")
    #expect(
      stage.story() == [
        "bill r 5.00", "bill fr 17.00", "bill f 12.00", "paying f 12.00 has 50.00+10.00",
        "debit A0001 12.00 for f", "paid f 12.00 has 48.00+0.00",
        "♪ paid",
      ])
  }
}
