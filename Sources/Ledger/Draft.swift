import Money
import Primitives

/// A transfer in the making: what an intent moves, before the account is asked whether it can.
struct Draft {
  var cash: Int64
  var subsidy: Int64
  var counterPostings: [Posting]
  var refersTo: ReceiptNumber?
  var particulars: Particulars

  /// Wallets on one side, one book on the other.
  init(
    cash: Int64 = 0, subsidy: Int64 = 0, against book: Book, refersTo: ReceiptNumber? = nil,
    _ particulars: Particulars
  ) {
    self.cash = cash
    self.subsidy = subsidy
    counterPostings = [Posting(book, Amount(minorUnits: -(cash + subsidy)))]
    self.refersTo = refersTo
    self.particulars = particulars
  }

  /// The exact opposite of a transfer.
  init(reversing named: Transfer, reason: String) {
    cash = -named.change(of: .cash).minorUnits
    subsidy = -named.change(of: .subsidy).minorUnits
    counterPostings = named.postings.compactMap { posting in
      if case .wallet = posting.book { return nil }
      return Posting(posting.book, Amount(minorUnits: -posting.amount.minorUnits))
    }
    refersTo = named.receipt
    particulars = Particulars(note: reason)
  }

  /// The postings with the account's wallets first; a book that gains nothing has none.
  func postings(of account: AccountNumber) -> [Posting] {
    let wallets = [
      Posting(.wallet(account, .cash), Amount(minorUnits: cash)),
      Posting(.wallet(account, .subsidy), Amount(minorUnits: subsidy)),
    ]
    return (wallets + counterPostings).filter { $0.amount != .zero }
  }
}
