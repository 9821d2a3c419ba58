public import Primitives

/// What a transfer says beyond the money; each kind uses what it needs.
///
/// A sale carries all that a settlement is broken down by, so that a report needs the journal and
/// nothing that may have changed since. What gives a sale back carries the same.
public struct Particulars: Hashable, Sendable {
  /// The card that was tapped, in its written form.
  public var card: String?
  /// The lane's number.
  public var lane: Int?
  /// The visit.
  public var visit: UniqueID?
  /// The meal period's code.
  public var mealPeriod: String?
  /// The code of the diner group at that time; empty or absent for none.
  public var group: String?
  /// The batch that the transfer is one of.
  public var batch: UniqueID?
  /// What was sold, or given back.
  public var lines: [SaleLine]
  /// A bank reference, a reason, or empty.
  public var note: String

  /// Makes particulars; everything left out is absent.
  public init(
    card: String? = nil, lane: Int? = nil, visit: UniqueID? = nil, mealPeriod: String? = nil,
    group: String? = nil, batch: UniqueID? = nil, lines: [SaleLine] = [], note: String = ""
  ) {
    self.card = card
    self.lane = lane
    self.visit = visit
    self.mealPeriod = mealPeriod
    self.group = group
    self.batch = batch
    self.lines = lines
    self.note = note
  }
}
