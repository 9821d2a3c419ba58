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
    var first: [BindingKey: Binding] = [:]
    first.reserveCapacity(parts.bindings.count)
    for binding in parts.bindings {
      checkTarget(of: binding)
      checkDish(of: binding)
      let key = BindingKey(
        target: binding.target, mealPeriod: binding.mealPeriod,
        boundAtMilliseconds: binding.boundAt?.milliseconds)
      guard let rival = first[key] else {
        first[key] = binding
        continue
      }
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
        report(.binding(binding), "class", refusal(of: code), missing: .plateClass(code))
      }
    }
  }

  private mutating func checkDish(of binding: Binding) {
    if let meal = binding.mealPeriod, !periods.contains(meal) {
      report(.binding(binding), "meal", refusal(of: meal), missing: .mealPeriod(meal))
      return
    }
    guard let dish = dishes[binding.dish] else {
      let known = Known("dish", dishes.keys.map(\.rawValue))
      report(
        .binding(binding), "dish", known.refusal(of: binding.dish.rawValue),
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
