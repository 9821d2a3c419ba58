import Lanes
import Menus
import Primitives
import TagReads
import Testing
import Trays

@Suite struct `Problems with a tray` {
  @Test func `an unknown tag keeps the bill from being paid until it is gone`() {
    let stage = Stage()
    stage.place("rx")
    #expect(stage.story() == ["problem unknown-tag (x) r 5.00", "♪ problem"])
    stage.tap("A")
    #expect(stage.story() == ["♪ problem"])
    stage.take("x")
    #expect(stage.story() == ["bill r 5.00"])
    stage.pass(10_000)
    #expect(stage.debits.isEmpty)
    stage.tap("A")
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `an unknown tag that is enrolled where it lies is billed`() {
    let stage = Stage()
    stage.place("rb")
    #expect(stage.shown == "problem plate-without-dish (b) r 5.00")
    stage.catalogue = Canteen.catalogue(binding: ["b": "soup"])
    stage.pass(1000)
    #expect(stage.shown == "bill br 8.00")
    #expect(stage.notes().suffix(2) == ["bill br 8.00", "no more plate-without-dish"])
  }

  @Test func `a card on a tray with a problem pays once the new bill has been seen`() {
    let stage = Stage(hasCardReader: false)
    stage.place("rxA")
    #expect(stage.shown == "problem unknown-tag (x) r 5.00 card waits has 50.00+10.00")
    stage.pass(10_000)
    #expect(stage.debits.isEmpty)
    stage.onTray = "rA"
    while stage.shown.hasPrefix("problem") { stage.pass(50) }
    stage.pass(1000)
    #expect(stage.debits.isEmpty)
    stage.pass(1000)
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `a tap before a tray with a problem does not pay what is left of it`() {
    let stage = Stage()
    stage.tap("A")
    stage.place("rx")
    stage.take("x")
    stage.pass(3000)
    #expect(stage.shown == "bill r 5.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `between meals nothing is sold`() {
    let stage = Stage()
    stage.catalogue = Canteen.catalogue(mealPeriods: [Canteen.lunch])
    stage.minuteOfDay = 659
    stage.place("r")
    #expect(stage.shown == "problem outside-meal-period")
    stage.minuteOfDay = 660
    stage.pass(1000)
    #expect(stage.shown == "bill r 5.00")
  }

  @Test func `a meal that ends between bill and tap is over`() {
    let stage = Stage()
    stage.catalogue = Canteen.catalogue(mealPeriods: [Canteen.lunch])
    stage.place("r")
    stage.minuteOfDay = 780
    stage.atReader = "A"
    stage.pass(50)
    #expect(stage.shown == "problem outside-meal-period")
  }

  @Test func `a paid tray is no problem when the meal ends`() {
    let stage = Stage()
    stage.catalogue = Canteen.catalogue(mealPeriods: [Canteen.lunch])
    stage.place("r")
    stage.tap("A")
    stage.minuteOfDay = 780
    stage.pass(3000)
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `more tags than a tray holds are two trays`() {
    let stage = Stage { $0.platesMax = 5 }
    stage.place("123456")
    #expect(stage.shown == "problem too-many-tags 123456 30.00")
    stage.tap("A")
    #expect(stage.debits.isEmpty)
    stage.take("6")
    #expect(stage.shown == "bill 12345 25.00")
  }

  @Test func `more tags than the engine tracks are two trays at once`() {
    let stage = Stage { $0.tray.tagsMax = 4 }
    stage.place("123456")
    #expect(stage.shown == "problem too-many-tags")
  }

  @Test func `a set that will not settle is a problem until it does`() {
    let stage = Stage { $0.tray.billRiskMax = 1e-6 }
    stage.onTray = "rf"
    stage.pass(3100)
    #expect(stage.shown == "problem unstable-set")
    stage.tap("A")
    stage.pass(8000)
    #expect(stage.shown == "bill fr 17.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a disturbed reader is a problem until it is not`() {
    let stage = Stage()
    stage.onTray = "r"
    stage.pass(100)
    stage.quality = .disturbed
    stage.pass(4000)
    #expect(stage.shown == "problem reader-disturbed")
    stage.quality = .complete
    stage.pass(1000)
    #expect(stage.shown == "bill r 5.00")
  }

  @Test func `a problem that flickers is not heard each time`() {
    let stage = Stage()
    stage.place("r")
    for _ in 0..<2 {
      stage.onTray = "rx"
      stage.pass(600)
      stage.onTray = "r"
      stage.pass(900)
    }
    #expect(stage.story().filter { $0 == "♪ problem" }.count == 1)
  }

  @Test func `the first of several problems is shown`() {
    let stage = Stage()
    stage.place("rbx")
    #expect(stage.shown == "problem unknown-tag (x) r 5.00")
    stage.tap("L")
    #expect(stage.shown == "problem lost-card r 5.00")
    stage.tell(.cardReader(.lost("unplugged")))
    #expect(stage.shown == "problem card-reader-lost r 5.00")
    stage.tell(.trayReader(.lost("unplugged")))
    #expect(stage.shown == "problem reader-lost")
    stage.tell(.close(reason: "cleaning"))
    #expect(stage.shown == "closed lane-closed")
    stage.tell(.booksStopped("disk full"))
    #expect(stage.shown == "closed books-stopped")
  }
}
