import Menus
import Money
import Primitives
import TagReads
import Trays

/// A canteen with three dishes and six plates: 1 and 6 rice, 2 a class price, 3 and 4 pork at
/// lunch, 4 congee at breakfast, 5 nothing.
enum BillingCanteen {
  static func tag(_ number: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(number)) else {
      fatalError("the number is larger than a serial number")
    }
    return tag
  }

  static func reading(_ numbers: [Int]) -> TrayReading {
    TrayReading(tags: numbers.map(tag).sorted(), at: .origin, rounds: 5, risk: 0)
  }

  static let parts = CatalogueParts(
    currency: .cny,
    dinerGroups: ["staff", "student"].map {
      DinerGroup(code: $0, names: LocalizedName(zh: "", en: $0.rawValue))
    },
    mealPeriods: [
      MealPeriod(
        code: "breakfast", names: .init(zh: "早餐", en: "Breakfast"), fromMinute: 390,
        toMinute: 570),
      MealPeriod(
        code: "lunch", names: .init(zh: "午餐", en: "Lunch"), fromMinute: 630, toMinute: 810),
    ],
    plateClasses: [
      PlateClass(
        code: "blue", names: .init(zh: "蓝碟", en: "Blue plate"),
        fixedPrice: Amount(minorUnits: 400), vatRateBasisPoints: 1300),
      PlateClass(code: "plain", names: .init(zh: "", en: "Plain plate")),
      PlateClass(code: "red", names: .init(zh: "红盘", en: "Red plate")),
    ],
    dishes: [
      Dish(
        code: "rice", names: .init(zh: "米饭", en: "Rice"),
        prices: PriceList(
          standard: Amount(minorUnits: 100), byGroup: ["student": Amount(minorUnits: 50)]),
        vatRateBasisPoints: 600, energyKilojoules: 730),
      Dish(
        code: "pork", names: .init(zh: "红烧肉", en: "Braised pork"),
        prices: PriceList(
          standard: Amount(minorUnits: 1400), byGroup: ["staff": Amount(minorUnits: 1200)]),
        vatRateBasisPoints: 600, energyKilojoules: 2140, allergens: [.soybeans],
        mealPeriods: ["lunch"]),
      Dish(
        code: "congee", names: .init(zh: "白粥", en: "Congee"),
        prices: PriceList(standard: Amount(minorUnits: 200))),
    ],
    plates: [(1, "plain"), (2, "blue"), (3, "red"), (4, "red"), (5, "plain"), (6, "plain")].map {
      Plate(tag: tag($0), plateClass: PlateClassCode($1))
    },
    bindings: [
      Binding(.plateClass("red"), to: "pork", mealPeriod: "lunch"),
      Binding(.plate(tag(4)), to: "congee", mealPeriod: "breakfast"),
      Binding(.plate(tag(1)), to: "rice"),
      Binding(.plate(tag(6)), to: "rice"),
    ])
}
