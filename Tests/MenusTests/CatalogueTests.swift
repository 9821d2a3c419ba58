import Menus
import Money
import Primitives
import TagReads
import Testing

@Suite struct CatalogueTests {
  private let today = CalendarDay(daysSince1970: 20_000)

  private func at(_ hour: Int, _ minute: Int) -> LocalTime {
    LocalTime(day: today, minuteOfDay: hour * 60 + minute)
  }

  /// The dish code or class that a tag stands for in a meal.
  private func offered(
    _ number: Int, _ meal: MealPeriodCode?, bindings: [Binding]? = nil
  ) throws -> String {
    var parts = smallParts()
    if let bindings { parts.bindings = bindings }
    let catalogue = try Catalogue(validating: parts)
    let period = try meal.map { try #require(catalogue.mealPeriod($0)) }
    return switch catalogue.offer(for: tag(number), period: period, on: today) {
    case .dish(let dish): dish.code.rawValue
    case .classPrice(let plateClass): "class \(plateClass.code)"
    case .unknownTag: "unknown"
    case .plateWithoutDish: "no dish"
    }
  }

  @Test func `everything is found by its code`() throws {
    let catalogue = try Catalogue(validating: smallParts())
    #expect(catalogue.plate(tag(3)) == Plate(tag: tag(3), plateClass: "red"))
    #expect(catalogue.plate(tag(99)) == nil)
    #expect(catalogue.plateCount == 5)
    #expect(catalogue.dish("D02")?.names.en == "Pork")
    #expect(catalogue.dish("D99") == nil)
    #expect(catalogue.plateClass("blue")?.fixedPrice == yuan("4"))
    #expect(catalogue.plateClass("gold") == nil)
    #expect(catalogue.mealPeriod("lunch")?.fromMinute == 630)
    #expect(catalogue.mealPeriod("tea") == nil)
  }

  @Test func `the word of a chip holds before the books, and what cannot be believed hides them`()
    throws
  {
    var catalogue = try Catalogue(validating: smallParts())
    let period = try #require(catalogue.mealPeriod("lunch"))
    let offer = ChipOffer(dish: "D02", plateClass: "green", price: yuan("9"), in: catalogue)
    catalogue.chipWords = [
      tag(1): .dish(offer), tag(2): .unsound, tag(3): .unreadable, tag(97): .dish(offer),
      tag(98): .unsound, tag(99): .unreadable,
    ]
    let offers = [1, 2, 3, 97, 98, 99].map {
      catalogue.offer(for: tag($0), period: period, on: today)
    }
    #expect(
      offers == [
        .dish(offer.dish), .plateWithoutDish, .plateWithoutDish,
        .dish(offer.dish), .plateWithoutDish, .unknownTag,
      ])
    #expect([1, 2, 3, 97, 98].allSatisfy { catalogue.isPlate(tag($0)) })
    #expect(!catalogue.isPlate(tag(99)), "a card may be as hard to read")
    #expect(catalogue.plate(tag(97))?.plateClass == "green" && catalogue.plate(tag(98)) == nil)
  }

  @Test func `a plate knows when it was last bound by hand`() throws {
    var parts = smallParts()
    parts.bindings = [
      Binding(.plate(tag(3)), to: "D01", boundAt: .init(milliseconds: 5)),
      Binding(.plate(tag(3)), to: "D02", mealPeriod: "lunch", boundAt: .init(milliseconds: 9)),
      Binding(.plate(tag(2)), to: "D01"),
      Binding(.plateClass("red"), to: "D01", boundAt: .init(milliseconds: 20)),
    ]
    let catalogue = try Catalogue(validating: parts)
    #expect(catalogue.lastBound(tag(3)) == .init(milliseconds: 9))
    #expect(catalogue.lastBound(tag(2)) == nil, "a file's binding has no time")
    #expect(catalogue.lastBound(tag(99)) == nil)
  }

  @Test(
    arguments: [
      (6, 29, nil), (6, 30, "breakfast"), (9, 29, "breakfast"), (9, 30, nil), (10, 30, "lunch"),
      (13, 29, "lunch"), (13, 30, nil), (22, 0, "night"), (23, 59, "night"), (0, 0, "night"),
      (0, 59, "night"), (1, 0, nil),
    ] as [(Int, Int, MealPeriodCode?)])
  func `a meal period holds from its first minute to before its last`(
    hour: Int, minute: Int, code: MealPeriodCode?
  ) throws {
    let catalogue = try Catalogue(validating: smallParts())
    #expect(catalogue.mealPeriod(at: at(hour, minute))?.code == code)
  }

  @Test(
    arguments: [
      (1, "lunch", "class blue"),  // no binding: the class's price
      (2, "lunch", "D01"),  // its own binding, for every meal
      (3, "lunch", "D02"),  // the class's binding for lunch beats the one for every meal
      (3, "breakfast", "D04"),  // at breakfast only the one for every meal holds
      (4, "breakfast", "D03"),  // its own binding for breakfast
      (4, "lunch", "D02"),  // its own does not hold at lunch: the class's
      (5, "lunch", "no dish"),  // neither binding nor price
      (77, "lunch", "unknown"),
    ] as [(Int, MealPeriodCode, String)])
  func `a plate carries what is bound to it`(
    number: Int, meal: MealPeriodCode, expected: String
  ) throws {
    #expect(try offered(number, meal) == expected)
  }

  @Test func `a plate's binding beats its class's whatever their times`() throws {
    let found = try offered(
      3, "lunch",
      bindings: [
        Binding(.plate(tag(3)), to: "D01"),
        Binding(
          .plateClass("red"), to: "D02", mealPeriod: "lunch", boundAt: .init(milliseconds: 9)),
      ])
    #expect(found == "D01")
  }

  @Test func `a binding for the meal beats a later one for every meal`() throws {
    let found = try offered(
      3, "lunch",
      bindings: [
        Binding(.plate(tag(3)), to: "D02", mealPeriod: "lunch", boundAt: .init(milliseconds: 1)),
        Binding(.plate(tag(3)), to: "D01", boundAt: .init(milliseconds: 5)),
      ])
    #expect(found == "D02")
  }

  @Test func `a later binding beats an earlier one and a file's`() throws {
    let bindings = [
      Binding(.plate(tag(3)), to: "D01", mealPeriod: "lunch", boundAt: .init(milliseconds: 7)),
      Binding(.plate(tag(3)), to: "D02", mealPeriod: "lunch", boundAt: .init(milliseconds: 3)),
      Binding(.plate(tag(3)), to: "D03", mealPeriod: "lunch"),
    ]
    #expect(try offered(3, "lunch", bindings: bindings) == "D01")
    #expect(try offered(3, "lunch", bindings: Array(bindings.dropFirst())) == "D02")
    #expect(try offered(3, "lunch", bindings: Array(bindings.dropFirst(2))) == "D03")
  }

  @Test func `a binding to a dish that is not offered now is passed over`() throws {
    let bindings = [Binding(.plate(tag(1)), to: "D02")]
    #expect(try offered(1, "lunch", bindings: bindings) == "D02")
    #expect(try offered(1, "breakfast", bindings: bindings) == "class blue")
    #expect(try offered(1, nil, bindings: bindings) == "class blue")
  }

  @Test func `a catalogue of its own parts is the same catalogue`() throws {
    let catalogue = try Catalogue(validating: smallParts())
    var shuffled = smallParts()
    shuffled.plates.reverse()
    shuffled.bindings.reverse()
    shuffled.dishes.reverse()
    shuffled.mealPeriods.reverse()
    shuffled.plateClasses.reverse()
    shuffled.dinerGroups.reverse()
    #expect(try Catalogue(validating: catalogue.parts) == catalogue)
    #expect(try Catalogue(validating: shuffled) == catalogue)
    #expect(try Catalogue(validating: shuffled).parts == catalogue.parts)
    #expect(Catalogue.empty(currency: .cny).parts == CatalogueParts(currency: .cny))
  }

  @Test func `a group pays its own price or else everybody's`() throws {
    let prices = try #require(smallParts().dishes.first).prices
    #expect(prices.price(for: "student") == yuan("0.50"))
    #expect(prices.price(for: "staff") == yuan("1"))
    #expect(prices.price(for: nil) == yuan("1"))
  }

  @Test func `a name missing in one language is given in the other`() {
    #expect(LocalizedName(zh: "米饭", en: "Rice").text(in: "zh") == "米饭")
    #expect(LocalizedName(zh: "米饭", en: "Rice").text(in: "de") == "Rice")
    #expect(LocalizedName(zh: "", en: "Rice").text(in: "zh") == "Rice")
    #expect(LocalizedName(zh: "米饭", en: "").text(in: "en") == "米饭")
  }

  @Test func `a hundred thousand plates are found, each with its dish`() throws {
    var parts = smallParts()
    parts.plates = (0..<100_000).map {
      Plate(tag: tag($0), plateClass: $0 % 2 == 0 ? "red" : "blue")
    }
    parts.bindings = (0..<100_000).map { Binding(.plate(tag($0)), to: $0 % 3 == 0 ? "D01" : "D04") }
    let catalogue = try Catalogue(validating: parts)
    #expect(catalogue.plateCount == 100_000)
    for number in stride(from: 0, to: 100_000, by: 997) {
      let offer = catalogue.offer(for: tag(number), period: nil, on: today)
      guard case .dish(let dish) = offer else {
        Issue.record("plate \(number): \(offer)")
        continue
      }
      #expect(dish.code == (number % 3 == 0 ? "D01" : "D04"))
    }
    #expect(catalogue.offer(for: tag(100_000), period: nil, on: today) == .unknownTag)
  }
}
