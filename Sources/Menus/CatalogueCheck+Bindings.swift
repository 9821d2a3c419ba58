import Primitives
import TagReads

extension CatalogueCheck {
  /// Two bindings with the same key would leave it to chance which dish is billed.
  private struct BindingKey: Hashable {
    var target: BindingTarget
    var mealPeriod: MealPeriodCode?
    var boundAtMilliseconds: Int64?
  }

  mutating func checkBindings() {
    var first: [BindingKey: Int32] = [:]
    first.reserveCapacity(parts.bindings.count)
    for (index, binding) in parts.bindings.enumerated() {
      checkTarget(of: binding)
      checkDish(of: binding)
      let key = BindingKey(
        target: binding.target, mealPeriod: binding.mealPeriod,
        boundAtMilliseconds: binding.boundAt?.milliseconds)
      guard let rivalIndex = first[key] else {
        first[key] = Int32(index)
        continue
      }
      let rival = parts.bindings[Int(rivalIndex)]
      let meal = binding.mealPeriod.map { "meal \($0)" } ?? "every meal"
      report(
        .binding(binding), "dish",
        "\(carrier(of: binding)) already carries dish \(rival.dish) for \(meal); bind it once",
        rival: .binding(rival))
    }
  }

  private func carrier(of binding: Binding) -> CatalogueSubject {
    switch binding.target {
    case .plate(let tag): .plate(tag)
    case .plateClass(let code): .plateClass(code)
    }
  }

  private mutating func checkTarget(of binding: Binding) {
    switch binding.target {
    case .plate(let tag):
      if !tags.contains(tag) {
        report(
          .binding(binding), "tag", "unknown plate \(tag); import or enrol it first",
          missing: .plate(tag))
      }
    case .plateClass(let code):
      if !classes.contains(code) {
        report(
          .binding(binding), "class", refusal("class", code, known: classes),
          missing: .plateClass(code))
      }
    }
  }

  private mutating func checkDish(of binding: Binding) {
    if let meal = binding.mealPeriod, !periods.contains(meal) {
      report(
        .binding(binding), "meal", refusal("meal", meal, known: periods), missing: .mealPeriod(meal)
      )
      return
    }
    guard let dish = dishes[binding.dish] else {
      report(
        .binding(binding), "dish", refusal("dish", binding.dish, known: dishes.keys),
        missing: .dish(binding.dish))
      return
    }
    if let meal = binding.mealPeriod, !dish.isOffered(in: meal) {
      let offered = dish.mealPeriods.map(\.rawValue).joined(separator: ", ")
      report(
        .binding(binding), "meal",
        "dish \(dish.code) is not offered for \(meal), only for \(offered)")
    }
  }
}
