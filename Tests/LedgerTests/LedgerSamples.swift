import Ledger
import Money
import Primitives

func yuan(_ minorUnits: Int64) -> Amount {
  Amount(minorUnits: minorUnits)
}

let visit = UniqueID(high: 0xA, low: 1)

func order(
  _ total: Int64, card: String? = "04A1B2C3D4E5F6", lines: [SaleLine]? = nil
) -> SaleOrder {
  SaleOrder(
    account: "A0001", card: card, lane: 1, visit: visit, mealPeriod: "lunch",
    lines: lines ?? [
      SaleLine(
        plate: "E0040150A05F02B7", dish: "D01", name: "Rice", amount: yuan(total),
        vatBasisPoints: 600)
    ], total: yuan(total))
}

func intent(_ body: Intent.Body) -> Intent {
  Intent(
    id: UniqueID(high: 1, low: 2), at: WallTime(milliseconds: 1_795_478_400_000),
    businessDay: CalendarDay(daysSince1970: 20_780), by: "lane 1", body: body)
}

func account(
  cash: Int64, subsidy: Int64 = 0, floor: Int64 = 0, standing: AccountStanding = .open
) -> AccountState {
  AccountState(
    number: "A0001", standing: standing, cash: yuan(cash), subsidy: yuan(subsidy),
    floor: yuan(floor))
}

func facts(_ account: AccountState?, use: CardUse = .valid) -> IntentFacts {
  IntentFacts(
    nextReceipt: ReceiptNumber(station: "East", serial: 1), account: account,
    card: .init(account: "A0001", use: use))
}

extension Verdict {
  /// Cash and subsidy after, or the refusal's code: one word for a table of cases.
  var brief: String {
    switch self {
    case .post(let transfer):
      "\(transfer.cashAfter.minorUnits)/\(transfer.subsidyAfter.minorUnits)"
    case .refuse(let refusal): refusal.rawValue
    }
  }

  var transfer: Transfer? {
    if case .post(let transfer) = self { transfer } else { nil }
  }
}
