import Lanes
import Ledger
import Primitives
import TagReads
import Testing

@Suite struct `Closing and stopping` {
  @Test func `a closed lane follows the tray and takes no card`() {
    let stage = Stage()
    stage.tell(.close(reason: "cleaning"))
    stage.place("r")
    stage.tap("A")
    #expect(stage.story() == ["closed lane-closed"])
    stage.tell(.reopen)
    #expect(stage.shown == "bill r 5.00")
    stage.pass(3000)
    #expect(stage.debits.isEmpty)
    stage.tap("A")
    #expect(stage.debits.count == 1)
  }

  @Test func `closing cancels a look, not a debit`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(50)
    stage.tell(.close(reason: "cleaning"))
    stage.pass(2000)
    #expect(stage.debits.isEmpty)
    stage.atReader = ""
    stage.tell(.reopen)
    stage.pass(1000)
    stage.holdsPayments = true
    stage.tap("A")
    stage.tell(.close(reason: "cleaning"))
    stage.answerPayments()
    stage.tell(.reopen)
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `stopped books close the lane for good`() {
    let stage = Stage()
    stage.place("r")
    stage.tell(.booksStopped("disk full"))
    #expect(stage.story() == ["bill r 5.00", "closed books-stopped", "♪ attention"])
    stage.tell(.reopen)
    stage.tap("A")
    stage.tell(.close(reason: "cleaning"))
    stage.tell(.reopen)
    stage.tell(.booksStopped("file closed"))
    #expect(stage.lane.view.problem?.staff.contains("disk full") == true)
    #expect(stage.shown == "closed books-stopped")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a payment nobody knows the outcome of stops the lane and guesses nothing`() throws {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    let request = try #require(stage.heldPayments.first)
    stage.tell(.paymentFinished(request.id, .unknown("disk I/O error")))
    #expect(stage.shown == "closed books-stopped")
    let staff = try #require(stage.lane.view.problem?.staff)
    #expect(staff.contains(request.id.description) && staff.contains("disk I/O error"))
    stage.pass(5000)
    stage.tap("A")
    #expect(stage.debits.count == 1)
    #expect(!stage.notes().contains { $0.hasPrefix("paid") })
  }

  @Test(arguments: [true, false])
  func `nobody is said to have left without paying if nobody knows`(leavesFirst: Bool) throws {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    let request = try #require(stage.heldPayments.first)
    if leavesFirst { stage.take() }
    stage.tell(.paymentFinished(request.id, .unknown("disk I/O error")))
    if !leavesFirst { stage.take() }
    #expect(stage.notes().filter { $0.contains("left") || $0.contains("end") } == ["end, not paid"])
  }

  @Test func `a debit that was in flight when the books stopped is still noted`() {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    stage.tell(.booksStopped("hash chain broken"))
    stage.answerPayments()
    #expect(stage.shown == "closed books-stopped")
    #expect(stage.lane.view.receipt?.number == "East-000001")
    #expect(stage.notes().contains("paid East-000001 r"))
  }

  @Test(arguments: [
    Refusal.malformed, .sameIntentOtherBody, .unknownReceipt, .receiptOfAnotherAccount,
    .alreadyReversed, .notReversible,
  ])
  func `a refusal that no sale can get stops the lane`(refusal: Refusal) {
    let stage = Stage()
    stage.books.refusal = refusal
    stage.place("r")
    stage.tap("A")
    #expect(stage.shown == "closed books-stopped")
    #expect(stage.lane.view.problem?.staff.contains(refusal.rawValue) == true)
  }

  @Test func `the readers are polled fast only while somebody is there`() {
    let stage = Stage()
    func paces() -> [LanePace] {
      stage.actions.compactMap { if case .pace(let pace) = $0 { pace } else { nil } }
    }
    stage.pass(1000)
    #expect(paces() == [])
    stage.place("r")
    #expect(paces() == [.busy])
    stage.take()
    #expect(paces() == [.busy, .resting])
    stage.tap("A")
    stage.tell(.close(reason: "cleaning"))
    #expect(paces() == [.busy, .resting, .busy, .resting])
  }

  @Test func `an idle lane wants nothing`() {
    let stage = Stage()
    stage.pass(1000)
    #expect(stage.lane.nextWake == nil)
    let count = stage.actions.count
    stage.pass(5000)
    #expect(stage.actions.count == count)
  }

  @Test func `deadlines are met without rounds`() {
    let stage = Stage()
    stage.tap("A")
    stage.pass(8000, rounds: false)
    #expect(stage.shown == "idle")
    stage.tap("L")
    stage.pass(4000, rounds: false)
    #expect(stage.shown == "idle")
  }
}
