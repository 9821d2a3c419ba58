/// What a diner may look for in a dish, or look out for.
public enum DietaryMark: String, PublishedWord {
  /// Prepared by the rules for halal food.
  case halal
  /// Without meat and fish.
  case vegetarian
  /// Without anything from animals.
  case vegan
  /// With little salt.
  case lowSalt = "low-salt"
  /// With little fat.
  case lowFat = "low-fat"
  /// With little sugar.
  case lowSugar = "low-sugar"
  /// With much protein.
  case highProtein = "high-protein"
  /// With whole grain.
  case wholeGrain = "whole-grain"
  /// Hot with chilli or pepper.
  case spicy
  /// With pork.
  case pork
  /// With beef.
  case beef
  /// With poultry.
  case poultry
  /// With alcohol.
  case alcohol

  public var names: LocalizedName {
    switch self {
    case .halal: LocalizedName(zh: "清真", en: "Halal")
    case .vegetarian: LocalizedName(zh: "素食", en: "Vegetarian")
    case .vegan: LocalizedName(zh: "纯素", en: "Vegan")
    case .lowSalt: LocalizedName(zh: "低盐", en: "Low salt")
    case .lowFat: LocalizedName(zh: "低脂", en: "Low fat")
    case .lowSugar: LocalizedName(zh: "低糖", en: "Low sugar")
    case .highProtein: LocalizedName(zh: "高蛋白", en: "High protein")
    case .wholeGrain: LocalizedName(zh: "全谷物", en: "Whole grain")
    case .spicy: LocalizedName(zh: "辣", en: "Spicy")
    case .pork: LocalizedName(zh: "含猪肉", en: "With pork")
    case .beef: LocalizedName(zh: "含牛肉", en: "With beef")
    case .poultry: LocalizedName(zh: "含禽肉", en: "With poultry")
    case .alcohol: LocalizedName(zh: "含酒精", en: "With alcohol")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .vegetarian: ["素", "veggie"]
    case .lowSalt: ["少盐"]
    case .lowFat: ["少油"]
    case .lowSugar: ["少糖"]
    case .spicy: ["hot", "微辣", "麻辣"]
    case .pork: ["猪肉"]
    case .beef: ["牛肉"]
    case .poultry: ["鸡肉", "chicken"]
    case .alcohol: ["酒精"]
    default: []
    }
  }
}
