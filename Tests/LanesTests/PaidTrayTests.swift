import Lanes
import Ledger
import Primitives
import TagReads
import Testing
import Trays

@Suite struct `After payment` {
  private func paidStage(_ plates: String = "r") -> Stage {
    let stage = Stage()
    stage.place(plates)
    stage.tap("A")
    _ = stage.story()
    _ = stage.notes()
    return stage
  }

  @Test func `the same plates are never billed again`() {
    let stage = paidStage()
    stage.pass(3000)
    stage.tap("A")
    stage.tap("B")
    #expect(stage.story() == [])
    #expect(stage.debits.count == 1)
  }

  @Test func `a dish added makes a bill of its own, for a new tap`() {
    let stage = paidStage()
    stage.place("f")
    #expect(stage.story() == ["bill more f 12.00 has 50.00+5.00"])
    stage.pass(5000)
    #expect(stage.debits.count == 1)
    stage.tap("A")
    #expect(stage.debits.last == "debit A0001 12.00 for f")
    #expect(stage.shown == "paid f 12.00 has 43.00+0.00")
    stage.take()
    #expect(
      stage.notes() == [
        "bill more f 12.00", "paid East-000002 f", "end, paid",
      ])
  }

  @Test func `anybody may pay what was added`() {
    let stage = paidStage()
    stage.place("f")
    stage.tap("B")
    #expect(stage.debits.last == "debit A0002 10.00 for f")
  }

  @Test func `what was added and not paid is left unpaid`() {
    let stage = paidStage()
    stage.place("f")
    stage.take()
    #expect(
      stage.notes() == ["bill more f 12.00", "left without paying f", "end, not paid"])
    #expect(stage.shown == "clearing r 5.00 has 50.00+5.00")
  }

  @Test func `what was added and taken away again leaves the tray paid`() {
    let stage = paidStage()
    stage.place("f")
    stage.take("f")
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
    stage.take()
    #expect(stage.notes() == ["bill more f 12.00", "end, paid"])
  }

  @Test func `a paid plate that was lifted and put back is still paid`() {
    let stage = paidStage("rf")
    stage.take("f")
    stage.place("f")
    #expect(stage.story() == [])
    stage.take("r")
    stage.place("q")
    #expect(stage.shown == "bill more q 5.00 has 43.00+0.00")
  }

  @Test func `a tray lifted plate by plate is not a problem`() {
    let stage = paidStage("rfs")
    for step in 0..<120 {
      stage.unheard = ["", "r", "fs", "s", "rf"][step % 5]
      stage.pass(50)
    }
    #expect(stage.story() == [])
  }

  @Test func `a card laid down while nothing came of it pays nothing that comes later`() {
    let stage = Stage(hasCardReader: false)
    stage.place("r")
    stage.payOnce(with: "A")
    stage.take("A")
    stage.onTray = "rf"
    stage.pass(50)
    stage.onTray = "rfB"
    stage.pass(50)
    #expect(stage.shown == "paid r 5.00 card waits has 50.00+0.00")
    stage.take("f")
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
    stage.place("s")
    stage.pass(5000)
    #expect(stage.shown == "bill more s 3.00 has 50.00+5.00")
    #expect(stage.debits.count == 1)
  }

  @Test(arguments: [("r", "paid fr 17.00 has 43.00+0.00"), ("rfs", "problem reader-disturbed")])
  func `what cannot be decided after payment matters if it is more`(
    left: String, shown: String
  ) {
    let stage = Stage()
    stage.place("rf")
    stage.pass(1000)
    stage.tap("A")
    stage.onTray = left
    stage.pass(100)
    stage.quality = .disturbed
    stage.pass(4000)
    #expect(stage.shown.hasPrefix(shown))
    #expect(stage.lane.view.receipt != nil)
  }

  @Test func `the next tray without a gap is a visit of its own`() {
    let stage = paidStage()
    stage.onTray = "f"
    stage.pass(2500)
    #expect(stage.notes() == ["end, paid", "visit", "bill f 12.00"])
    #expect(stage.shown == "bill f 12.00")
    stage.tap("B")
    #expect(stage.shown == "paid f 10.00 has 40.00+0.00")
  }

  @Test func `a card that still hovers does not pay the next tray`() {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    stage.onTray = "f"
    stage.pass(3000)
    stage.answerPayments()
    stage.tap("A")
    stage.pass(1000)
    #expect(stage.debits.count == 1)
    stage.pass(500)
    stage.tap("A")
    #expect(stage.debits.count == 2)
  }

  @Test func `a card that has just paid opens no payment before the next tray`() {
    let stage = paidStage()
    stage.take()
    stage.tap("A")
    stage.pass(200)
    #expect(stage.shown == "idle")
    stage.tap("B")
    #expect(stage.shown == "idle card waits has 50.00+0.00")
  }

  @Test func `the last diner's plates are not billed to the next`() {
    let stage = paidStage("rf")
    stage.take()
    stage.pass(3000)
    stage.place("fs")
    #expect(stage.shown == "problem last-diners-tray (f) s 3.00")
    stage.tap("B")
    #expect(stage.debits.count == 1)
    stage.take("f")
    #expect(stage.shown == "bill s 3.00")
    stage.tap("B")
    #expect(stage.debits.last == "debit A0002 3.00 for s")
  }

  @Test func `a plate paid earlier is not billed before it was bound again`() {
    let stage = paidStage("r")
    stage.take()
    stage.place("s")
    stage.tap("B")
    stage.take()
    stage.place("rf")
    #expect(stage.shown == "problem already-paid (r) f 12.00")
    stage.books.release(Canteen.tags("r"))
    stage.pass(1500)
    #expect(stage.shown == "bill fr 17.00")
    stage.tap("A")
    #expect(stage.debits.last == "debit A0001 17.00 for fr")
  }

  @Test func `only the last diner's plates left: nobody has left without paying`() {
    let stage = paidStage("r")
    stage.take()
    stage.place("r")
    #expect(stage.shown == "problem last-diners-tray (r)")
    _ = stage.notes()
    stage.take()
    #expect(stage.notes() == ["end, not paid", "no more last-diners-tray"])
  }
}

@Suite struct `A debit that takes its time` {
  private func payingStage() -> Stage {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    _ = stage.story()
    _ = stage.notes()
    return stage
  }

  @Test func `the tray has left before it is paid`() {
    let stage = payingStage()
    stage.take()
    #expect(stage.shown == "paying r 5.00 has 50.00+10.00")
    #expect(stage.notes() == [])
    stage.answerPayments()
    #expect(stage.story() == ["clearing r 5.00 has 50.00+5.00", "♪ paid"])
    #expect(stage.notes() == ["paid East-000001 r", "end, paid"])
    stage.pass(2000)
    #expect(stage.shown == "idle")
  }

  @Test func `the tray has left before it is refused`() {
    let stage = payingStage()
    stage.books.refusal = .mealCountLimit
    stage.take()
    stage.answerPayments()
    #expect(stage.shown == "problem meal-count-limit has 50.00+10.00")
    #expect(
      stage.notes() == [
        "refused mealCountLimit", "left without paying r", "end, not paid",
        "problem meal-count-limit",
      ])
  }

  @Test func `the next tray has come before the answer`() {
    let stage = payingStage()
    stage.onTray = "f"
    stage.pass(2500)
    stage.tap("B")
    #expect(stage.shown == "paying r 5.00 has 50.00+10.00")
    #expect(stage.debits.count == 1)
    stage.answerPayments()
    #expect(stage.shown == "bill f 12.00")
    #expect(
      stage.notes() == ["visit", "paid East-000001 r", "end, paid", "bill f 12.00"])
    stage.tap("B")
    stage.answerPayments()
    #expect(stage.shown == "paid f 10.00 has 40.00+0.00")
  }

  @Test func `the next tray has come and gone before the answer`() {
    let stage = payingStage()
    stage.take()
    stage.place("f")
    stage.take()
    #expect(stage.notes() == ["visit", "left without paying f", "end, not paid"])
    stage.answerPayments()
    #expect(stage.notes() == ["paid East-000001 r", "end, paid"])
    #expect(stage.shown == "clearing r 5.00 has 50.00+5.00")
  }

  @Test func `a refusal does not reproach the next diner`() {
    let stage = payingStage()
    stage.books.refusal = .mealCountLimit
    stage.onTray = "f"
    stage.pass(2500)
    stage.answerPayments()
    #expect(stage.shown == "bill f 12.00")
  }

  @Test func `a dish added meanwhile is billed on its own`() {
    let stage = payingStage()
    stage.place("f")
    stage.answerPayments()
    #expect(stage.shown == "bill more f 12.00 has 50.00+5.00")
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `an answer to something else is ignored`() {
    let stage = payingStage()
    stage.tell(.paymentFinished(.init(high: 1, low: 2), .answered(.refused(.mealCountLimit))))
    #expect(stage.story() == [])
    stage.answerPayments()
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }
}
