import Ledger
import Money
import Primitives
import TagReads

/// Draws acts, sensible ones and others, from a generator.
struct RandomActs {
  var day = 20_780

  static func limits(_ random: inout SeededGenerator) -> GroupLimits {
    let amount = { (random: inout SeededGenerator, range: ClosedRange<Int>) -> Amount? in
      random.chance(0.5) ? yuan(Int64(random.integer(range))) : nil
    }
    let count = { (random: inout SeededGenerator, range: ClosedRange<Int>) -> Int? in
      random.chance(0.4) ? random.integer(range) : nil
    }
    return GroupLimits(
      minimumBalance: amount(&random, -200...100), perTransaction: amount(&random, 150...400),
      perMeal: .init(amount: amount(&random, 200...600), count: count(&random, 1...4)),
      perDay: .init(amount: amount(&random, 300...900), count: count(&random, 2...6)))
  }

  func intent(_ id: Int, _ body: Intent.Body) -> Intent {
    Intent(
      id: UniqueID(high: 0x1111, low: UInt64(id)), at: WallTime(milliseconds: Int64(id)),
      businessDay: CalendarDay(daysSince1970: day), by: "test", body: body)
  }

  func body(_ entryCount: Int, _ random: inout SeededGenerator) -> Intent.Body {
    let account = random.integer(1...20) == 1 ? 4 : random.integer(1...3)
    let number = Canteen.number(account)
    let amount = yuan(Int64(random.integer(0...600)))
    let receipt = receipt(entryCount, &random)
    switch random.integer(0...25) {
    case 0...4: return sale(of: account, &random)
    case 5...8: return .keyedSale(keyedSale(of: number, &random))
    case 9...11: return topUp(number, amount, &random)
    case 12...14: return .grant(account: number, amount: amount, expires: lastDay(&random))
    case 15:
      return .grantTickets(
        account: number, Self.tickets[random.integer(0...1)], count: random.integer(0...3),
        expires: lastDay(&random))
    case 16:
      let tender: Tender? = random.chance(0.5) ? nil : Tender.allCases[random.integer(0...3)]
      return .buyTickets(
        account: number, Self.tickets[random.integer(0...1)], count: random.integer(0...2),
        tender: tender, note: "")
    case 17: return .expiry(account: number, purse: purse(&random))
    case 18: return .refund(account: number, amount: amount, tender: .bank, note: "slip")
    case 19, 20: return .reversal(of: receipt, reason: "r")
    case 21...23:
      let lines = [[1], [2], [1, 2], [1, 2, 3], [], [2, 1], [9]][random.integer(0...6)]
      return .saleRefund(of: receipt, lines: lines, reason: "cold")
    case 24:
      return .charge(
        Charge(account: number, amount: amount, reason: random.chance(0.9) ? "bowl" : ""))
    default:
      return .correction(
        of: receipt, account: number, wallet: purse(&random),
        amount: yuan(Int64(random.integer(-3...3) * [1, 60, 150][random.integer(0...2)])),
        reason: "c")
    }
  }

  static let tickets = [("lunch", 150), ("lunch", 180)].compactMap {
    Ticket(kind: $0, face: yuan(Int64($1)))
  }

  /// More often one of the newest, for those are of the same day.
  private func receipt(_ count: Int, _ random: inout SeededGenerator) -> ReceiptNumber {
    let isNew = random.chance(0.6)
    let serial = isNew ? max(1, count - random.integer(0...8)) : random.integer(1...(count + 2))
    return ReceiptNumber(station: "East", serial: serial)
  }

  private func lastDay(_ random: inout SeededGenerator) -> CalendarDay? {
    random.chance(0.3) ? nil : CalendarDay(daysSince1970: day + random.integer(-1...2))
  }

  private func purse(_ random: inout SeededGenerator) -> Purse {
    switch random.integer(0...5) {
    case 0: .cash
    case 1: .subsidy
    case 2: .tickets(Self.tickets[random.integer(0...1)])
    case 3:
      .tickets(
        Self.tickets[random.integer(0...1)],
        until: CalendarDay(daysSince1970: day + random.integer(-2...1)))
    default: .subsidy(until: CalendarDay(daysSince1970: day + random.integer(-2...1)))
    }
  }

  private func topUp(
    _ number: AccountNumber, _ amount: Amount, _ random: inout SeededGenerator
  ) -> Intent.Body {
    let tender = Tender.allCases[random.integer(0...3)]
    let note = tender == .bank ? "REF\(random.integer(1...12))" : ""
    return .topUp(account: number, amount: amount, tender: tender, note: note)
  }

  private func meal(_ random: inout SeededGenerator) -> String? {
    ["lunch", "dinner", nil][random.integer(0...2)]
  }

  private func lines(_ plates: Bool, _ random: inout SeededGenerator) -> [SaleLine] {
    (0..<random.integer(1...3)).map { _ in
      SaleLine(
        plate: plates ? Canteen.plate(random.integer(1...30)).description : "", dish: "D1",
        name: "dish", amount: yuan(Int64(random.integer(0...120))), vatBasisPoints: 600)
    }
  }

  private func sale(of account: Int, _ random: inout SeededGenerator) -> Intent.Body {
    let lines = lines(true, &random)
    let total = lines.map(\.amount.minorUnits).reduce(0, +) + (random.chance(0.03) ? 1 : 0)
    let card: String? =
      random.chance(0.8) ? Canteen.cardTag(random.chance(0.9) ? account : 1).description : nil
    return .sale(
      SaleOrder(
        account: Canteen.number(account), card: card, lane: 1,
        visit: UniqueID(high: 0x2222, low: UInt64(random.integer(1...9))),
        mealPeriod: meal(&random), lines: lines, total: yuan(total)))
  }

  private func keyedSale(
    of number: AccountNumber, _ random: inout SeededGenerator
  ) -> KeyedSale {
    let lines = lines(false, &random)
    let total = lines.map(\.amount.minorUnits).reduce(0, +)
    let use: TicketUse? =
      random.chance(0.6) ? TicketUse(kind: "lunch", count: random.integer(1...2)) : nil
    let payment: KeyedSale.Payment =
      random.chance(0.7)
      ? .account(number, tickets: use) : .tender(Tender.allCases[random.integer(0...3)])
    return KeyedSale(
      payment: payment, mealPeriod: meal(&random), lines: lines, total: yuan(total))
  }
}
