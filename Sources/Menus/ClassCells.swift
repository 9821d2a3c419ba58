/// The cells `class` of a menu file: which classes carry a dish, in the shortest form that says it.
struct ClassCells {
  private var meals: [DishCode: [PlateClassCode: Set<MealPeriodCode?>]] = [:]

  init(_ bindings: [Binding]) {
    for binding in bindings where binding.boundAt == nil {
      guard case .plateClass(let code) = binding.target else { continue }
      meals[binding.dish, default: [:]][code, default: []].insert(binding.mealPeriod)
    }
  }

  func text(for dish: Dish) -> String {
    let classes = (meals[dish.code] ?? [:]).sorted { $0.key < $1.key }
    return classes.flatMap { code, bound in entries(code, bound, of: dish) }.joined(separator: ";")
  }

  private func entries(
    _ code: PlateClassCode, _ bound: Set<MealPeriodCode?>, of dish: Dish
  ) -> [String] {
    let usual: Set<MealPeriodCode?> =
      dish.mealPeriods.isEmpty ? [nil] : Set(dish.mealPeriods.map(Optional.some))
    var rest = bound
    var entries: [String] = []
    if usual.isSubset(of: bound) {
      rest.subtract(usual)
      entries.append(code.rawValue)
    }
    let others = rest.map { "\(code)@\($0?.rawValue ?? "*")" }
    return entries + others.sorted()
  }
}
