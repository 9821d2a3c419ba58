public import Money
public import Primitives

/// A prepaid, counted entitlement to a meal, as a thing with a face value.
///
/// Tickets are money in the books: a purse of tickets holds their number times the face value, so
/// that every transfer still sums to zero in one currency. The face value belongs to the ticket
/// itself; a canteen that makes its tickets dearer issues another ticket, and the old ones keep
/// what they were worth.
public struct Ticket: Hashable, Comparable, Sendable {
  /// The code of its kind, such as `lunch`: lower-case ASCII letters, digits, `-` and `_`.
  public let kind: String
  /// What one is worth, more than zero.
  public let face: Amount

  /// The longest code of a kind.
  public static let kindLengthMax = 24

  /// Describes a ticket, or nothing if the code is none or the value is not above zero.
  public init?(kind: String, face: Amount) {
    let isCode = kind.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isCode, (1...Self.kindLengthMax).contains(kind.utf8.count),
      (1...LedgerBounds.amountMax).contains(face.minorUnits)
    else { return nil }
    self.kind = kind
    self.face = face
  }

  public static func < (left: Ticket, right: Ticket) -> Bool {
    (left.kind, left.face) < (right.kind, right.face)
  }
}

/// One of the parts that an account's balance is kept in, each with a book of its own.
///
/// There is one purse of cash; one of subsidy for every last day of use, and one for subsidy that
/// lasts; one of tickets for every kind, face value and last day. Because the day is part of the
/// purse, the journal alone says which grant a sale has used, and a reversal gives back to it.
public struct Purse: Hashable, Sendable, CustomStringConvertible {
  /// The kind of balance.
  public let wallet: WalletKind
  /// What the purse holds if it holds tickets.
  public let ticket: Ticket?
  /// The last business day on which its content may be used; nothing if it lasts.
  public let expires: CalendarDay?

  /// Money paid in.
  public static let cash = Purse(wallet: .cash)
  /// Subsidy that lasts until it is used.
  public static let subsidy = Purse(wallet: .subsidy)

  /// Subsidy to be used up to and including a day; without one it lasts.
  public static func subsidy(until day: CalendarDay?) -> Purse {
    Purse(wallet: .subsidy, expires: day)
  }

  /// Tickets to be used up to and including a day; without one they last.
  public static func tickets(_ ticket: Ticket, until day: CalendarDay? = nil) -> Purse {
    Purse(wallet: .ticket, ticket: ticket, expires: day)
  }

  private init(wallet: WalletKind, ticket: Ticket? = nil, expires: CalendarDay? = nil) {
    self.wallet = wallet
    self.ticket = ticket
    self.expires = expires
  }

  /// True if nothing can be bought with it on that business day any more.
  public func isExpired(on day: CalendarDay) -> Bool {
    expires.map { $0 < day } ?? false
  }

  /// `cash`, `subsidy`, `subsidy:2026-11-30`, `ticket:lunch:1500`, `ticket:lunch:1500:2026-11-30`.
  public var code: String {
    var parts = [wallet.code]
    if let ticket { parts += [ticket.kind, String(ticket.face.minorUnits)] }
    if let expires { parts.append(expires.description) }
    return parts.joined(separator: ":")
  }

  public var description: String { code }

  /// The purse of this code, or nothing if there is none.
  public init?(code: some StringProtocol) {
    let fields = code.split(separator: ":" as Character, omittingEmptySubsequences: false)
    let parts = fields.map { String($0) }
    guard let wallet = WalletKind(code: parts[0]) else { return nil }
    switch (wallet, parts.count) {
    case (.cash, 1): self = .cash
    case (.subsidy, 1): self = .subsidy
    case (.subsidy, 2):
      guard let day = CalendarDay(parts[1]) else { return nil }
      self = .subsidy(until: day)
    case (.ticket, 3...4):
      guard let face = Int64(parts[2]), String(face) == parts[2],
        let ticket = Ticket(kind: parts[1], face: Amount(minorUnits: face))
      else { return nil }
      let day = parts.count == 4 ? CalendarDay(parts[3]) : nil
      guard parts.count == 3 || day != nil else { return nil }
      self = .tickets(ticket, until: day)
    default: return nil
    }
  }
}

extension Purse: Comparable {
  /// Cash, then subsidy, then tickets; within each what expires sooner is used first, and what
  /// lasts comes last.
  public static func < (left: Purse, right: Purse) -> Bool {
    if left.wallet != right.wallet { return left.wallet < right.wallet }
    if left.ticket?.kind != right.ticket?.kind {
      return (left.ticket?.kind ?? "") < (right.ticket?.kind ?? "")
    }
    if left.expires != right.expires {
      return (left.expires?.daysSince1970 ?? .max) < (right.expires?.daysSince1970 ?? .max)
    }
    return (left.ticket?.face ?? .zero) < (right.ticket?.face ?? .zero)
  }
}
