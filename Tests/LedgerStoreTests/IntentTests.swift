import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import TagReads
import Testing

struct IntentTests {
  @Test func `a sale debits once and answers the same at every retry`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    let sale = Canteen.sale(300, plates: [1, 2], visit: 1, card: 1)
    let first = try canteen.perform(2, sale)
    #expect(first.receipt?.number.description == "East-000002")
    #expect(first.receipt?.cashAfter == yuan(700))
    try canteen.perform(3, Canteen.topUp(50))
    #expect(try canteen.perform(2, sale) == first)
    let later = Canteen.intent(2, sale, at: 9_000_000)
    #expect(try canteen.store.perform(later) == first)
    #expect(try canteen.store.outcome(of: later.id) == first)
    #expect(try canteen.cash() == 750)
  }

  @Test func `an id used for something else is refused and keeps its first answer`() throws {
    let canteen = try Canteen()
    let first = try canteen.perform(1, Canteen.topUp(1000))
    #expect(try canteen.perform(1, Canteen.topUp(1001)).refusal == .sameIntentOtherBody)
    #expect(try canteen.perform(1, Canteen.topUp(1000)) == first)
    #expect(try canteen.cash() == 1000)
  }

  @Test func `a refused id stays refused, also when the money is there and after a restart`()
    throws
  {
    var canteen = try Canteen()
    let sale = Canteen.sale(300, visit: 1)
    #expect(try canteen.perform(1, sale).refusal == .insufficientBalance)
    try canteen.perform(2, Canteen.topUp(1000))
    #expect(try canteen.perform(1, sale).refusal == .insufficientBalance)
    try canteen.store.close()
    canteen = try Canteen(canteen.scratch)
    #expect(try canteen.perform(1, sale).refusal == .insufficientBalance)
    #expect(try canteen.perform(3, sale).receipt != nil)
    #expect(try canteen.cash() == 700)
  }

  @Test func `receipts have no gap, whatever is refused between them`() throws {
    let canteen = try Canteen()
    var serials: [Int] = []
    for index in 1...20 {
      let body = index.isMultiple(of: 3) ? Canteen.sale(1_000_000, visit: 1) : Canteen.topUp(1)
      if let receipt = try canteen.perform(index, body).receipt {
        serials.append(receipt.number.serial)
      }
    }
    #expect(serials == Array(1...serials.count))
  }

  @Test func `a plate is sold once in a visit, and again in the next`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    #expect(try canteen.perform(2, Canteen.sale(10, plates: [1, 2], visit: 1)).receipt != nil)
    #expect(
      try canteen.perform(3, Canteen.sale(10, plates: [3, 2], visit: 1)).refusal
        == .alreadyPaidPlate)
    #expect(try canteen.perform(4, Canteen.sale(10, plates: [3], visit: 1)).receipt != nil)
    #expect(try canteen.perform(5, Canteen.sale(10, plates: [1, 2], visit: 2)).receipt != nil)
  }

  @Test func `a transfer is reversed once`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    let sale = try #require(try canteen.perform(2, Canteen.sale(300, visit: 1)).receipt)
    let reversal = Intent.Body.reversal(of: sale.number, reason: "wrong dish")
    #expect(try canteen.perform(3, reversal).receipt?.cashAfter == yuan(1000))
    #expect(try canteen.perform(4, reversal).refusal == .alreadyReversed)
    let elsewhere = ReceiptNumber(station: "West", serial: sale.number.serial)
    #expect(
      try canteen.perform(5, .reversal(of: elsewhere, reason: "")).refusal == .unknownReceipt)
    #expect(try canteen.store.verify().isSound)
  }

  @Test func `history and receipts tell what happened`() throws {
    let canteen = try Canteen(accounts: 2)
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.perform(2, Canteen.topUp(500, of: 2))
    let sale = try #require(
      try canteen.perform(3, Canteen.sale(300, plates: [7], visit: 1)).receipt)
    let history = try canteen.store.history("A0001", limit: 10)
    #expect(history.map(\.kind) == [.sale, .topUp])
    #expect(history.first?.answer == sale)
    #expect(history.first?.particulars.lines.first?.name == "米饭")
    let older = try canteen.store.history("A0001", limit: 1, before: sale.number)
    #expect(older.map(\.receipt.serial) == [1])
    #expect(try canteen.store.transfer(sale.number) == history.first)
    #expect(
      history.reduce(0) { $0 + $1.change(of: .cash).minorUnits } == 700)
  }

  @Test func `plates sold lately are remembered unless the sale was reversed`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    for (id, plate, time) in [(2, 1, 100), (3, 2, 200), (4, 3, 300), (5, 2, 400)] {
      let body = Canteen.sale(10, plates: [plate], visit: id)
      _ = try canteen.store.perform(Canteen.intent(id, body, at: Int64(time)))
    }
    try canteen.perform(6, .reversal(of: ReceiptNumber(station: "East", serial: 4), reason: ""))
    let sold = try canteen.store.recentlySoldPlates(since: WallTime(milliseconds: 200))
    #expect(sold.keys.sorted() == [Canteen.plate(2)])
    #expect(sold[Canteen.plate(2)]?.soldAt == WallTime(milliseconds: 400))
    #expect(sold[Canteen.plate(2)]?.visit == UniqueID(high: 0x2222, low: 5))
  }
}
