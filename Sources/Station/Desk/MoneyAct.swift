public import Primitives

/// An act of the staff that moves money, in the form in which it crosses the station's socket.
///
/// Amounts are in minor units, days and receipts are texts. Each becomes one intent of the ledger,
/// which says what right it needs (`ActRight`).
public enum MoneyAct: Codable, Sendable, Equatable {
  /// Pays money in.
  case topUp(number: String, amount: Int64, tender: String, note: String)
  /// Pays money out.
  case payOut(number: String, amount: Int64, tender: String, note: String)
  /// Grants subsidy, up to and including a day.
  case grant(number: String, amount: Int64, expires: String?)
  /// Grants tickets.
  case grantTickets(number: String, kind: String, count: Int, expires: String?)
  /// Sells tickets, for a tender or out of the cash wallet.
  case buyTickets(number: String, kind: String, count: Int, tender: String?, note: String)
  /// Charges something afterwards; the rate in hundredths of a percent.
  case charge(number: String, amount: Int64, vat: Int, meal: String?, reason: String)
  /// Gives lines of a sale back, or all of them.
  case refundSale(receipt: String, lines: [Int], reason: String)
  /// Reverses a transfer.
  case reverse(receipt: String, reason: String)
  /// Puts a purse right.
  case correct(receipt: String, number: String, wallet: String, amount: Int64, reason: String)
  /// Keys a sale.
  case ringUp(RingUp)
}

/// A sale keyed by staff.
public struct RingUp: Codable, Sendable, Equatable {
  /// What is sold: `D01`, `D01:2`, `12.50`, `12.50:2`.
  public var items: [String]
  /// The account that pays, if one does.
  public var account: String?
  /// The kind of tickets it pays with, if it does.
  public var ticket: String?
  /// How many tickets.
  public var ticketCount: Int
  /// How it is paid over the counter, if no account pays.
  public var tender: String?
  /// The lane it is keyed at.
  public var lane: Int?
  /// The meal period, if it is not the one of the time.
  public var meal: String?
  /// The diner group whose prices hold, if not the account's or the guests'.
  public var group: String?
  /// The VAT rate of items that are amounts, in hundredths of a percent.
  public var vat: Int
  /// A note.
  public var note: String

  /// Describes a keyed sale.
  public init(
    items: [String], account: String? = nil, ticket: String? = nil, ticketCount: Int = 1,
    tender: String? = nil, lane: Int? = nil, meal: String? = nil, group: String? = nil,
    vat: Int = 0, note: String = ""
  ) {
    self.items = items
    self.account = account
    self.ticket = ticket
    self.ticketCount = ticketCount
    self.tender = tender
    self.lane = lane
    self.meal = meal
    self.group = group
    self.vat = vat
    self.note = note
  }
}

/// Many acts as one: all of them are done, or none.
public enum BatchAct: Codable, Sendable, Equatable {
  /// Grants subsidy to every account of a group.
  case grantGroup(group: String, amount: Int64, expires: String?)
  /// Grants tickets to every account of a group.
  case grantTicketsGroup(group: String, kind: String, count: Int, expires: String?)
  /// A CSV file of grants, top-ups or charges.
  case file(BatchFile.Kind, DeskFile)
  /// Reverses a batch; with `takesWhatIsLeft` what was spent of it stays spent.
  case reverse(batch: UniqueID, reason: String, takesWhatIsLeft: Bool)
}

/// The answer to a batch.
public struct BatchAnswer: Codable, Sendable, Equatable {
  /// The batch's id.
  public var batch: String
  /// What was asked for: `grant`, `top-up`, `charge`, ...
  public var act: String
  /// Milliseconds since 1970, UTC.
  public var at: Int64
  /// The business day.
  public var businessDay: String
  /// Who asked for it.
  public var by: String
  /// How many transfers it made, or would make.
  public var transfers: Int
  /// Its first receipt; the others follow without a gap.
  public var firstReceipt: String?
  /// What the wallets gained in all.
  public var total: String
  /// False if it was only checked.
  public var isApplied: Bool
}

/// What the removal of expired grants did.
public struct ExpiryAnswer: Codable, Sendable, Equatable {
  /// How many purses were emptied.
  public var transfers: Int
  /// What they held in all.
  public var total: String
}

/// A transfer with everything that it says.
public struct SaleAnswer: Codable, Sendable, Equatable {
  /// One thing sold or given back.
  public struct Line: Codable, Sendable, Equatable {
    /// Its place, from 1; what `sales refund --line` takes.
    public var line: Int
    /// The dish's code.
    public var dish: String?
    /// The plate's class.
    public var plateClass: String?
    /// The name.
    public var name: String
    /// The price, VAT included.
    public var amount: String
    /// The VAT in it.
    public var vat: String
    /// The VAT rate in hundredths of a percent.
    public var vatBasisPoints: Int
    /// True if it has been given back.
    public var isGivenBack: Bool
  }

  /// One line of the double entry.
  public struct Posting: Codable, Sendable, Equatable {
    /// The book: `sales`, `tender:cash`, `wallet:A0001:subsidy:2026-11-30`.
    public var book: String
    /// What it gained.
    public var amount: String
  }

  /// The transfer.
  public var receipt: ReceiptAnswer
  /// Who asked for it.
  public var by: String
  /// The lane.
  public var lane: Int?
  /// The meal period.
  public var meal: String?
  /// The diner group.
  public var group: String?
  /// The batch it is one of.
  public var batch: String?
  /// The receipt it reverses, gives back or corrects.
  public var refersTo: String?
  /// A reference or a reason.
  public var note: String
  /// What was sold.
  public var lines: [Line]
  /// The double entry.
  public var postings: [Posting]
}

/// What an account held at a moment.
public struct HoldingsAnswer: Codable, Sendable, Equatable {
  /// The account's number.
  public var number: String
  /// The moment, in milliseconds since 1970, UTC.
  public var at: Int64
  /// The cash wallet.
  public var cash: String
  /// The subsidy wallet.
  public var subsidy: String
  /// The currency of the amounts.
  public var currency: String
  /// Subsidy and tickets, purse by purse.
  public var purses: [PurseAnswer]
}

/// A purse of an account.
public struct PurseAnswer: Codable, Sendable, Equatable {
  /// Its code: `subsidy:2026-11-30`, `ticket:lunch:1500`.
  public var purse: String
  /// What it holds.
  public var amount: String
  /// How many tickets that are.
  public var tickets: Int?
  /// The last day of use.
  public var expires: String?
}
