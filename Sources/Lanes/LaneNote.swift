public import Ledger
public import Money
public import Primitives
public import TagReads

/// What happened at a lane, for the event log, the staff page and the statistics.
///
/// A visit's notes come in this order: `visitBegan`, then `billShown`, `contradicted`, `refused`,
/// `notWritten` and `paid` in any number, `leftWithoutPaying` if plates were left unpaid,
/// `visitEnded`. The end of a visit waits for a payment that is in flight.
public enum LaneNote: Equatable, Sendable {
  /// A tray came; its visit has this id.
  case visitBegan(UniqueID)
  /// A bill is on the display that was not there before.
  case billShown(ShownBill)
  /// The last look before a payment found another set of plates: nothing was debited.
  case contradicted(visit: UniqueID)
  /// A payment is durable.
  case paid(PaymentRequest, Receipt)
  /// The books refused a payment.
  case refused(PaymentRequest, Refusal)
  /// The books could not take a payment: nothing was debited, and its id is used up.
  case notWritten(PaymentRequest, reason: String)
  /// A tray left with plates or unknown tags that are not paid: those of the last decided set,
  /// sorted. Plates that another visit had paid and plates of a payment without a known outcome are
  /// not among them.
  case leftWithoutPaying(visit: UniqueID, plates: [TagID])
  /// A visit is over; true if something was paid and nothing that was decided is unpaid.
  case visitEnded(UniqueID, paid: Bool)
  /// A problem came up, or another one took its place.
  case problem(LaneProblem)
  /// The last problem is gone.
  case problemEnded(LaneProblem.Code)
}

/// A bill as the display got it.
public struct ShownBill: Equatable, Sendable {
  /// The visit it belongs to.
  public var visit: UniqueID
  /// Everything that was decided to be on the tray, paid plates and unknown tags included, sorted.
  public var tags: [TagID]
  /// The plates with a price, by tag.
  public var lines: [LaneLine]
  /// The sum of the lines.
  public var total: Amount
  /// False if a problem keeps the bill from being paid.
  public var isPayable: Bool
  /// True if something was paid before in the visit.
  public var isSupplementary: Bool
  /// When the tray was decided.
  public var decidedAt: Moment

  /// Makes a note of a bill.
  public init(
    visit: UniqueID, tags: [TagID], lines: [LaneLine], total: Amount, isPayable: Bool,
    isSupplementary: Bool, decidedAt: Moment
  ) {
    self.visit = visit
    self.tags = tags
    self.lines = lines
    self.total = total
    self.isPayable = isPayable
    self.isSupplementary = isSupplementary
    self.decidedAt = decidedAt
  }
}
