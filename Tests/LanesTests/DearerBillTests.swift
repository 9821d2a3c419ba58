import Lanes
import Menus
import Testing

/// The display shows what a tray costs anybody; a guest pays more for the dessert.
@Suite struct `A bill that is dearer for the diner` {
  @Test func `it is shown instead of paid, and the next tap pays it`() {
    let stage = Stage()
    stage.place("rd")
    stage.tap("G")
    #expect(stage.story() == ["bill dr 11.00", "bill dr 13.00 tap again", "♪ problem"])
    #expect(stage.debits.isEmpty)
    stage.tap("G")
    #expect(
      stage.story() == [
        "paying dr 13.00 has 50.00+0.00", "debit A0004 13.00 for dr",
        "paid dr 13.00 has 37.00+0.00", "♪ paid",
      ])
    #expect(stage.notes() == ["visit", "bill dr 11.00", "bill dr 13.00", "paid East-000001 dr"])
  }

  @Test func `a card left at the reader does not pay it`() {
    let stage = Stage()
    stage.place("d")
    stage.atReader = "G"
    stage.pass(20_000)
    #expect(stage.shown == "bill d 8.00 tap again")
    #expect(stage.debits.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a card on the tray pays it once it has been seen`(hasCardReader: Bool) {
    let stage = Stage(hasCardReader: hasCardReader)
    stage.place("d")
    stage.onTray += "G"
    stage.pass(1000)
    #expect(stage.shown == "bill d 8.00 card waits has 50.00+0.00")
    #expect(stage.debits.isEmpty)
    stage.pass(1500)
    #expect(stage.shown == "paid d 8.00 has 42.00+0.00")
  }

  @Test func `a card on the tray that is taken away does not pay it`() {
    let stage = Stage(hasCardReader: false) { $0.cardOnTrayDelay = .seconds(5) }
    stage.place("d")
    stage.onTray += "G"
    stage.pass(1000)
    stage.take("G")
    stage.pass(10_000)
    #expect(stage.shown == "bill d 8.00 tap again")
    #expect(stage.debits.isEmpty)
  }

  @Test func `another diner of the group pays what is shown`() {
    let stage = Stage()
    stage.place("d")
    stage.tap("G")
    stage.tap("H")
    #expect(stage.debits == ["debit A0005 8.00 for d"])
  }

  @Test func `a diner for whom it is cheaper pays the own price at once`() {
    let stage = Stage()
    stage.place("df")
    stage.tap("G")
    stage.tap("B")
    #expect(stage.debits == ["debit A0002 16.00 for df"])
  }

  @Test func `what costs a guest no more is paid at once`() {
    let stage = Stage()
    stage.place("rf")
    stage.tap("G")
    #expect(stage.debits == ["debit A0004 17.00 for fr"])
  }

  @Test func `who taps before there is a bill agrees to whatever it comes to`() {
    let stage = Stage()
    stage.tap("G")
    stage.place("d")
    stage.pass(500)
    #expect(stage.debits == ["debit A0004 8.00 for d"])
  }

  @Test func `a dish put down after the first tap is on the dearer bill too`() {
    let stage = Stage()
    stage.place("d")
    stage.tap("G")
    stage.place("r")
    #expect(stage.shown == "bill dr 13.00 tap again")
    stage.tap("G")
    #expect(stage.debits == ["debit A0004 13.00 for dr"])
  }

  @Test func `what is added after payment is shown at the price for anybody`() {
    let stage = Stage()
    stage.place("r")
    stage.tap("G")
    stage.place("d")
    #expect(stage.shown == "bill more d 6.00 has 45.00+0.00")
    stage.pass(2000)
    stage.tap("G")
    #expect(stage.debits.count == 1)
    stage.tap("G")
    #expect(stage.debits.last == "debit A0004 8.00 for d")
  }

  @Test func `the next tray is shown at the price for anybody`() {
    let stage = Stage()
    stage.place("d")
    stage.tap("G")
    stage.take()
    stage.pass(3000)
    stage.place("d")
    #expect(stage.shown == "bill d 6.00")
  }

  @Test func `a price that has gone up since the bill was shown is shown before it is paid`() {
    let stage = Stage { $0.repricingTime = .seconds(60) }
    stage.place("r")
    stage.catalogue = Canteen.catalogue(binding: ["r": "fish"])
    stage.tap("A")
    #expect(stage.shown == "bill r 12.00 tap again")
    #expect(stage.debits.isEmpty)
    stage.tap("A")
    #expect(stage.debits == ["debit A0001 12.00 for r"])
  }
}
