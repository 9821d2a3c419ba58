/// What staff ask of the menu beyond its files.
public enum MenuRequest: Codable, Sendable, Equatable {
  /// Takes back the latest import that has not been taken back; with `check` nothing is changed.
  case undo(check: Bool)
  /// The imports, latest first.
  case versions
  /// There is no more of a dish today, or there is again.
  case markSoldOut(dish: String, meal: String?, isSoldOut: Bool)
  /// What is sold out today.
  case soldOut
  /// Gives a dish a price for one business day, today without a date; without an amount the price
  /// is taken away.
  case setPrice(DayPriceWish)
  /// The whole menu as a workbook.
  case exportWorkbook
  /// The menu from a day on as OpenMensa feed v2.
  case exportOpenMensa(OpenMensaWish)

  /// True if the station's catalogue is another one after it.
  var changesCatalogue: Bool {
    switch self {
    case .undo(let check): !check
    case .markSoldOut, .setPrice: true
    case .versions, .soldOut, .exportWorkbook, .exportOpenMensa: false
    }
  }
}

/// A price for a day as somebody wrote it.
public struct DayPriceWish: Codable, Sendable, Equatable {
  /// The dish's code.
  public var dish: String
  /// The price for whoever has none of their own; nothing to take it away.
  public var amount: String?
  /// Prices of groups by the groups' codes.
  public var byGroup: [String: String]
  /// The business day such as `2026-11-24`; today if nothing.
  public var date: String?
  /// The meal period; every one if nothing.
  public var meal: String?

  /// Makes a wish.
  public init(
    dish: String, amount: String?, byGroup: [String: String] = [:], date: String? = nil,
    meal: String? = nil
  ) {
    self.dish = dish
    self.amount = amount
    self.byGroup = byGroup
    self.date = date
    self.meal = meal
  }
}

/// Which days are published, and how.
public struct OpenMensaWish: Codable, Sendable, Equatable {
  /// The first business day; today if nothing.
  public var from: String?
  /// How many days.
  public var dayCount: Int
  /// The canteen's name; the station's if nothing.
  public var canteen: String?
  /// The language of names.
  public var language: String

  /// Makes a wish.
  public init(from: String?, dayCount: Int, canteen: String?, language: String) {
    self.from = from
    self.dayCount = dayCount
    self.canteen = canteen
    self.language = language
  }
}

/// The answer to a request about the menu.
public enum MenuAnswer: Codable, Sendable, Equatable {
  /// The imports, latest first.
  case versions([MenuVersionAnswer])
  /// What is sold out on a business day.
  case soldOut(SoldOutAnswer)
  /// The price of a dish on a day, in words.
  case said(String)
}

/// An import as it is remembered.
public struct MenuVersionAnswer: Codable, Sendable, Equatable {
  /// Its number.
  public var version: Int
  /// Milliseconds since 1970, UTC.
  public var at: Int64
  /// The time on the canteen's wall, such as `2026-11-24 10:31`.
  public var time: String
  /// Who imported.
  public var by: String
  /// The files.
  public var files: [String]
  /// New things.
  public var added: Int
  /// Things with another content.
  public var changed: Int
  /// Things that went.
  public var removed: Int
  /// `undo` takes this one back next.
  public var isNext: Bool
  /// False if what was there before is not kept any more.
  public var isKept: Bool
  /// Who took it back, if somebody did.
  public var undoneBy: String?
}

/// What there is no more of on a business day.
public struct SoldOutAnswer: Codable, Sendable, Equatable {
  /// The business day.
  public var date: String
  /// The dishes with their names.
  public var dishes: [SoldOutDish]
}

/// A dish that is sold out.
public struct SoldOutDish: Codable, Sendable, Equatable {
  /// The dish's code.
  public var dish: String
  /// Its Chinese name.
  public var nameZh: String
  /// Its English name.
  public var nameEn: String
  /// The meal period; nothing for the whole day.
  public var meal: String?
}
