public import Money

/// What a chip on the antenna stands for, at a moment.
public enum Offer: Equatable, Sendable {
  /// A plate with that dish on it.
  case dish(Dish)
  /// A plate whose class has a price and to which no dish is bound.
  case classPrice(PlateClass)
  /// No plate of this canteen.
  case unknownTag
  /// A plate that neither a binding nor its class gives a price.
  case plateWithoutDish
}

/// What the chip of a plate says, where chips are believed before the catalogue; a blank chip says
/// nothing, and its plate is looked up.
public enum ChipWord: Equatable, Sendable {
  /// The plate carries this.
  case dish(ChipOffer)
  /// It has a record that cannot be believed: a plate, and nobody knows what is on it.
  case unsound
  /// It could not be read; whether it is a plate's, the catalogue says.
  case unreadable
}

/// What a plate's own chip says it carries, where the chip is believed before the catalogue.
public struct ChipOffer: Equatable, Sendable {
  /// The plate's class.
  public var plateClass: PlateClassCode
  /// The dish, at the price that was written with it.
  public var dish: Dish

  /// An offer of a dish code and a price, with everything else that the catalogue knows of the
  /// dish; the written price holds for every group.
  public init(
    dish code: DishCode, plateClass: PlateClassCode, price: Amount, in catalogue: Catalogue
  ) {
    self.plateClass = plateClass
    let known = catalogue.dish(code)
    dish =
      known
      ?? Dish(
        code: code, names: LocalizedName(zh: code.rawValue, en: code.rawValue),
        prices: PriceList(standard: price))
    dish.prices = PriceList(standard: price)
    dish.mealPeriods = []
  }
}
