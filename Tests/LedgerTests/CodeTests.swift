import Ledger
import Primitives
import Testing

struct CodeTests {
  @Test(arguments: ["A0001", "7", "a.b-c_d", String(repeating: "9", count: 32)])
  func `an account number is a short code`(text: String) {
    #expect(AccountNumber(text)?.text == text)
  }

  @Test(arguments: ["", " A1", "A 1", "A:1", "学号1", "A\n", String(repeating: "9", count: 33)])
  func `anything else is no account number`(text: String) {
    #expect(AccountNumber(text) == nil)
  }

  @Test func `a receipt number is read as it is written`() {
    let number = ReceiptNumber(station: "North-2", serial: 41)
    #expect(number.description == "North-2-000041")
    #expect(ReceiptNumber("North-2-000041") == number)
    #expect(ReceiptNumber("North-2-41") == number)
    #expect(ReceiptNumber(station: "E", serial: 1_234_567).description == "E-1234567")
    for text in ["", "East", "East-", "East-0", "East-+1", "-1", "East-1x"] {
      #expect(ReceiptNumber(text) == nil, "\(text)")
    }
  }

  @Test func `a book is read as it is written`() {
    let books: [Book] = [
      .wallet("A0001", .cash), .wallet("A0001", .subsidy), .sales, .tender(.bank), .grants,
      .corrections, .expiries, .ticketRests,
      .wallet("A0001", .subsidy(until: CalendarDay("2026-11-30"))),
    ]
    for book in books { #expect(Book(code: book.code) == book) }
    for code in ["", "wallet", "wallet:A0001", "wallet:A0001:gold", "tender:", "sales:1"] {
      #expect(Book(code: code) == nil, "\(code)")
    }
  }
}
