import Ledger
import Money
import Primitives
import Settlement
import Testing

struct RandomBooksTests {
  @Test(arguments: 1...150) func `whatever the rules allow verifies and keeps the identity`(
    seed: Int
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    var books = MemoryBooks(accounts: 3, floor: Int64(random.integer(-2...1) * 100))
    for step in 1...120 { books.ask(Self.body(step, books.records.count, &random)) }
    let report = books.verify()
    #expect(report.isSound, "seed \(seed): \(report.fault?.description ?? "")")
    let held = books.accounts.reduce(0) {
      $0 + $1.cash.minorUnits + $1.subsidy.minorUnits + $1.purses.total(of: .ticket).minorUnits
    }
    #expect(report.totals.wallets == held, "seed \(seed)")
    let totals = report.totals
    let outside =
      -totals.sales.minorUnits + totals.tenders.values.reduce(0, +) + totals.grants.minorUnits
      + totals.corrections.minorUnits - totals.expiries.minorUnits
      - totals.ticketRests.minorUnits
    #expect(outside == held, "seed \(seed)")
  }

  private static func body(
    _ step: Int, _ count: Int, _ random: inout SeededGenerator
  ) -> Intent.Body {
    let account = random.integer(1...3)
    let number = MemoryBooks.number(account)
    let amount = Int64(random.integer(1...500))
    let receipt = ReceiptNumber(station: "East", serial: random.integer(1...(count + 1)))
    let ticket = Ticket(kind: "lunch", face: yuan(120))
    switch random.integer(0...15) {
    case 10:
      return .grant(account: number, amount: yuan(amount), expires: day(random.integer(-2...2)))
    case 11:
      return .expiry(account: number, purse: .subsidy(until: day(random.integer(-2...1))))
    case 12:
      guard let ticket else { break }
      return .buyTickets(
        account: number, ticket, count: random.integer(1...3),
        tender: random.chance(0.5) ? .cash : nil, note: "")
    case 13:
      return .keyedSale(
        MemoryBooks.keyed(
          amount,
          random.chance(0.7)
            ? .account(number, tickets: random.chance(0.7) ? TicketUse(kind: "lunch") : nil)
            : .tender(random.chance(0.5) ? .cash : .ticket)))
    case 14: return .saleRefund(of: receipt, lines: [1], reason: "cold")
    case 15: return .charge(Charge(account: number, amount: yuan(amount), reason: "bowl"))
    case 0...3: return MemoryBooks.sale(amount, of: account, plate: step)
    case 4, 5: return MemoryBooks.topUp(amount, of: account)
    case 6: return .grant(account: number, amount: yuan(amount), expires: nil)
    case 7: return .refund(account: number, amount: yuan(amount), tender: .other, note: "n")
    case 8: return .reversal(of: receipt, reason: "r")
    default:
      let wallet: Purse = random.chance(0.5) ? .cash : .subsidy
      return .correction(
        of: receipt, account: number, wallet: wallet, amount: yuan(amount - 250), reason: "c")
    }
    return MemoryBooks.topUp(amount, of: account)
  }

  private static func day(_ offset: Int) -> CalendarDay {
    CalendarDay(daysSince1970: 20_780 + offset)
  }
}
