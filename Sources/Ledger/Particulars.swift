public import Primitives

/// What a transfer says beyond the money; each kind uses what it needs.
public struct Particulars: Hashable, Sendable {
  /// The card that was tapped, in its written form.
  public var card: String?
  /// The lane's number.
  public var lane: Int?
  /// The visit.
  public var visit: UniqueID?
  /// The meal period's code.
  public var mealPeriod: String?
  /// The plates sold.
  public var lines: [SaleLine]
  /// A bank reference, a reason, or empty.
  public var note: String
  /// The last day a grant may be used on.
  public var expires: CalendarDay?

  /// Makes particulars; everything left out is absent.
  public init(
    card: String? = nil, lane: Int? = nil, visit: UniqueID? = nil, mealPeriod: String? = nil,
    lines: [SaleLine] = [], note: String = "", expires: CalendarDay? = nil
  ) {
    self.card = card
    self.lane = lane
    self.visit = visit
    self.mealPeriod = mealPeriod
    self.lines = lines
    self.note = note
    self.expires = expires
  }
}
