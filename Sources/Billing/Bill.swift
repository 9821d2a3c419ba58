public import Menus
public import Money

/// The priced lines of a visit at a moment.
///
/// A bill with a fault is shown and never paid: a plate that cannot be priced must not leave for
/// nothing without a word.
public struct Bill: Equatable, Sendable {
  /// One line a plate, by tag.
  public var lines: [BillLine]

  /// The sum of the lines, VAT included.
  public var total: Amount

  /// The VAT contained in the total: the sum of the lines' VAT.
  public var vat: Amount

  /// What keeps the bill from being paid, by tag.
  public var faults: [BillFault]

  /// The energy of the dishes whose energy is known, in kilojoules; nothing if none is.
  public var energyKilojoules: Int?

  /// The meal period it was priced for.
  public var mealPeriod: MealPeriodCode?

  /// The diner group it was priced for.
  public var group: DinerGroupCode?

  /// Makes a bill.
  public init(
    lines: [BillLine] = [], total: Amount = .zero, vat: Amount = .zero, faults: [BillFault] = [],
    energyKilojoules: Int? = nil, mealPeriod: MealPeriodCode? = nil, group: DinerGroupCode? = nil
  ) {
    self.lines = lines
    self.total = total
    self.vat = vat
    self.faults = faults
    self.energyKilojoules = energyKilojoules
    self.mealPeriod = mealPeriod
    self.group = group
  }

  /// True if there is something to pay and nothing in doubt.
  public var isPayable: Bool { faults.isEmpty && !lines.isEmpty }
}
