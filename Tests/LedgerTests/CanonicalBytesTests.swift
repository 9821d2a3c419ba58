import Ledger
import Money
import Primitives
import Testing

/// The bytes under the hashes, spelt out: an independent verifier is written from these.
struct CanonicalBytesTests {
  static let sale = Transfer(
    id: UniqueID(high: 0x0102_0304_0506_4708, low: 0x890A_0B0C_0D0E_0F10),
    receipt: ReceiptNumber(station: "East", serial: 7), kind: .sale,
    at: WallTime(milliseconds: 1_795_478_400_000),
    businessDay: CalendarDay(daysSince1970: 20_780), by: "lane 1", account: "A0001",
    floor: yuan(-200),
    postings: [Posting(.wallet("A0001", .cash), yuan(-1250)), Posting(.sales, yuan(1250))],
    cashAfter: yuan(-100), subsidyAfter: yuan(0), refersTo: nil,
    particulars: Particulars(
      card: "04A1B2C3D4E5F6", lane: 1, visit: visit, mealPeriod: "lunch", group: "student",
      lines: [
        SaleLine(
          plate: "E0040150A05F02B7", plateClass: "white", dish: nil, name: "米饭", amount: yuan(1250),
          vatBasisPoints: 600)
      ]))

  @Test func `a transfer is written field by field`() {
    let text = String(decoding: Self.sale.canonicalBytes, as: UTF8.self)
    #expect(
      text == "20:traytally-transfer-1,4:East,1:7,36:01020304-0506-4708-890a-0b0c0d0e0f10,4:sale,"
        + "13:1795478400000,10:2026-11-23,6:lane 1,5:A0001,4:-200,1:2,17:wallet:A0001:cash,"
        + "5:-1250,5:sales,4:1250,4:-100,1:0,0:,14:04A1B2C3D4E5F6,1:1,"
        + "36:00000000-0000-000a-0000-000000000001,5:lunch,7:student,0:,0:,1:1,16:E0040150A05F02B7,"
        + "5:white,0:,6:米饭,4:1250,3:600,2:71,0:,")
  }

  /// Computed with Python's hashlib over the bytes above.
  @Test func `the chain starts with station and currency and links every record`() {
    let beginning = ChainHash.beginning(station: "East", currencyCode: "CNY")
    #expect(
      beginning.description
        == "bfb1f0f0f11533d61e686c4dc41042fae6d66f90a6ff73a9b060639a527e8e02")
    #expect(
      beginning.sealing(Self.sale).description
        == "c0c5586fa1b0b1c242e842ceed4612e3576ad9b0ce54f09812b0bfa2f8e14cdb")
  }

  @Test func `what an intent asks for can be worked back from its transfer`() {
    #expect(Self.sale.body.map(ChainHash.ofBody) == ChainHash.ofBody(.sale(soldOrder)))
  }

  private var soldOrder: SaleOrder {
    SaleOrder(
      account: "A0001", card: "04A1B2C3D4E5F6", lane: 1, visit: visit, mealPeriod: "lunch",
      lines: Self.sale.particulars.lines, total: yuan(1250))
  }

  @Test func `any change of what is asked gives another body`() {
    var orders = [soldOrder]
    for change in Self.changes {
      var changed = soldOrder
      change(&changed)
      orders.append(changed)
    }
    #expect(Set(orders.map { ChainHash.ofBody(.sale($0)) }).count == Self.changes.count + 1)
  }

  static let changes: [@Sendable (inout SaleOrder) -> Void] = [
    { $0.account = "A0002" }, { $0.card = nil }, { $0.lane = 2 }, { $0.visit = sale.id },
    { $0.mealPeriod = nil }, { $0.lines[0].plate = "" }, { $0.lines[0].dish = "D" },
    { $0.lines[0].name = "饭" }, { $0.lines[0].amount = .zero }, { $0.lines[0].vatBasisPoints = 0 },
    { $0.lines.append($0.lines[0]) }, { $0.total = .zero }, { $0.lines[0].plateClass = nil },
    { $0.lines[0].vat = .zero }, { $0.lines[0].refunds = 1 },
  ]
}
