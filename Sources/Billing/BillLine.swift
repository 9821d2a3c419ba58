public import Menus
public import Money
public import TagReads

/// One plate on a bill.
public struct BillLine: Equatable, Sendable {
  /// The plate.
  public var tag: TagID

  /// The kind of plate.
  public var plateClass: PlateClassCode

  /// The dish, or nothing where the plate class's fixed price holds.
  public var dish: DishCode?

  /// The names of the dish, or else of the plate class.
  public var names: LocalizedName

  /// The price, VAT included.
  public var amount: Amount

  /// The VAT contained in the price: its share of the bill's, as `VATSplit` says.
  public var vat: Amount

  /// The VAT rate in hundredths of a percent.
  public var vatRateBasisPoints: Int

  /// The energy of the dish in kilojoules, where it is known.
  public var energyKilojoules: Int?

  /// The allergens of the dish, by the codes of `Allergen`.
  public var allergens: [String]

  /// Makes a line; until it stands on a bill its VAT is that of a bill with this one line.
  public init(
    tag: TagID, plateClass: PlateClassCode, dish: DishCode?, names: LocalizedName, amount: Amount,
    vatRateBasisPoints: Int, energyKilojoules: Int? = nil, allergens: [String] = []
  ) {
    self.tag = tag
    self.plateClass = plateClass
    self.dish = dish
    self.names = names
    self.amount = amount
    self.vat = amount.includedVAT(rateBasisPoints: vatRateBasisPoints)
    self.vatRateBasisPoints = vatRateBasisPoints
    self.energyKilojoules = energyKilojoules
    self.allergens = allergens
  }
}
