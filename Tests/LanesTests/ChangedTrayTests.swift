import Lanes
import Ledger
import Menus
import TagReads
import Testing

@Suite struct `A tray that changes at the tap` {
  @Test func `a dish taken away: nothing is debited, the new bill wants a new tap`() {
    let stage = Stage()
    stage.place("rf")
    stage.atReader = "A"
    stage.pass(50)
    stage.onTray = "r"
    stage.pass(200)
    stage.atReader = ""
    stage.pass(3000)
    #expect(stage.shown == "bill r 5.00")
    #expect(stage.debits.isEmpty)
    #expect(stage.notes().contains("contradicted"))
    stage.tap("A")
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `a dish put down at the tap: nothing is debited, the new bill wants a new tap`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(50)
    stage.onTray = "rf"
    stage.pass(4000)
    #expect(stage.shown == "bill fr 17.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a card left at the reader does not pay the new bill`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(50)
    stage.onTray = "rf"
    stage.pass(20_000)
    #expect(stage.debits.isEmpty)
  }

  @Test func `a card on the tray pays the new bill once it has been seen`() {
    let stage = Stage(hasCardReader: false)
    stage.place("r")
    stage.onTray += "A"
    stage.pass(50)
    stage.onTray += "f"
    stage.pass(1000)
    #expect(stage.shown == "bill fr 17.00 card waits has 50.00+10.00")
    #expect(stage.debits.isEmpty)
    stage.pass(1500)
    #expect(stage.shown == "paid fr 17.00 has 43.00+0.00")
  }

  @Test func `a card on the tray that is taken away pays no new bill`() {
    let stage = Stage(hasCardReader: false) { $0.cardOnTrayDelay = .seconds(5) }
    stage.place("r")
    stage.onTray += "A"
    stage.pass(50)
    stage.onTray = "rf"
    stage.pass(10_000)
    #expect(stage.shown == "bill fr 17.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `the same dishes after all: the tap stands`() {
    let stage = Stage()
    stage.place("rf")
    stage.atReader = "A"
    stage.pass(50)
    stage.atReader = ""
    stage.unheard = "f"
    while stage.shown.hasPrefix("paying") { stage.pass(50) }
    stage.unheard = ""
    stage.pass(1500)
    #expect(stage.notes().contains("contradicted"))
    #expect(stage.debits == ["debit A0001 17.00 for fr"])
  }

  @Test func `a price that changes during the look cancels the payment`() {
    let stage = Stage()
    stage.place("rf")
    stage.atReader = "A"
    stage.pass(50)
    stage.catalogue = Canteen.catalogue(binding: ["r": "soup"])
    stage.pass(1000)
    #expect(stage.shown == "bill fr 15.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a look that cannot be decided gives the bill back`() {
    let stage = Stage()
    stage.place("rf")
    stage.atReader = "A"
    stage.pass(50)
    stage.atReader = ""
    stage.quality = .disturbed
    stage.pass(2000)
    #expect(stage.shown == "problem reader-disturbed fr 17.00")
    stage.quality = .complete
    stage.pass(5000)
    #expect(stage.shown == "bill fr 17.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a look that nobody answers is given up`() {
    let stage = Stage { $0.lookTimeMax = .milliseconds(100) }
    stage.place("rf")
    stage.tap("A")
    #expect(stage.shown == "problem unstable-set fr 17.00")
    #expect(stage.debits.isEmpty)
    stage.pass(4000)
    #expect(stage.shown == "bill fr 17.00")
  }

  @Test func `a tray that leaves during the look is not paid`() {
    let stage = Stage()
    stage.place("rf")
    stage.atReader = "A"
    stage.pass(50)
    stage.take()
    #expect(stage.shown == "idle")
    #expect(stage.debits.isEmpty)
    #expect(stage.notes().suffix(2) == ["left without paying fr", "end, not paid"])
  }
}
