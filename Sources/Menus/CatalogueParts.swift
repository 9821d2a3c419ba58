public import Money

/// A catalogue's contents as plain arrays: what a store keeps, and what an edit starts from.
///
/// The arrays of `Catalogue.parts` are sorted: codes by text, plates by tag, bindings by target.
/// Arrays given to `Catalogue(validating:)` may stand in any order.
public struct CatalogueParts: Equatable, Sendable, Codable {
  /// The currency of every price.
  public var currency: Currency
  /// The groups that may have prices of their own.
  public var dinerGroups: [DinerGroup]
  /// The parts of the day.
  public var mealPeriods: [MealPeriod]
  /// The kinds of plate.
  public var plateClasses: [PlateClass]
  /// The dishes.
  public var dishes: [Dish]
  /// The plates.
  public var plates: [Plate]
  /// Which plate or class carries which dish.
  public var bindings: [Binding]

  /// What is offered on which days.
  public var menu: [MenuEntry]
  /// What there is no more of.
  public var soldOut: [SoldOut]
  /// Prices that the staff gave for a day.
  public var dayPrices: [DayPrice]

  /// Makes parts; what is left out is empty.
  public init(
    currency: Currency, dinerGroups: [DinerGroup] = [], mealPeriods: [MealPeriod] = [],
    plateClasses: [PlateClass] = [], dishes: [Dish] = [], plates: [Plate] = [],
    bindings: [Binding] = [], menu: [MenuEntry] = [], soldOut: [SoldOut] = [],
    dayPrices: [DayPrice] = []
  ) {
    self.currency = currency
    self.dinerGroups = dinerGroups
    self.mealPeriods = mealPeriods
    self.plateClasses = plateClasses
    self.dishes = dishes
    self.plates = plates
    self.bindings = bindings
    self.menu = menu
    self.soldOut = soldOut
    self.dayPrices = dayPrices
  }
}
