import Lanes
import Ledger
import Money
import Primitives
import TagReads

/// Books simple enough to be right by looking at them.
struct PaperBooks {
  struct Page {
    var cash: Int64
    var subsidy: Int64 = 0
    var group = ""
  }

  var pages: [AccountNumber: Page] = [
    "A0001": Page(cash: 5000, subsidy: 1000), "A0002": Page(cash: 5000, group: "student"),
    "A0003": Page(cash: 200), "A0004": Page(cash: 5000, group: "guest"),
    "A0005": Page(cash: 5000, group: "guest"),
  ]
  var owners: [TagID: AccountNumber] = [
    Canteen.tag("A"): "A0001", Canteen.tag("B"): "A0002", Canteen.tag("P"): "A0003",
    Canteen.tag("G"): "A0004", Canteen.tag("H"): "A0005",
  ]
  /// The answer to every sale, if it is not to be worked out.
  var refusal: Refusal?
  /// Why nothing can be written, and why no card can be looked up.
  var writeFault: String?
  var readFault: String?
  private(set) var sold: [TagID: UniqueID] = [:]
  private(set) var receipts: [Receipt] = []

  func card(_ tag: TagID) -> CardStanding {
    switch Canteen.letter(tag) {
    case "L": return .lost("A0009")
    case "K": return .blocked("A0008")
    case "Z": return .closed
    default:
      guard let number = owners[tag], let page = pages[number] else { return .unknown }
      return .open(
        AccountSummary(
          number: number, group: page.group, cash: Amount(minorUnits: page.cash),
          subsidy: Amount(minorUnits: page.subsidy), floor: .zero))
    }
  }

  mutating func perform(_ request: PaymentRequest) -> IntentOutcome {
    if let refusal { return .refused(refusal) }
    let order = request.order
    guard var page = pages[order.account] else { return .refused(.unknownAccount) }
    let total = order.total.minorUnits
    guard page.cash + page.subsidy >= total else { return .refused(.insufficientBalance) }
    let fromSubsidy = min(total, page.subsidy)
    page.subsidy -= fromSubsidy
    page.cash -= total - fromSubsidy
    pages[order.account] = page
    for plate in request.plates { sold[plate] = order.visit }
    let receipt = Receipt(
      number: ReceiptNumber(station: "East", serial: receipts.count + 1), intent: request.id,
      kind: .sale, account: order.account, at: request.intent.at,
      businessDay: request.intent.businessDay,
      cashChange: Amount(minorUnits: fromSubsidy - total),
      subsidyChange: Amount(minorUnits: -fromSubsidy),
      cashAfter: Amount(minorUnits: page.cash), subsidyAfter: Amount(minorUnits: page.subsidy))
    receipts.append(receipt)
    return .done(receipt)
  }

  /// The plates have been washed and bound again.
  mutating func release(_ plates: [TagID]) {
    for plate in plates { sold[plate] = nil }
  }
}
