public import Money

/// Tickets of an account that a sale is to be paid with.
public struct TicketUse: Hashable, Sendable {
  /// The code of their kind.
  public var kind: String
  /// How many, at least one; each must be needed.
  public var count: Int

  /// Names tickets to be used.
  public init(kind: String, count: Int = 1) {
    self.kind = kind
    self.count = count
  }
}

/// A sale keyed by staff, as on the till that the station replaces: no tray, no reader, and not
/// even an account is needed.
public struct KeyedSale: Hashable, Sendable {
  /// How it is paid.
  public enum Payment: Hashable, Sendable {
    /// From an account; what the tickets do not cover comes from the wallets.
    case account(AccountNumber, tickets: TicketUse?)
    /// Over the counter: a guest's cash, a paper ticket.
    case tender(Tender)
  }

  /// How it is paid.
  public var payment: Payment
  /// The lane it is keyed at, if it is at one.
  public var lane: Int?
  /// The code of the meal period, if there is one at this time.
  public var mealPeriod: String?
  /// The code of the diner group whose prices were keyed, for a sale over the counter; a sale from
  /// an account counts to the account's own group.
  public var group: String?
  /// What was sold, at least one line, none of them with a plate.
  public var lines: [SaleLine]
  /// The sum of the lines.
  public var total: Amount
  /// What the operator noted; may be empty.
  public var note: String

  /// Describes a keyed sale.
  public init(
    payment: Payment, lane: Int? = nil, mealPeriod: String? = nil, group: String? = nil,
    lines: [SaleLine], total: Amount, note: String = ""
  ) {
    self.payment = payment
    self.lane = lane
    self.mealPeriod = mealPeriod
    self.group = group
    self.lines = lines
    self.total = total
    self.note = note
  }

  /// The account that pays, if one does.
  public var account: AccountNumber? {
    if case .account(let account, _) = payment { account } else { nil }
  }
}
