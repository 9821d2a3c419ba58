/// What is on a plate: its names, prices, tax rate and what a diner should know about it.
public struct Dish: Hashable, Sendable, Codable {
  /// The most energy a catalogue accepts for one dish, in kilojoules.
  public static let energyKilojoulesMax = 100_000

  /// The canteen's code.
  public var code: DishCode

  /// The names on display and bill.
  public var names: LocalizedName

  /// The prices, VAT included.
  public var prices: PriceList

  /// The VAT rate in hundredths of a percent, 0 to 10,000: 600 is 6 %.
  public var vatRateBasisPoints: Int

  /// The energy of a serving in kilojoules, where it is known.
  public var energyKilojoules: Int?

  /// The main nutrients of a serving, as far as they are known.
  public var nutrients: Nutrients

  /// What has to be declared, sorted.
  public var allergens: [Allergen]

  /// What diners look for or look out for, sorted.
  public var marks: [DietaryMark]

  /// The picture's path below the canteen's folder of pictures, where there is one.
  public var photo: String?

  /// The meal periods in which the dish is offered, sorted; none means every one.
  public var mealPeriods: [MealPeriodCode]

  /// Makes a dish.
  public init(
    code: DishCode, names: LocalizedName, prices: PriceList, vatRateBasisPoints: Int = 0,
    energyKilojoules: Int? = nil, nutrients: Nutrients = Nutrients(), allergens: [Allergen] = [],
    marks: [DietaryMark] = [], photo: String? = nil, mealPeriods: [MealPeriodCode] = []
  ) {
    self.code = code
    self.names = names
    self.prices = prices
    self.vatRateBasisPoints = vatRateBasisPoints
    self.energyKilojoules = energyKilojoules
    self.nutrients = nutrients
    self.allergens = allergens.sorted()
    self.marks = marks.sorted()
    self.photo = photo
    self.mealPeriods = mealPeriods.sorted()
  }

  /// True if the dish is offered in that meal period; without a period, if it is always offered.
  public func isOffered(in period: MealPeriodCode?) -> Bool {
    guard !mealPeriods.isEmpty else { return true }
    return period.map(mealPeriods.contains) ?? false
  }
}
