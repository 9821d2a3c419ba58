import Money
import Primitives

/// A transfer in the making: what an intent moves, before the account is asked whether it can.
struct Draft {
  /// False for what is sold over the counter: it is about no account.
  var isOfAccount = true
  /// What the purses of the account gain.
  var changes: [PurseAmount] = []
  var counterPostings: [Posting] = []
  var refersTo: ReceiptNumber?
  var particulars: Particulars

  /// One purse on one side, one book on the other.
  init(
    _ amount: Int64, in purse: Purse, against book: Book, refersTo: ReceiptNumber? = nil,
    _ particulars: Particulars
  ) {
    changes = [PurseAmount(purse, Amount(minorUnits: amount))]
    counterPostings = [Posting(book, Amount(minorUnits: -amount))]
    self.refersTo = refersTo
    self.particulars = particulars
  }

  /// Purses on one side, books on the other.
  init(
    _ changes: [PurseAmount], _ counterPostings: [Posting], isOfAccount: Bool = true,
    refersTo: ReceiptNumber? = nil, _ particulars: Particulars
  ) {
    self.changes = changes
    self.counterPostings = counterPostings
    self.isOfAccount = isOfAccount
    self.refersTo = refersTo
    self.particulars = particulars
  }

  /// The exact opposite of a transfer, with what a sale is broken down by.
  init(reversing named: Transfer, reason: String) {
    isOfAccount = named.account != nil
    changes = named.purseChanges.map {
      PurseAmount($0.purse, Amount(minorUnits: -$0.amount.minorUnits))
    }
    counterPostings = named.postings.compactMap { posting in
      if case .wallet = posting.book { return nil }
      return Posting(posting.book, Amount(minorUnits: -posting.amount.minorUnits))
    }
    refersTo = named.receipt
    particulars = named.particulars.givenBack(
      lines: Array(named.particulars.lines.indices), reason: reason)
  }

  /// The postings with the account's purses first, in order; what gains nothing has none.
  func postings(of account: AccountNumber?) -> [Posting] {
    let sorted = changes.sorted { $0.purse < $1.purse }
    let purses = account.map { account in
      sorted.map { Posting(.wallet(account, $0.purse), $0.amount) }
    }
    return ((purses ?? []) + counterPostings).filter { $0.amount != .zero }
  }
}

extension Particulars {
  /// What a transfer says that gives lines of this one back, each by its index.
  func givenBack(lines indices: [Int], reason: String) -> Particulars {
    Particulars(
      lane: lane, mealPeriod: mealPeriod, group: group,
      lines: indices.map { lines[$0].givenBack(as: $0 + 1) }, note: reason)
  }
}
