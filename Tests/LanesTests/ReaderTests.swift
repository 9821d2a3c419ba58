import Lanes
import Ledger
import TagReads
import Testing

@Suite struct `Readers that come and go` {
  private func lose(_ stage: Stage, for milliseconds: Int = 5000) {
    stage.tell(.trayReader(.lost("unplugged")))
    stage.pass(milliseconds)
  }

  private func giveBack(_ stage: Stage) {
    stage.tell(.trayReader(.working))
    stage.pass(1000)
  }

  @Test func `a new lane waits for its readers`() {
    let stage = Stage(isReady: false)
    #expect(stage.shown == "closed lane-starting")
    stage.tell(.trayReader(.working))
    #expect(stage.shown == "closed lane-starting")
    stage.tell(.cardReader(.working))
    #expect(stage.shown == "idle")
    #expect(stage.story() == ["idle"])
  }

  @Test func `a lane without card reader waits for one reader only`() {
    let stage = Stage(hasCardReader: false, isReady: false)
    stage.tell(.trayReader(.working))
    #expect(stage.shown == "idle")
  }

  @Test func `lost while nobody is there`() {
    let stage = Stage()
    lose(stage)
    giveBack(stage)
    #expect(stage.story() == ["problem reader-lost", "♪ attention", "idle"])
    stage.place("r")
    #expect(stage.shown == "bill r 5.00")
  }

  @Test func `a reader that needs somebody is as good as lost, and says what to do`() {
    let stage = Stage()
    stage.tell(.trayReader(.attention("switch the reader out of scan mode")))
    #expect(stage.shown == "problem reader-lost")
    #expect(stage.lane.view.problem?.staff.contains("scan mode") == true)
  }

  @Test func `lost while reading`() {
    let stage = Stage()
    stage.onTray = "rf"
    stage.pass(100)
    lose(stage)
    #expect(stage.shown == "problem reader-lost")
    giveBack(stage)
    #expect(stage.shown == "bill fr 17.00")
  }

  @Test func `lost while the bill stands: the set is confirmed anew`() {
    let stage = Stage()
    stage.place("rf")
    lose(stage)
    #expect(stage.shown == "problem reader-lost")
    stage.tell(.trayReader(.working))
    stage.pass(50)
    #expect(stage.shown == "reading 2")
    stage.tap("A")
    stage.pass(500)
    #expect(stage.shown == "paid fr 17.00 has 43.00+0.00")
    #expect(stage.notes().filter { $0 == "visit" }.count == 1)
  }

  @Test func `another tray while the reader was away is another visit`() {
    let stage = Stage()
    stage.place("rf")
    stage.tell(.trayReader(.lost("unplugged")))
    stage.onTray = "s"
    stage.pass(5000)
    stage.tell(.trayReader(.working))
    stage.pass(3000)
    #expect(stage.shown == "bill s 3.00")
    #expect(
      stage.notes() == [
        "visit", "bill fr 17.00", "problem reader-lost", "no more reader-lost",
        "left without paying fr", "end, not paid", "visit", "bill s 3.00",
      ])
  }

  @Test func `a tray that left while the reader was away is over`() {
    let stage = Stage()
    stage.place("rf")
    stage.tell(.trayReader(.lost("unplugged")))
    stage.onTray = ""
    stage.pass(5000)
    stage.tell(.trayReader(.working))
    stage.pass(3000)
    #expect(stage.shown == "idle")
    #expect(stage.notes().last == "end, not paid")
  }

  @Test func `lost during the look: nothing is debited, and the card must be tapped again`() {
    let stage = Stage()
    stage.place("rf")
    stage.atReader = "A"
    stage.pass(50)
    #expect(stage.shown == "paying fr 17.00 has 50.00+10.00")
    lose(stage)
    giveBack(stage)
    stage.pass(5000)
    #expect(stage.shown == "bill fr 17.00")
    #expect(stage.debits.isEmpty)
    stage.atReader = ""
    stage.pass(1000)
    stage.tap("A")
    #expect(stage.debits.count == 1)
  }

  @Test func `lost during the look with the card on the tray: it pays after a new look`() {
    let stage = Stage(hasCardReader: false)
    stage.place("r")
    stage.onTray += "A"
    stage.pass(50)
    lose(stage)
    #expect(stage.debits.isEmpty)
    giveBack(stage)
    stage.pass(2000)
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `lost while the debit is written: it is paid all the same`() {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    lose(stage)
    #expect(stage.shown == "paying r 5.00 has 50.00+10.00")
    stage.answerPayments()
    #expect(stage.shown == "problem reader-lost r 5.00 has 50.00+5.00")
    giveBack(stage)
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `lost after payment: the plates stay paid`() {
    let stage = Stage()
    stage.place("rf")
    stage.tap("A")
    lose(stage)
    #expect(stage.shown == "problem reader-lost fr 17.00 has 43.00+0.00")
    giveBack(stage)
    #expect(stage.shown == "paid fr 17.00 has 43.00+0.00")
    stage.tap("B")
    stage.place("s")
    #expect(stage.shown == "bill more s 3.00 has 43.00+0.00")
    #expect(stage.debits.count == 1)
  }

  @Test func `a plate added to a paid tray while the reader was away is billed on its own`() {
    let stage = Stage()
    stage.place("r")
    stage.tap("A")
    stage.tell(.trayReader(.lost("unplugged")))
    stage.onTray = "rf"
    stage.pass(3000)
    giveBack(stage)
    #expect(stage.shown == "bill more f 12.00 has 50.00+5.00")
  }

  @Test func `lost again and again before the set is confirmed`() {
    let stage = Stage()
    stage.place("r")
    for _ in 0..<5 {
      lose(stage, for: 300)
      stage.tell(.trayReader(.working))
      stage.pass(60)
    }
    stage.pass(1000)
    #expect(stage.shown == "bill r 5.00")
  }

  @Test func `lost before the set is confirmed: nothing is waited for`() {
    let stage = Stage()
    stage.place("r")
    lose(stage)
    stage.tell(.trayReader(.working))
    #expect(stage.lane.nextWake != nil)
    stage.tell(.trayReader(.lost("unplugged")))
    #expect(stage.lane.nextWake == nil)
  }

  @Test func `the card reader is lost during the look: the card must be tapped again`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(50)
    stage.tell(.cardReader(.lost("unplugged")))
    stage.pass(1000)
    stage.tell(.cardReader(.working))
    stage.pass(2000)
    #expect(stage.shown == "bill r 5.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `the card reader is lost: the bill is read, nobody can pay`() {
    let stage = Stage()
    stage.tell(.cardReader(.lost("unplugged")))
    stage.place("r")
    #expect(stage.shown == "problem card-reader-lost r 5.00")
    stage.tell(.cardReader(.working))
    #expect(stage.shown == "bill r 5.00")
    stage.tap("A")
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
    stage.tell(.cardReader(.lost("unplugged")))
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `a card left at a reader that was away has not been tapped again`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(1000)
    stage.tell(.cardReader(.lost("unplugged")))
    stage.place("f")
    stage.tell(.cardReader(.working))
    stage.pass(3000)
    #expect(stage.shown == "bill more f 12.00 has 50.00+5.00")
    #expect(stage.debits.count == 1)
  }
}
