public import Primitives
public import TagReads

/// What a binding binds: one plate, or every plate of a class.
public enum BindingTarget: Hashable, Sendable, Codable {
  /// One plate.
  case plate(TagID)
  /// Every plate of the class that has no binding of its own.
  case plateClass(PlateClassCode)
}

/// The rule that a plate, or every plate of a class, carries a dish.
public struct Binding: Hashable, Sendable, Codable {
  /// What is bound.
  public var target: BindingTarget

  /// The dish it carries.
  public var dish: DishCode

  /// The meal period for which this holds, or nothing for every one in which the dish is offered.
  public var mealPeriod: MealPeriodCode?

  /// When it was bound at the serving window or by hand; nothing if a menu or plate file says so.
  public var boundAt: WallTime?

  /// Makes a binding.
  public init(
    _ target: BindingTarget, to dish: DishCode, mealPeriod: MealPeriodCode? = nil,
    boundAt: WallTime? = nil
  ) {
    self.target = target
    self.dish = dish
    self.mealPeriod = mealPeriod
    self.boundAt = boundAt
  }
}

extension BindingTarget: Comparable {
  /// Classes by code, then plates by tag.
  public static func < (left: BindingTarget, right: BindingTarget) -> Bool {
    switch (left, right) {
    case (.plateClass(let left), .plateClass(let right)): left < right
    case (.plate(let left), .plate(let right)): left < right
    case (.plateClass, .plate): true
    case (.plate, .plateClass): false
    }
  }
}

extension Binding: Comparable {
  /// By target, then meal period (every one first), then time (files first), then dish.
  public static func < (left: Binding, right: Binding) -> Bool {
    if left.target != right.target { return left.target < right.target }
    if left.mealPeriod != right.mealPeriod {
      return (left.mealPeriod?.rawValue ?? "") < (right.mealPeriod?.rawValue ?? "")
    }
    if left.boundAt != right.boundAt {
      return (left.boundAt?.milliseconds ?? .min) < (right.boundAt?.milliseconds ?? .min)
    }
    return left.dish < right.dish
  }
}
