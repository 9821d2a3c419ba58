import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import TagReads
import Testing

/// Random acts on the real books and on the model: every answer and every wallet must agree.
struct ModelTests {
  static let seeds = Array(1...120)

  @Test(arguments: seeds) func `the books do what the model does`(seed: Int) throws {
    var player = try Player(seed: UInt64(seed))
    for step in 0..<100 {
      try player.act()
      if step.isMultiple(of: 25) { try player.compareWallets() }
    }
    try player.compareWallets()
    let report = try player.canteen.store.verify()
    #expect(report.isSound, "seed \(seed): \(report.fault?.description ?? "")")
    #expect(report.transferCount == player.model.entries.count, "seed \(seed)")
    try player.canteen.store.close()
  }
}

/// Plays one random sequence; the same seed plays the same.
private struct Player {
  let seed: UInt64
  let canteen: Canteen
  var model = BookModel()
  private var random: SeededGenerator
  private var asked: [Intent] = []

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    canteen = try Canteen(accounts: 3)
    for index in 1...3 {
      model.accounts[Canteen.number(index)] = .init()
      model.cards[Canteen.cardTag(index).description] = (Canteen.number(index), .valid)
    }
  }

  mutating func act() throws {
    switch random.integer(0...19) {
    case 0: try changeAccount()
    case 1: try changeCard()
    case 2...5 where !asked.isEmpty:
      var again = asked[random.integer(0...(asked.count - 1))]
      if random.chance(0.3) { again.body = body() }
      try ask(again)
    default: try ask(Canteen.intent(asked.count + 1, body()))
    }
  }

  private mutating func ask(_ intent: Intent) throws {
    let expected = model.ask(intent)
    let answer: BookModel.Answer
    switch try canteen.store.perform(intent) {
    case .done(let receipt):
      answer = .done(
        serial: receipt.number.serial, cash: receipt.cashAfter.minorUnits,
        subsidy: receipt.subsidyAfter.minorUnits)
    case .refused(let refusal): answer = .refused(refusal)
    }
    #expect(answer == expected, "seed \(seed), intent \(asked.count): \(intent.body)")
    if !asked.contains(where: { $0.id == intent.id }) { asked.append(intent) }
  }

  private mutating func changeAccount() throws {
    let number = Canteen.number(random.integer(1...3))
    if random.chance(0.5) {
      let floor = Int64(random.integer(-3...2) * 100)
      try canteen.store.setFloor(yuan(floor), of: number)
      model.accounts[number]?.floor = floor
    } else {
      let isBlocked = random.chance(0.3)
      try canteen.store.setStanding(isBlocked ? .blocked : .open, of: number)
      model.accounts[number]?.isBlocked = isBlocked
    }
  }

  private mutating func changeCard() throws {
    let tag = Canteen.cardTag(random.integer(1...3))
    let use = [CardUse.valid, .valid, .blocked, .lost][random.integer(0...3)]
    try canteen.store.setUse(use, ofCard: tag)
    model.cards[tag.description]?.use = use
  }

  private mutating func body() -> Intent.Body {
    let account = random.integer(1...4)
    let number = Canteen.number(account)
    let amount = yuan(Int64(random.integer(0...600)))
    let receipt = ReceiptNumber(
      station: "East", serial: random.integer(1...(model.entries.count + 2)))
    switch random.integer(0...11) {
    case 0...5: return sale(of: account)
    case 6, 7: return .topUp(account: number, amount: amount, tender: .cash, note: "")
    case 8: return .grant(account: number, amount: amount, expires: nil)
    case 9: return .refund(account: number, amount: amount, tender: .bank, note: "slip")
    case 10: return .reversal(of: receipt, reason: "r")
    default:
      let change = yuan(Int64(random.integer(-300...300)))
      let wallet: Purse = random.chance(0.5) ? .cash : .subsidy
      return .correction(
        of: receipt, account: number, wallet: wallet, amount: change, reason: "c")
    }
  }

  private mutating func sale(of account: Int) -> Intent.Body {
    let lines = (0..<random.integer(1...4)).map { _ in
      SaleLine(
        plate: Canteen.plate(random.integer(1...12)).description, dish: nil, name: "dish",
        amount: yuan(Int64(random.integer(0...120))), vatBasisPoints: 600)
    }
    let total = lines.map(\.amount.minorUnits).reduce(0, +) + (random.chance(0.03) ? 1 : 0)
    let card: String? =
      random.chance(0.8) ? Canteen.cardTag(random.chance(0.9) ? account : 1).description : nil
    return .sale(
      SaleOrder(
        account: Canteen.number(account), card: card, lane: 1,
        visit: UniqueID(high: 0x2222, low: UInt64(random.integer(1...9))), mealPeriod: nil,
        lines: lines, total: yuan(total)))
  }

  func compareWallets() throws {
    for (number, account) in model.accounts.sorted(by: { $0.key < $1.key }) {
      let state = try canteen.store.account(number)?.state
      #expect(state?.cash.minorUnits == account.cash, "seed \(seed), \(number)")
      #expect(state?.subsidy.minorUnits == account.subsidy, "seed \(seed), \(number)")
    }
  }
}
