import Lanes
import Ledger
import Menus
import TagReads
import Testing

/// The books cannot be written or asked for a while: nothing is lost, and the lane serves on.
@Suite struct `Books that cannot take a tap` {
  @Test func `nothing is debited, both sides are told, and the next tap pays`() throws {
    let stage = Stage()
    stage.books.writeFault = "the disk is full"
    stage.place("r")
    stage.tap("A")
    #expect(
      stage.story() == [
        "bill r 5.00", "paying r 5.00 has 50.00+10.00", "debit A0001 5.00 for r",
        "problem books-unavailable r 5.00 has 50.00+10.00", "♪ attention",
      ])
    let problem = try #require(stage.lane.view.problem)
    #expect(problem.staff.hasSuffix(": the disk is full"))
    #expect(!problem.diner.en.contains("disk"))
    stage.tap("A")
    #expect(stage.shown == "problem books-unavailable r 5.00 has 50.00+10.00")
    stage.books.writeFault = nil
    stage.tap("A")
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
    #expect(
      stage.notes() == [
        "visit", "bill r 5.00", "not written: the disk is full", "problem books-unavailable",
        "no more books-unavailable", "not written: the disk is full",
        "problem books-unavailable", "no more books-unavailable", "paid East-000001 r",
      ])
  }

  @Test func `every tap is an intent of its own`() {
    let stage = Stage()
    stage.books.writeFault = "the disk is full"
    stage.place("r")
    for _ in 1...3 { stage.tap("A") }
    let ids = stage.actions.compactMap {
      if case .pay(let request) = $0 { request.id } else { nil }
    }
    #expect(ids.count == 3 && Set(ids).count == 3)
  }

  @Test func `a card left at the reader does not try again`() {
    let stage = Stage()
    stage.books.writeFault = "the file is locked"
    stage.place("r")
    stage.atReader = "A"
    stage.pass(3000)
    stage.books.writeFault = nil
    stage.pass(10_000)
    #expect(stage.debits.count == 1)
    #expect(stage.shown == "problem books-unavailable r 5.00 has 50.00+10.00")
    stage.atReader = ""
    stage.pass(1000)
    #expect(stage.shown == "bill r 5.00")
    stage.tap("A")
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `the tray leaves before the answer: it has not paid`() {
    let stage = Stage()
    stage.holdsPayments = true
    stage.books.writeFault = "the disk is full"
    stage.place("r")
    stage.tap("A")
    stage.take()
    stage.answerPayments()
    #expect(
      stage.notes().suffix(4) == [
        "not written: the disk is full", "left without paying r", "end, not paid",
        "problem books-unavailable",
      ])
    stage.pass(5000)
    #expect(stage.shown == "idle")
  }

  @Test func `the next diner is not told of the last one's payment`() {
    let stage = Stage()
    stage.holdsPayments = true
    stage.books.writeFault = "the disk is full"
    stage.place("r")
    stage.tap("A")
    stage.take()
    stage.place("f")
    stage.answerPayments()
    #expect(stage.shown == "bill f 12.00")
  }

  @Test func `a card nobody can look up now is told so, and pays once it can be`() {
    let stage = Stage()
    stage.books.readFault = "the file is locked"
    stage.place("r")
    stage.atReader = "A"
    stage.pass(1000)
    #expect(stage.shown == "problem books-unavailable r 5.00")
    stage.pass(3000)
    stage.books.readFault = nil
    stage.pass(3000)
    #expect(stage.debits == ["debit A0001 5.00 for r"])
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `a stranger on the tray stays a stranger while the books cannot be asked`() {
    let stage = Stage()
    stage.place("rx")
    #expect(stage.shown == "problem unknown-tag (x) r 5.00")
    stage.books.readFault = "the file is locked"
    stage.pass(15_000)
    #expect(stage.shown == "problem unknown-tag (x) r 5.00")
  }
}
