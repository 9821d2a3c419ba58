import Lanes
import Ledger
import TagReads
import Testing

@Suite struct `Cards` {
  @Test func `a card left lying pays once`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(10_000)
    #expect(stage.debits.count == 1)
    stage.take()
    stage.pass(3000)
    #expect(stage.shown == "idle")
    stage.place("f")
    stage.pass(5000)
    #expect(stage.shown == "bill f 12.00")
    #expect(stage.debits.count == 1)
    stage.atReader = ""
    stage.pass(1000)
    stage.tap("A")
    #expect(stage.debits.count == 2)
  }

  @Test(arguments: [
    (CardRefusal.changingNumber, "changing-card"), (.noNumber, "numberless-card"),
    (.otherProtocol, "numberless-card"),
  ])
  func `a card that cannot be known again is told once and pays nothing`(
    refusal: CardRefusal, code: String
  ) {
    let stage = Stage()
    stage.place("r")
    stage.refusedCard = refusal
    stage.pass(300)
    #expect(stage.lane.view.problem?.code.rawValue == code)
    stage.pass(20_000)
    #expect(stage.lane.view.problem == nil, "it lies there, and has been told")
    stage.refusedCard = nil
    stage.pass(500)
    stage.tap("A")
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `a card left lying on the tray antenna pays once`() {
    let stage = Stage(hasCardReader: false)
    stage.place("rA")
    stage.pass(1000)
    stage.take("r")
    stage.pass(3000)
    stage.place("f")
    stage.pass(5000)
    #expect(stage.shown == "bill f 12.00")
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `a card that is badly heard is still one tap`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    for step in 0..<100 {
      if step == 40 { stage.onTray += "f" }
      stage.unheard = step % 6 == 0 ? "" : "A"
      stage.pass(50)
    }
    #expect(stage.shown == "bill more f 12.00 has 50.00+5.00")
    #expect(stage.debits.count == 1)
  }

  @Test func `a card is gone only after enough rounds without it`() {
    let stage = Stage { $0.cardGoneRounds = 60 }
    stage.place("r")
    stage.tap("A")
    stage.place("f")
    stage.tap("A")
    #expect(stage.debits.count == 1)
    stage.pass(3000)
    stage.tap("A")
    #expect(stage.debits.count == 2)
  }

  @Test func `disturbed rounds do not take a card away`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(1000)
    stage.place("f")
    stage.quality = .disturbed
    stage.unheard = "A"
    stage.pass(3000)
    stage.quality = .complete
    stage.unheard = ""
    stage.pass(2000)
    #expect(stage.shown == "bill more f 12.00 has 50.00+5.00")
    #expect(stage.debits.count == 1)
  }

  @Test func `two cards at once are a problem until both are gone`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "AB"
    stage.pass(1000)
    #expect(
      stage.story() == [
        "bill r 5.00", "bill r 5.00 card waits has 50.00+10.00", "problem several-cards r 5.00",
        "♪ problem",
      ])
    stage.atReader = "B"
    stage.pass(6000)
    #expect(stage.shown == "problem several-cards r 5.00")
    stage.atReader = ""
    stage.pass(1000)
    #expect(stage.shown == "bill r 5.00")
    #expect(stage.debits.isEmpty)
    stage.tap("B")
    #expect(stage.debits == ["debit A0002 5.00 for r"])
  }

  @Test func `a card at the reader and one on the tray are two cards`() {
    let stage = Stage()
    stage.place("r")
    stage.onTray += "A"
    stage.atReader = "B"
    stage.pass(1000)
    #expect(stage.shown == "problem several-cards r 5.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a second card while the first is paying is a problem`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(50)
    #expect(stage.shown == "paying r 5.00 has 50.00+10.00")
    stage.atReader = "B"
    stage.pass(50)
    #expect(stage.shown == "problem several-cards r 5.00")
    stage.atReader = ""
    stage.pass(6000)
    #expect(stage.shown == "bill r 5.00")
    #expect(stage.debits.isEmpty)
  }

  @Test func `a second card while the debit is being written changes nothing`() {
    let stage = Stage()
    stage.holdsPayments = true
    stage.place("r")
    stage.tap("A")
    stage.tap("B")
    #expect(stage.shown == "paying r 5.00 has 50.00+10.00")
    stage.answerPayments()
    stage.pass(2000)
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
    #expect(stage.debits.count == 1)
  }

  @Test func `of two taps before the tray the later one pays`() {
    let stage = Stage()
    stage.tap("A")
    stage.tap("B")
    stage.place("r")
    stage.pass(500)
    #expect(stage.debits == ["debit A0002 5.00 for r"])
  }

  @Test(arguments: [
    ("L", "lost-card"), ("K", "blocked-card"), ("Z", "account-closed"), ("U", "unknown-card"),
  ])
  func `a card that cannot pay says why, and another one may`(card: Character, code: String) {
    let stage = Stage()
    stage.place("r")
    stage.tap(card)
    #expect(stage.story() == ["bill r 5.00", "problem \(code) r 5.00", "♪ problem"])
    stage.tap("A")
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
    #expect(stage.notes().contains("problem \(code)"))
  }

  @Test func `a problem with a card lasts as long as the card lies there`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "L"
    stage.pass(10_000)
    #expect(stage.shown == "problem lost-card r 5.00")
    stage.atReader = ""
    stage.pass(600)
    #expect(stage.shown == "bill r 5.00")
  }

  @Test func `a card that nobody knows is told once, also if it takes the place of another`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "L"
    stage.pass(1000)
    stage.atReader = "U"
    stage.pass(2000)
    #expect(stage.shown == "problem unknown-card r 5.00")
    #expect(stage.notes().filter { $0 == "problem unknown-card" }.count == 1)
    stage.atReader = ""
    stage.pass(4000)
    #expect(stage.shown == "bill r 5.00")
    stage.tap("A")
    #expect(stage.debits == ["debit A0001 5.00 for r"])
  }

  @Test func `a strange card beside one that cannot pay hides nothing of that`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "LU"
    stage.pass(1000)
    #expect(stage.shown == "problem lost-card r 5.00")
    stage.atReader = "U"
    stage.pass(600)
    #expect(!stage.notes().contains("problem unknown-card"))
  }

  @Test func `a problem with a card can be read even if the card is gone at once`() {
    let stage = Stage()
    stage.tap("L")
    stage.pass(3000)
    #expect(stage.shown == "problem lost-card")
    stage.pass(500)
    #expect(stage.shown == "idle")
    #expect(stage.story() == ["problem lost-card", "♪ problem", "idle"])
  }

  @Test func `no money: the balance is shown, and another card pays`() {
    let stage = Stage()
    stage.place("rf")
    stage.tap("P")
    #expect(
      stage.story() == [
        "bill fr 17.00", "paying fr 17.00 has 2.00+0.00", "debit A0003 17.00 for fr",
        "problem insufficient-balance fr 17.00 has 2.00+0.00", "♪ problem",
      ])
    stage.tap("A")
    #expect(stage.shown == "paid fr 17.00 has 43.00+0.00")
    #expect(
      stage.notes() == [
        "visit", "bill fr 17.00", "refused insufficientBalance", "problem insufficient-balance",
        "no more insufficient-balance", "paid East-000001 fr",
      ])
  }

  @Test func `no money, and the tray leaves`() {
    let stage = Stage()
    stage.place("f")
    stage.tap("P")
    stage.take()
    #expect(stage.shown == "idle")
    #expect(
      stage.notes().suffix(3) == [
        "left without paying f", "end, not paid", "no more insufficient-balance",
      ])
  }

  @Test func `a refused card that is left lying does not try again`() {
    let stage = Stage()
    stage.place("f")
    stage.atReader = "P"
    stage.pass(20_000)
    #expect(stage.debits.count == 1)
    #expect(stage.shown == "problem insufficient-balance f 12.00 has 2.00+0.00")
  }

  @Test(arguments: [
    (Refusal.minimumBalance, "minimum-balance"), (.transactionLimit, "transaction-limit"),
    (.mealAmountLimit, "meal-amount-limit"), (.mealCountLimit, "meal-count-limit"),
    (.dayAmountLimit, "day-amount-limit"), (.dayCountLimit, "day-count-limit"),
    (.blockedAccount, "blocked-card"),
    (.blockedCard, "blocked-card"), (.lostCard, "lost-card"), (.accountClosed, "account-closed"),
    (.unknownCard, "unknown-card"), (.unknownAccount, "unknown-card"),
    (.alreadyPaidPlate, "already-paid"), (.insufficientBalance, "insufficient-balance"),
  ])
  func `every refusal of the books has its problem`(refusal: Refusal, code: String) {
    let stage = Stage()
    stage.books.refusal = refusal
    stage.place("r")
    stage.tap("A")
    #expect(stage.shown == "problem \(code) r 5.00 has 50.00+10.00")
    stage.books.refusal = nil
    stage.tap("B")
    #expect(stage.shown == "paid r 5.00 has 45.00+0.00")
  }

  @Test func `a stranger beside a card does no harm`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "AU"
    stage.pass(600)
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }

  @Test func `a tray over the card reader is no card`() {
    let stage = Stage()
    stage.atReader = "rf"
    stage.pass(600)
    #expect(stage.story() == [])
  }

  @Test func `a card in a disturbed round is no tap`() {
    let stage = Stage()
    stage.quality = .disturbed
    stage.tap("A")
    #expect(stage.story() == [])
  }

  @Test func `a look-up that nobody answers is repeated`() {
    let stage = Stage()
    stage.holdsLookups = true
    stage.atReader = "A"
    stage.pass(5000)
    #expect(stage.heldLookups == Canteen.tags("AAA"))
    stage.answerLookups()
    #expect(stage.shown == "idle card waits has 50.00+10.00")
  }

  @Test func `nothing is paid while a tag on the tray may be a plate nobody knows`() {
    let stage = Stage()
    stage.place("r")
    stage.holdsLookups = true
    stage.tap("A")
    stage.onTray += "x"
    stage.answerLookups()
    stage.pass(1000)
    #expect(stage.debits.isEmpty)
    stage.answerLookups()
    stage.pass(1000)
    #expect(stage.debits.isEmpty)
    #expect(stage.shown == "problem unknown-tag (x) r 5.00")
  }

  @Test func `a tag that turns up during the look holds the payment back`() {
    let stage = Stage()
    stage.place("r")
    stage.atReader = "A"
    stage.pass(50)
    #expect(stage.shown == "paying r 5.00 has 50.00+10.00")
    stage.holdsLookups = true
    stage.onTray += "x"
    stage.pass(1500)
    #expect(stage.debits.isEmpty)
    stage.answerLookups()
    stage.pass(2000)
    #expect(stage.debits.isEmpty)
    #expect(stage.shown == "problem unknown-tag (x) r 5.00")
  }

  @Test func `a stranger on the tray that becomes a card is one`() {
    let stage = Stage()
    stage.place("rN")
    #expect(stage.shown == "problem unknown-tag (N) r 5.00")
    stage.books.owners[Canteen.tag("N")] = "A0001"
    stage.pass(15_000)
    #expect(stage.shown == "paid r 5.00 has 50.00+5.00")
  }
}
