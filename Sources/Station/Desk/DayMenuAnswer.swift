/// What holds on a day, meal by meal, for people and programs.
public struct DayMenuAnswer: Codable, Sendable, Equatable {
  /// The business day, such as `2026-11-24`.
  public var date: String
  /// Its meals in their order; a single one without a code in a canteen without meal periods.
  public var meals: [MealAnswer]
  /// What whoever asked should know, such as that earlier menus are not kept.
  public var note: String?
}

/// A meal and what is offered in it.
public struct MealAnswer: Codable, Sendable, Equatable {
  /// The meal period's code; nothing for the whole day.
  public var meal: String?
  /// Its Chinese name.
  public var nameZh: String
  /// Its English name.
  public var nameEn: String
  /// When it begins, such as `10:30`.
  public var from: String
  /// When it ends.
  public var to: String
  /// True if the menu says what is offered then; otherwise every dish of the meal is.
  public var isPlanned: Bool
  /// The dishes offered in it at that day's prices.
  public var dishes: [DishAnswer]
  /// What plates of each class cost in it, unless they are bound themselves.
  public var plateClasses: [ClassOfferAnswer]
}

/// What a plate of a class costs and carries.
public struct ClassOfferAnswer: Codable, Sendable, Equatable {
  /// The class.
  public var plateClass: String
  /// The dish on it; nothing if the class itself has the price, or none.
  public var dish: String?
  /// The price without a group's own; nothing if such a plate cannot be billed.
  public var price: String?
}
