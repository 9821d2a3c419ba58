public import Money
public import Primitives

/// One line of a transfer: a book and what it gains.
public struct Posting: Hashable, Sendable {
  /// The book.
  public var book: Book
  /// What the book gains, credit-positive.
  public var amount: Amount

  /// Makes a posting.
  public init(_ book: Book, _ amount: Amount) {
    self.book = book
    self.amount = amount
  }
}

/// One immutable record of the journal, in double entry.
///
/// Every transfer is about one account, or about what was sold over the counter, and carries one
/// receipt. A station numbers its transfers
/// from 1 without a gap, and a receipt bears its transfer's number, so that the journal line, the
/// receipt and what an auditor asks for have one name.
public struct Transfer: Hashable, Sendable {
  /// The intent that made it; an intent makes one transfer at most.
  public var id: IntentID
  /// The station's name and the place in its journal.
  public var receipt: ReceiptNumber
  /// What it is for.
  public var kind: TransferKind
  /// When it was asked for.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// Who asked for it.
  public var by: String
  /// The account it is about; nothing for what was sold over the counter.
  public var account: AccountNumber?
  /// The account's floor at that time; zero without an account, as the wallets after.
  public var floor: Amount
  /// What moved; sums to zero.
  public var postings: [Posting]
  /// The cash wallet right after.
  public var cashAfter: Amount
  /// The subsidy wallet right after.
  public var subsidyAfter: Amount
  /// The transfer that this one reverses or corrects.
  public var refersTo: ReceiptNumber?
  /// What a sale or a note says beyond the money.
  public var particulars: Particulars

  /// Makes a transfer.
  public init(
    id: IntentID, receipt: ReceiptNumber, kind: TransferKind, at: WallTime,
    businessDay: CalendarDay, by: String, account: AccountNumber?, floor: Amount,
    postings: [Posting], cashAfter: Amount, subsidyAfter: Amount, refersTo: ReceiptNumber?,
    particulars: Particulars
  ) {
    self.id = id
    self.receipt = receipt
    self.kind = kind
    self.at = at
    self.businessDay = businessDay
    self.by = by
    self.account = account
    self.floor = floor
    self.postings = postings
    self.cashAfter = cashAfter
    self.subsidyAfter = subsidyAfter
    self.refersTo = refersTo
    self.particulars = particulars
  }

  /// What the purses of its account gain, in the order of the postings.
  public var purseChanges: [PurseAmount] {
    postings.compactMap { posting in
      guard case .wallet(account, let purse) = posting.book else { return nil }
      return PurseAmount(purse, posting.amount)
    }
  }

  /// What one wallet of the account gains; zero if the transfer leaves it alone.
  public func change(of wallet: WalletKind) -> Amount {
    Amount(
      minorUnits: purseChanges.lazy.filter { $0.purse.wallet == wallet }.reduce(0) {
        $0 &+ $1.amount.minorUnits
      })
  }

  /// The answer that the asker of the intent gets, now and at every retry.
  public var answer: Receipt {
    Receipt(
      number: receipt, intent: id, kind: kind, account: account, at: at, businessDay: businessDay,
      cashChange: change(of: .cash), subsidyChange: change(of: .subsidy),
      ticketChange: change(of: .ticket), total: total, cashAfter: cashAfter,
      subsidyAfter: subsidyAfter)
  }

  /// What was sold, or below zero given back; for other kinds what the wallets gained.
  public var total: Amount {
    var sold: Int64 = 0
    var gained: Int64 = 0
    for posting in postings {
      if posting.book == .sales { sold &+= posting.amount.minorUnits }
      if case .wallet = posting.book { gained &+= posting.amount.minorUnits }
    }
    return Amount(minorUnits: particulars.lines.isEmpty ? gained : sold)
  }
}
