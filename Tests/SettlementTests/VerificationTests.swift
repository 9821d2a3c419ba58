import Ledger
import Money
import Primitives
import Settlement
import Testing

struct VerificationTests {
  private func books() -> MemoryBooks {
    var books = MemoryBooks(accounts: 2)
    books.ask(MemoryBooks.topUp(1000, of: 1))
    books.ask(.grant(account: "A0001", amount: yuan(300), expires: nil))
    books.ask(MemoryBooks.sale(450, of: 1, plate: 1))
    books.ask(MemoryBooks.topUp(500, of: 2))
    books.ask(.reversal(of: ReceiptNumber(station: "East", serial: 3), reason: "wrong dish"))
    books.ask(.refund(account: "A0002", amount: yuan(200), tender: .bank, note: "left"))
    books.ask(
      .correction(
        of: ReceiptNumber(station: "East", serial: 1), account: "A0001", wallet: .cash,
        amount: yuan(-10), reason: "typed 1000 for 990"))
    return books
  }

  @Test func `sound books are sound, and their figures add up`() {
    let report = books().verify()
    #expect(report.fault == nil)
    #expect(report.transferCount == 7 && report.accountCount == 2)
    let totals = report.totals
    #expect(totals.walletChanges[.sale] == -450 && totals.walletChanges[.reversal] == 450)
    #expect(totals.walletChanges[.topUp] == 1500 && totals.walletChanges[.refund] == -200)
    #expect(totals.tenders == [.cash: 1500, .bank: -200])
    #expect(totals.sales == yuan(0) && totals.grants == yuan(300))
    #expect(totals.corrections == yuan(-10))
    #expect(totals.cash == yuan(1290) && totals.subsidy == yuan(300))
    #expect(totals.isIdentityKept && totals.wallets == 1590)
  }

  @Test func `books without a record are sound`() {
    let report = MemoryBooks(accounts: 3).verify()
    #expect(report.isSound && report.accountCount == 3)
    #expect(report.head == .beginning(station: "East", currencyCode: "CNY"))
  }

  @Test func `progress tells how far it is`() {
    var seen: [Int] = []
    let report = books().verify { done, total in
      seen.append(done)
      #expect(total == 7)
    }
    #expect(report.isSound && seen == [7])
  }

  @Test func `a damaged file is named when it is asked for`() {
    var books = books()
    books.complaints = ["page 7 is never used"]
    #expect(books.verify().fault?.place == "file")
    #expect(books.verify(includingFile: false).isSound)
  }

  /// Changes to records and what stands around them; each must be named.
  static let tamperings: [(place: String, act: @Sendable (inout MemoryBooks) -> Void)] = [
    ("record East-000002", { $0.records.remove(at: 1) }),
    ("record East-000002", { $0.records.swapAt(1, 2) }),
    ("record East-000003", { change(&$0, 2) { $0.by = "somebody" } }),
    ("record East-000003", { change(&$0, 2) { $0.particulars.lines[0].name = "cake" } }),
    ("record East-000004", { $0.records[3].hash = $0.records[2].hash }),
    ("record East-000005", { $0.records[4].content = .failure(.init(column: "kind")) }),
    ("record East-000005", { $0.records[4].named = nil }),
    ("record East-000006", { $0.records[5].intentBodyHash = nil }),
    ("record East-000006", { $0.records[5].intentBodyHash = $0.records[4].intentBodyHash }),
    ("record East-000003", { $0.records[2].sellsPlateAgain = true }),
    ("account A0001", { $0.accounts[0].cash = yuan(1) }),
    ("account A0002", { $0.accounts[1].subsidy = yuan(1) }),
    ("account A0002", { $0.accounts.removeLast() }),
    ("intents", { $0.heading.doneIntentCount -= 1 }),
    ("record East-000008", { $0.heading.doneIntentCount += 1 }),
    ("record East-000007", { $0.records.removeLast() }),
    ("journal", { $0.heading.postingCount += 1 }),
    ("journal", { $0.heading.saleLineCount += 1 }),
  ]

  private static func change(
    _ books: inout MemoryBooks, _ index: Int, _ change: (inout Transfer) -> Void
  ) {
    guard case .success(var transfer) = books.records[index].content else { return }
    change(&transfer)
    books.records[index].content = .success(transfer)
  }

  @Test(arguments: tamperings.indices) func `the first bad place is named`(_ index: Int) {
    var books = books()
    Self.tamperings[index].act(&books)
    let report = books.verify()
    #expect(report.fault?.place == Self.tamperings[index].place)
    #expect(report.isChainSound == Self.tamperings[index].place.hasPrefix("account "))
  }
}
