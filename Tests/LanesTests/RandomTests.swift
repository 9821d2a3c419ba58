import Lanes
import Ledger
import Menus
import Primitives
import TagReads
import Testing

/// A lane in a canteen gone mad: whatever comes in, `Watch` looks after every single input.
@Suite struct `Random lives` {
  @Test(arguments: 1...20)
  func `no input breaks what a lane promises`(seed: UInt64) {
    var madness = Madness(seed: seed)
    madness.run(steps: 400)
    let faults = madness.stage.watch.faults
    #expect(faults.isEmpty, "seed \(seed): \(faults)")
  }

  @Test func `the madness reaches every stage and many problems`() {
    var states: Set<LaneView.State> = []
    var codes: Set<LaneProblem.Code> = []
    var debits = 0
    var contradictions = 0
    for seed in UInt64(101)...120 {
      var madness = Madness(seed: seed)
      madness.run(steps: 400)
      for action in madness.stage.actions {
        switch action {
        case .show(let view):
          states.insert(view.state)
          if let problem = view.problem { codes.insert(problem.code) }
        case .pay: debits += 1
        case .note(.contradicted): contradictions += 1
        default: break
        }
      }
    }
    #expect(states == Set(LaneView.State.allCases))
    #expect(codes.count >= 15, "only \(codes.map(\.rawValue).sorted())")
    #expect(debits > 100 && contradictions > 10, "\(debits) debits, \(contradictions)")
  }

  @Test func `the same seed lives the same life`() {
    func life(_ seed: UInt64) -> [LaneAction] {
      var madness = Madness(seed: seed)
      madness.run(steps: 400)
      return madness.stage.actions
    }
    #expect(life(7) == life(7))
    #expect(life(7) != life(8))
  }

  @Test(arguments: 1...20)
  func `after any life an honest diner can pay`(seed: UInt64) {
    var madness = Madness(seed: seed)
    madness.allowsStop = false
    madness.run(steps: 100)
    let stage = madness.stage
    stage.calm()
    let before = stage.debits.count
    stage.place("f")
    stage.payOnce(with: "B")
    stage.pass(1000)
    #expect(stage.shown.hasPrefix("paid f 10.00"), "seed \(seed): \(stage.shown)")
    #expect(stage.debits.count == before + 1)
  }
}

/// Moves plates, cards, readers, answers and time at random.
struct Madness {
  let stage: Stage
  var allowsStop = true
  private var dice: SeededGenerator

  init(seed: UInt64) {
    dice = SeededGenerator(seed: seed)
    stage = Stage(hasCardReader: dice.chance(0.6)) { $0.platesMax = 4 }
    stage.catalogue = Canteen.catalogue(mealPeriods: [Canteen.lunch])
    stage.books.pages["A0001"]?.cash = 100_000
    stage.books.pages["A0002"]?.cash = 100_000
    stage.books.pages["A0004"]?.cash = 100_000
  }

  mutating func run(steps: Int) {
    for _ in 0..<steps { step() }
  }

  private mutating func step() {
    switch dice.integer(0...99) {
    case 0..<45: time()
    case 45..<61: plates()
    case 61..<75: cards()
    case 75..<80: hearing()
    case 80..<85: answers()
    case 85..<89: readers()
    case 89..<93: books()
    case 93..<96: nonsense()
    default: honestDiner()
    }
  }

  private mutating func time() {
    let milliseconds = dice.chance(0.2) ? dice.integer(300...2000) : dice.integer(1...250)
    stage.pass(milliseconds, rounds: !dice.chance(0.05))
  }

  private mutating func plates() {
    switch dice.integer(0...9) {
    case 0..<6: stage.onTray.append(pick("rqfgsew123rfsrfsddbx"))
    case 6: stage.onTray = ""
    case 7: stage.onTray = String(pick("rqfgs")) + String(pick("rqfgs"))
    default: if !stage.onTray.isEmpty { stage.onTray.removeFirst() }
    }
  }

  private mutating func cards() {
    let card = pick(dice.chance(0.7) ? "ABAGBG" : "PLKZUP")
    switch dice.integer(0...9) {
    case 0..<5: stage.atReader = String(card)
    case 5..<8: stage.atReader = ""
    case 8: stage.atReader.append(card)
    default: stage.onTray.append(card)
    }
  }

  private mutating func hearing() {
    stage.quality = dice.chance(0.8) ? .complete : dice.chance(0.5) ? .partial : .disturbed
    stage.unheard = dice.chance(0.7) ? "" : String(pick("rqfgsAB")) + String(pick("rqfgsAB"))
  }

  private mutating func answers() {
    switch dice.integer(0...7) {
    case 6: stage.books.writeFault = dice.chance(0.5) ? "disk full" : nil
    case 7: stage.books.readFault = dice.chance(0.3) ? "locked" : nil
    case 0: stage.holdsPayments.toggle()
    case 1: stage.holdsLookups.toggle()
    case 2: stage.books.refusal = dice.chance(0.5) ? .mealCountLimit : nil
    case 3: stage.answerLookups()
    default: stage.answerPayments()
    }
  }

  private mutating func readers() {
    let state: LaneReaderState =
      dice.chance(0.7) ? .working : dice.chance(0.5) ? .lost("gone") : .attention("look")
    stage.tell(dice.chance(0.5) ? .trayReader(state) : .cardReader(state))
  }

  private mutating func books() {
    switch dice.integer(0...6) {
    case 6: stage.minuteOfDay = dice.chance(0.3) ? 600 : 700
    case 0: stage.tell(.close(reason: "madness"))
    case 1, 2: stage.tell(.reopen)
    case 3: stage.books.release(Canteen.tags(Canteen.plates))
    case 4:
      stage.catalogue = Canteen.catalogue(binding: [pick("rqb"): dice.chance(0.5) ? "fish" : "rice"]
      )
    default: if allowsStop, dice.chance(0.05) { stage.tell(.booksStopped("madness")) }
    }
  }

  /// Somebody who does as the display says, as far as the mad world lets them.
  private mutating func honestDiner() {
    stage.calm(for: 1500)
    stage.place(String(pick("rfs")) + String(pick("qge")))
    stage.payOnce(with: pick("ABABP"))
  }

  /// Inputs nobody asked for.
  private mutating func nonsense() {
    let tag = Canteen.tag(pick("rxABLU"))
    switch dice.integer(0...3) {
    case 0: stage.tell(.identified(tag, stage.books.card(tag)))
    case 1:
      stage.tell(.paymentFinished(UniqueID(using: &dice), .answered(.refused(.malformed))))
    case 2: stage.tell(.wake)
    default: stage.tell(.paymentFinished(UniqueID(using: &dice), .unknown("madness")))
    }
  }

  private mutating func pick(_ letters: String) -> Character {
    letters.randomElement(using: &dice) ?? "r"
  }
}

extension Stage {
  /// Everything back to an empty lane in good order.
  func calm(for milliseconds: Int = 15_000) {
    onTray = ""
    atReader = ""
    unheard = ""
    quality = .complete
    catalogue = Canteen.catalogue
    minuteOfDay = 700
    holdsPayments = false
    holdsLookups = false
    books.refusal = nil
    books.writeFault = nil
    books.readFault = nil
    answerLookups()
    answerPayments()
    tell(.reopen)
    tell(.trayReader(.working))
    tell(.cardReader(.working))
    pass(milliseconds)
    books.release(Canteen.tags(Canteen.plates))
    books.pages["A0002"]?.cash = 5000
  }

  /// Taps a card where this lane reads cards.
  func payOnce(with card: Character) {
    guard !hasCardReader else { return tap(card) }
    onTray.append(card)
    pass(900)
  }
}
