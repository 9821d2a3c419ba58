import Ledger
import Money
import Primitives
import Settlement
import Testing

/// Records sealed as they should be whose content breaks a money rule: a forger with our code.
struct ForgeryTests {
  private func forged(_ forge: (inout Transfer) -> Void) throws -> String? {
    var books = MemoryBooks(accounts: 2)
    books.ask(MemoryBooks.topUp(1000, of: 1))
    books.ask(MemoryBooks.sale(300, of: 1, plate: 1))
    books.ask(.reversal(of: ReceiptNumber(station: "East", serial: 2), reason: ""))
    #expect(books.verify().isSound)
    var template = books
    template.ask(MemoryBooks.sale(300, of: 1, plate: 2))
    var transfer = try #require(try template.records.last?.content.get())
    forge(&transfer)
    books.append(transfer)
    let fault = books.verify().fault
    #expect(fault == nil || fault?.place == "record East-000004")
    return fault?.problem
  }

  @Test func `the template itself is sound`() throws {
    #expect(try forged { _ in } == nil)
  }

  @Test func `postings must sum to zero`() throws {
    let problem = try forged { $0.postings[0].amount = yuan(-299) }
    #expect(problem?.contains("sum to zero") == true)
  }

  @Test func `postings that leave 64 bits are a fault, not a trap`() throws {
    let problem = try forged {
      $0.postings = [Posting(.sales, yuan(.max)), Posting(.sales, yuan(.max))]
    }
    #expect(problem?.contains("sum to zero") == true)
  }

  @Test func `another account's wallet stays shut`() throws {
    let problem = try forged { $0.postings[0].book = .wallet("A0002", .cash) }
    #expect(problem?.contains("another account") == true)
  }

  @Test func `a sale is posted to sales`() throws {
    let problem = try forged { $0.postings[1].book = .grants }
    #expect(problem?.contains("books are not those") == true)
  }

  @Test func `wallets after follow from before`() throws {
    let problem = try forged { $0.cashAfter = yuan(701) }
    #expect(problem?.contains("wallets after") == true)
  }

  @Test func `no debit goes below the floor`() throws {
    let problem = try forged { $0.floor = yuan(701) }
    #expect(problem?.contains("below its floor") == true)
  }

  @Test func `a sale refers to nothing and a correction to something`() throws {
    let stray = try forged { $0.refersTo = ReceiptNumber(station: "East", serial: 1) }
    #expect(stray?.contains("refers to") == true)
    let loose = try forged {
      $0.kind = .correction
      $0.postings[1].book = .corrections
      $0.particulars = Particulars()
    }
    #expect(loose?.contains("refers to") == true)
  }

  @Test func `a second reversal, an unequal one and one of a reversal are found`() throws {
    for (serial, words) in [(2, "reversed before"), (1, "exact opposite"), (3, "exact opposite")] {
      let problem = try forged {
        $0.kind = .reversal
        $0.refersTo = ReceiptNumber(station: "East", serial: serial)
        $0.postings = [
          Posting(.wallet("A0001", .cash), yuan(300)), Posting(.sales, yuan(-300)),
        ]
        $0.cashAfter = yuan(1300)
        let line = SaleLine(
          plate: "P1", dish: "D", name: "米饭", amount: yuan(300), vatBasisPoints: 600, refunds: 1)
        $0.particulars = Particulars(lines: [line])
      }
      #expect(problem?.contains(words) == true, "\(serial): \(problem ?? "nothing")")
    }
  }
}
