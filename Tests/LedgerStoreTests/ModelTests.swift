import Ledger
import LedgerStore
import Money
import Primitives
import TagReads
import Testing

/// Random acts on the real rules and on the model: every answer and every purse must agree.
struct ModelTests {
  /// How many acts a sequence has.
  static let actCount = 200

  /// 2,000 sequences on the rules with facts in memory, in parts that run side by side.
  @Test(arguments: 0..<20) func `the rules do what the model does`(part: Int) throws {
    let seeds = (part * 100 + 1)...(part * 100 + 100)
    for seed in seeds {
      var player = Player(seed: UInt64(seed)) { PaperLedger(rules: $0, groups: $1) }
      try player.play(Self.actCount, checksChain: seed.isMultiple(of: 10))
    }
    print("rules against model: seeds \(seeds.lowerBound) to \(seeds.upperBound)")
  }

  /// The same on the books on disk.
  @Test(arguments: 3_001...3_060) func `the books do what the model does`(seed: Int) throws {
    var player = try Player(seed: UInt64(seed)) { try DiskLedger(rules: $0, groups: $1) }
    try player.play(Self.actCount, checksChain: true)
    try player.books.canteen.store.close()
  }

  /// A model that sees nothing would agree with everything: the acts reach what they are to test.
  @Test func `the random acts reach every kind and every refusal that they can`() throws {
    var kinds: Set<TransferKind> = []
    var refusals: Set<Refusal> = []
    for seed in 1...200 {
      var player = Player(seed: UInt64(seed)) { PaperLedger(rules: $0, groups: $1) }
      try player.play(Self.actCount, checksChain: false)
      kinds.formUnion(player.model.entries.map(\.kind))
      refusals.formUnion(player.refusals)
    }
    #expect(kinds == Set(TransferKind.allCases))
    // Closing and validity are not among the acts, and their refusals not among the model's.
    #expect(
      Set(Refusal.allCases).subtracting(refusals) == [.accountClosed, .accountNotValid])
  }
}

/// Plays one random sequence; the same seed plays the same.
private struct Player<Books: PlayedBooks> {
  let seed: UInt64
  let books: Books
  var model = BookModel()
  private(set) var refusals: Set<Refusal> = []
  private var random: SeededGenerator
  private var asked: [Intent] = []
  private var acts = RandomActs()

  init(
    seed: UInt64, _ make: (LedgerRules, [String]) throws -> Books
  ) rethrows {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    let groups = ["student", "staff", ""]
    let limits = ["student": RandomActs.limits(&random)]
    books = try make(LedgerRules(limits: limits), groups)
    model.limits = limits
    for (index, group) in groups.enumerated() {
      let number = Canteen.number(index + 1)
      model.accounts[number] = .init(group: group)
      model.cards[Canteen.cardTag(index + 1).description] = (number, .valid)
    }
  }

  mutating func play(_ count: Int, checksChain: Bool) throws {
    for step in 0..<count {
      acts.day = 20_780 + step / 70
      try act()
    }
    try comparePurses()
    let sum = model.entries.reduce(0) {
      $0 + $1.moved.values.reduce(0, +) + $1.outside.values.reduce(0, +)
    }
    #expect(sum == 0, "seed \(seed)")
    guard checksChain else { return }
    let found = try books.verify()
    #expect(found.fault == nil, "seed \(seed)")
    #expect(found.count == model.entries.count, "seed \(seed)")
  }

  private mutating func act() throws {
    switch random.integer(0...29) {
    case 0: try changeAccount()
    case 1: try changeCard()
    case 2...5 where !asked.isEmpty:
      var again = asked[random.integer(0...(asked.count - 1))]
      again.at.milliseconds += 1
      if random.chance(0.3) { again.body = body() }
      try ask(again)
    default: try ask(acts.intent(asked.count + 1, body()))
    }
  }

  private mutating func body() -> Intent.Body { acts.body(model.entries.count, &random) }

  private mutating func ask(_ intent: Intent) throws {
    let expected = model.ask(intent)
    let answer: BookModel.Answer
    switch try books.perform(intent) {
    case .done(let receipt):
      answer = .done(
        serial: receipt.number.serial, cash: receipt.cashAfter.minorUnits,
        subsidy: receipt.subsidyAfter.minorUnits)
    case .refused(let refusal):
      refusals.insert(refusal)
      answer = .refused(refusal)
    }
    if answer != expected {
      Issue.record(
        "seed \(seed), intent \(asked.count): \(answer), not \(expected): \(intent.body)")
    }
    if !asked.contains(where: { $0.id == intent.id }) { asked.append(intent) }
  }

  private mutating func changeAccount() throws {
    let number = Canteen.number(random.integer(1...3))
    if random.chance(0.5) {
      let floor = Int64(random.integer(-3...2) * 100)
      try books.setFloor(yuan(floor), of: number)
      model.accounts[number]?.floor = floor
    } else {
      let isBlocked = random.chance(0.2)
      try books.setBlocked(isBlocked, number)
      model.accounts[number]?.isBlocked = isBlocked
    }
  }

  private mutating func changeCard() throws {
    let index = random.integer(1...3)
    let use = [CardUse.valid, .valid, .valid, .blocked, .lost][random.integer(0...4)]
    try books.setUse(use, ofCard: index)
    model.cards[Canteen.cardTag(index).description]?.use = use
  }

  private func comparePurses() throws {
    for (number, account) in model.accounts.sorted(by: { $0.key < $1.key }) {
      let state = try #require(try books.state(of: number))
      var heaps: [Purse: Int64] = [:]
      if state.cash != .zero { heaps[.cash] = state.cash.minorUnits }
      for content in state.purses.contents {
        heaps[content.purse] = content.amount.minorUnits
      }
      #expect(heaps == account.heaps, "seed \(seed), \(number)")
    }
  }
}
