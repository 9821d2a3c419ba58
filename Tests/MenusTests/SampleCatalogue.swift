import Menus
import Money
import Primitives
import TagReads

/// Yuan and fen as a price.
func yuan(_ text: String) -> Amount {
  Currency.cny.parse(text) ?? .zero
}

/// The tag with that number, of a made-up batch of ISO 15693 chips.
func tag(_ number: Int) -> TagID {
  TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(number)) ?? invalidTag
}

private let invalidTag: TagID = {
  guard let tag = TagID("E004015000000000") else { fatalError("the written form changed") }
  return tag
}()

/// A name in both languages from the English one.
func named(_ name: String) -> LocalizedName {
  LocalizedName(zh: "中" + name, en: name)
}

/// A small canteen: two groups, three meals, three classes, four dishes, five plates.
func smallParts() -> CatalogueParts {
  CatalogueParts(
    currency: .cny,
    dinerGroups: [
      DinerGroup(code: "staff", names: named("Staff")),
      DinerGroup(code: "student", names: named("Students")),
    ],
    mealPeriods: [
      MealPeriod(code: "breakfast", names: named("Breakfast"), fromMinute: 390, toMinute: 570),
      MealPeriod(code: "lunch", names: named("Lunch"), fromMinute: 630, toMinute: 810),
      MealPeriod(code: "night", names: named("Night"), fromMinute: 1320, toMinute: 60),
    ],
    plateClasses: [
      PlateClass(
        code: "blue", names: named("Blue"), fixedPrice: yuan("4"), vatRateBasisPoints: 600),
      PlateClass(code: "red", names: named("Red")),
      PlateClass(code: "white", names: named("White")),
    ],
    dishes: [
      Dish(
        code: "D01", names: named("Rice"),
        prices: PriceList(standard: yuan("1"), byGroup: ["student": yuan("0.50")]),
        vatRateBasisPoints: 600, energyKilojoules: 730),
      Dish(
        code: "D02", names: named("Pork"), prices: PriceList(standard: yuan("14")),
        vatRateBasisPoints: 1300, energyKilojoules: 2140, allergens: [.soybeans, .eggs],
        mealPeriods: ["lunch"]),
      Dish(
        code: "D03", names: named("Noodles"), prices: PriceList(standard: yuan("9")),
        mealPeriods: ["breakfast", "lunch"]),
      Dish(code: "D04", names: named("Congee"), prices: PriceList(standard: yuan("2"))),
    ],
    plates: [
      Plate(tag: tag(1), plateClass: "blue"), Plate(tag: tag(2), plateClass: "blue"),
      Plate(tag: tag(3), plateClass: "red"), Plate(tag: tag(4), plateClass: "red"),
      Plate(tag: tag(5), plateClass: "white"),
    ],
    bindings: [
      Binding(.plateClass("red"), to: "D02", mealPeriod: "lunch"),
      Binding(.plateClass("red"), to: "D04"),
      Binding(.plate(tag(2)), to: "D01"),
      Binding(.plate(tag(4)), to: "D03", mealPeriod: "breakfast"),
    ])
}
