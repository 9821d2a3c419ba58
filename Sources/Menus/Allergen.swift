/// A substance that may have to be declared because some people must not eat it.
///
/// The fourteen of Regulation (EU) No 1169/2011, Annex II. The first eight groups of GB 7718-2011,
/// 4.4.3, are among them: cereals with gluten, crustaceans, fish, eggs, peanuts, soybeans, milk and
/// nuts.
public enum Allergen: String, PublishedWord {
  /// Wheat, rye, barley, oats and other cereals with gluten.
  case gluten
  /// Prawns, crabs, lobsters.
  case crustaceans
  /// Eggs.
  case eggs
  /// Fish.
  case fish
  /// Peanuts.
  case peanuts
  /// Soybeans.
  case soybeans
  /// Milk, lactose included.
  case milk
  /// Almonds, hazelnuts, walnuts, cashews and other tree nuts.
  case nuts
  /// Celery.
  case celery
  /// Mustard.
  case mustard
  /// Sesame seeds.
  case sesame
  /// Sulphur dioxide and sulphites.
  case sulphites
  /// Lupin.
  case lupin
  /// Mussels, squid, snails.
  case molluscs

  public var names: LocalizedName {
    switch self {
    case .gluten: LocalizedName(zh: "含麸质谷物", en: "Cereals containing gluten")
    case .crustaceans: LocalizedName(zh: "甲壳类", en: "Crustaceans")
    case .eggs: LocalizedName(zh: "蛋类", en: "Eggs")
    case .fish: LocalizedName(zh: "鱼类", en: "Fish")
    case .peanuts: LocalizedName(zh: "花生", en: "Peanuts")
    case .soybeans: LocalizedName(zh: "大豆", en: "Soybeans")
    case .milk: LocalizedName(zh: "乳类", en: "Milk")
    case .nuts: LocalizedName(zh: "坚果", en: "Nuts")
    case .celery: LocalizedName(zh: "芹菜", en: "Celery")
    case .mustard: LocalizedName(zh: "芥末", en: "Mustard")
    case .sesame: LocalizedName(zh: "芝麻", en: "Sesame")
    case .sulphites: LocalizedName(zh: "亚硫酸盐", en: "Sulphites")
    case .lupin: LocalizedName(zh: "羽扇豆", en: "Lupin")
    case .molluscs: LocalizedName(zh: "软体动物", en: "Molluscs")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .gluten: ["wheat", "麸质", "小麦"]
    case .crustaceans: ["crustacean", "shrimp", "prawns", "虾", "蟹", "甲壳纲类动物"]
    case .eggs: ["egg", "蛋", "鸡蛋"]
    case .fish: ["鱼"]
    case .peanuts: ["peanut"]
    case .soybeans: ["soya", "soy", "soybean", "黄豆"]
    case .milk: ["dairy", "lactose", "乳", "奶", "牛奶", "乳及乳制品"]
    case .nuts: ["nut", "tree nuts"]
    case .celery: []
    case .mustard: ["芥"]
    case .sesame: ["sesame seeds"]
    case .sulphites: ["sulfites", "二氧化硫"]
    case .lupin: ["lupine"]
    case .molluscs: ["mollusks", "贝类"]
    }
  }
}
