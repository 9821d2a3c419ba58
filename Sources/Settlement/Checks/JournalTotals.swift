public import Ledger
public import Money

/// The journal added up: by kind what wallets gained, by book what each gained.
///
/// Opening + top-ups + tickets bought + grants - expiries - sales - charges + sale refunds
/// - refunds + reversals +/- corrections = closing: opening is zero for a journal from its first
/// record, closing is the sum of the wallets, and ``walletChanges`` holds every term between with
/// its sign.
/// What is sold over the counter passes by the wallets.
public struct JournalTotals: Hashable, Sendable {
  /// How many transfers of each kind there are.
  public private(set) var counts: [TransferKind: Int] = [:]
  /// What the transfers of each kind added to the wallets, in minor units.
  public private(set) var walletChanges: [TransferKind: Int64] = [:]
  /// What all cash wallets hold.
  public private(set) var cash = Amount.zero
  /// What all subsidy wallets hold.
  public private(set) var subsidy = Amount.zero
  /// What all tickets are worth, at their face value.
  public private(set) var tickets = Amount.zero
  /// What was sold, less what was given back.
  public private(set) var sales = Amount.zero
  /// What was taken in by each way of paying, less what was paid out, as the drawer counts it.
  public private(set) var tenders: [Tender: Int64] = [:]
  /// What was granted.
  public private(set) var grants = Amount.zero
  /// What was granted and expired.
  public private(set) var expiries = Amount.zero
  /// What tickets were worth more than what they paid.
  public private(set) var ticketRests = Amount.zero
  /// What corrections added to the wallets.
  public private(set) var corrections = Amount.zero

  /// Adds nothing up.
  public init() {}

  /// What all wallets hold: the closing balance.
  public var wallets: Int64 { cash.minorUnits &+ subsidy.minorUnits &+ tickets.minorUnits }

  /// True if every term between opening and closing, with its sign, gives the closing balance.
  public var isIdentityKept: Bool {
    walletChanges.values.reduce(0, &+) == wallets
  }

  /// Adds a transfer; throws when a sum leaves 64 bits.
  mutating func add(_ transfer: Transfer) throws(AmountOverflow) {
    counts[transfer.kind, default: 0] += 1
    for posting in transfer.postings {
      let opposite = try posting.amount.negated()
      switch posting.book {
      case .wallet(_, let purse):
        let sum = try Amount(minorUnits: walletChanges[transfer.kind, default: 0])
          .adding(posting.amount)
        walletChanges[transfer.kind] = sum.minorUnits
        switch purse.wallet {
        case .cash: cash = try cash.adding(posting.amount)
        case .subsidy: subsidy = try subsidy.adding(posting.amount)
        case .ticket: tickets = try tickets.adding(posting.amount)
        }
      case .sales: sales = try sales.adding(posting.amount)
      case .tender(let tender):
        let sum = try Amount(minorUnits: tenders[tender, default: 0]).adding(opposite)
        tenders[tender] = sum.minorUnits
      case .grants: grants = try grants.adding(opposite)
      case .expiries: expiries = try expiries.adding(posting.amount)
      case .ticketRests: ticketRests = try ticketRests.adding(posting.amount)
      case .corrections: corrections = try corrections.adding(opposite)
      }
    }
  }
}
