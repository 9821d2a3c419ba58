import Ledger
import Menus
import Money
import Primitives
import TagReads

/// A canteen small enough to know by heart.
///
///     plate   on it        price          card   account
///     r, q    rice         5.00           A      A0001, 50.00 cash and 10.00 subsidy
///     f, g    fish         12.00 (10.00)  B      A0002, 50.00 cash, group "student"
///     s       soup         3.00           P      A0003, 2.00 cash
///     e       side, 4.00 by its class     L      lost       K  blocked
///     w       water, free                 Z      closed     any other: unknown
///     b       nothing                     G, H   A0004 and A0005, 50.00 cash, group "guest"
///     d       dessert, 6.00 (guests 8.00)
///     1-9     rice, and any other letter is a tag nobody knows
enum Canteen {
  static let plates = "rqfgsewbd123456789"
  static let cards = "ABPLKZGH"

  /// The tag behind a letter: capital letters are cards.
  static func tag(_ letter: Character) -> TagID {
    let number = UInt64(letter.unicodeScalars.first?.value ?? 0)
    guard let tag = TagID(iso15693: 0xE004_0100_0000_0000 + number) else {
      fatalError("no tag for \(letter)")
    }
    return tag
  }

  static func tags(_ letters: String) -> [TagID] {
    letters.filter { $0 != " " }.map(tag).sorted()
  }

  /// The letters behind tags.
  static func letters(_ tags: some Sequence<TagID>) -> String {
    String(tags.map(letter).sorted())
  }

  static func letter(_ tag: TagID) -> Character {
    Character(UnicodeScalar(tag.bytes[7]))
  }

  static let catalogue = catalogue()

  /// The menu, with plates bound to other dishes than usual if need be.
  static func catalogue(
    binding bound: [Character: DishCode] = [:], mealPeriods: [MealPeriod] = []
  ) -> Catalogue {
    var dishes: [Character: DishCode] = [
      "f": "fish", "g": "fish", "s": "soup", "w": "water", "d": "dessert",
    ]
    for letter in "rq123456789" { dishes[letter] = "rice" }
    dishes.merge(bound) { $1 }
    let parts = CatalogueParts(
      currency: .cny,
      dinerGroups: [
        DinerGroup(code: "student", names: .init(zh: "学生", en: "student")),
        DinerGroup(code: "guest", names: .init(zh: "访客", en: "guest")),
      ],
      mealPeriods: mealPeriods,
      plateClasses: [
        PlateClass(code: "plain", names: .init(zh: "盘", en: "plate")),
        PlateClass(code: "side", names: .init(zh: "小菜", en: "side"), fixedPrice: yuan("4.00")),
      ],
      dishes: [
        dish("rice", "5.00"), dish("fish", "12.00", student: "10.00"), dish("soup", "3.00"),
        dish("water", "0.00"), dish("dessert", "6.00", guest: "8.00"),
      ],
      plates: plates.map { Plate(tag: tag($0), plateClass: $0 == "e" ? "side" : "plain") },
      bindings: dishes.map { Binding(.plate(tag($0.key)), to: $0.value) })
    do {
      return try Catalogue(validating: parts)
    } catch {
      fatalError("the canteen's menu is not valid: \(error)")
    }
  }

  static let lunch = MealPeriod(
    code: "lunch", names: .init(zh: "午餐", en: "lunch"), fromMinute: 660, toMinute: 780)

  private static func dish(
    _ code: DishCode, _ price: String, student: String? = nil, guest: String? = nil
  ) -> Dish {
    var prices = PriceList(standard: yuan(price))
    if let student { prices.byGroup["student"] = yuan(student) }
    if let guest { prices.byGroup["guest"] = yuan(guest) }
    return Dish(
      code: code, names: .init(zh: code.rawValue, en: code.rawValue), prices: prices,
      vatRateBasisPoints: 600)
  }

  static func yuan(_ text: String) -> Amount {
    Currency.cny.parse(text) ?? Amount(minorUnits: -1)
  }
}
