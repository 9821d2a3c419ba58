public import TagReads

/// Why a bill cannot be paid as it stands.
public enum BillFault: Hashable, Sendable {
  /// No plate of this canteen carries that chip.
  case unknownTag(TagID)
  /// The plate has neither a dish for this meal period nor a class with a price.
  case plateWithoutDish(TagID)
  /// The canteen has meal periods and this is between them; no line is priced.
  case outsideMealPeriod
  /// The sum is larger than an amount can be; no line is given.
  case totalTooLarge
}
