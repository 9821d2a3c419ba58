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
