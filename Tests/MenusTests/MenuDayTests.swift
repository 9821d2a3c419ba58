import Menus
import Money
import Primitives
import TagReads
import Testing

/// What the menu says of a day, and what plates cost then.
@Suite struct MenuDayTests {
  private static let monday = day("2026-11-23")

  private static func day(_ text: String) -> CalendarDay {
    CalendarDay(text) ?? CalendarDay(daysSince1970: 0)
  }

  private func canteen(_ menu: String) throws -> Catalogue {
    var base = smallParts()
    base.bindings = [Binding(.plateClass("red"), to: "D04")]
    let start = try Catalogue(validating: base)
    return try MenuImport.parse([ImportFile(name: "menu.csv", text: menu)], onto: start).catalogue
  }

  private func offered(
    _ catalogue: Catalogue, _ date: String, _ meal: MealPeriodCode = "lunch"
  ) -> [String] {
    catalogue.dishes(offeredIn: meal, on: Self.day(date)).map { dish in
      "\(dish.code) \(Currency.cny.plain(dish.prices.standard))"
    }
  }

  @Test func `without a menu every dish of the meal is offered`() throws {
    let catalogue = try Catalogue(validating: smallParts())
    #expect(!catalogue.hasPlan(for: "lunch", on: Self.monday))
    #expect(offered(catalogue, "2026-11-23") == ["D01 1.00", "D02 14.00", "D03 9.00", "D04 2.00"])
  }

  @Test func `a date beats what comes round, and what holds every day holds besides`() throws {
    let catalogue = try canteen(
      """
      date,repeat_weeks,meal,dish,price
      2026-11-23,2,lunch,D02,
      2026-12-07,,lunch,D03,
      ,,,D01,
      """)
    #expect(offered(catalogue, "2026-11-23") == ["D01 1.00", "D02 14.00"])
    #expect(offered(catalogue, "2026-12-07") == ["D01 1.00", "D03 9.00"])
    #expect(offered(catalogue, "2026-12-21") == ["D01 1.00", "D02 14.00"])
    for unplanned in ["2026-11-30", "2026-11-09", "2026-11-24"] {
      #expect(offered(catalogue, unplanned).count == 4, "\(unplanned)")
    }
    #expect(offered(catalogue, "2026-11-23", "breakfast").count == 3)
  }

  @Test func `a line's price takes the place of the whole price list`() throws {
    let catalogue = try canteen(
      """
      date,meal,dish,price,price_staff
      2026-11-23,,D01,3,2
      2026-11-23,lunch,D04,7,
      """)
    let dishes = catalogue.dishes(offeredIn: "lunch", on: Self.monday)
    #expect(dishes.map { $0.prices.price(for: "student") } == [yuan("3"), yuan("7")])
    #expect(dishes.map { $0.prices.price(for: "staff") } == [yuan("2"), yuan("7")])
    #expect(dishes.map { $0.prices.price(for: nil) } == [yuan("3"), yuan("7")])
  }

  @Test func `the staff's price for the day beats the menu's`() throws {
    var parts = try canteen("date,dish,price\n2026-11-23,D01,3\n").parts
    let price = PriceList(standard: yuan("0.80"))
    parts.dayPrices = [
      DayPrice(day: Self.monday, dish: "D01", prices: price),
      DayPrice(
        day: Self.monday, dish: "D01", mealPeriod: "night",
        prices: PriceList(standard: yuan("0.60"))),
    ]
    let catalogue = try Catalogue(validating: parts)
    #expect(offered(catalogue, "2026-11-23") == ["D01 0.80"])
    #expect(offered(catalogue, "2026-11-23", "night") == ["D01 0.60"])
    #expect(offered(catalogue, "2026-11-24").first == "D01 1.00")
  }

  @Test func `the menu puts dishes on classes, a plate's own dish stays on it at the day's price`()
    throws
  {
    let catalogue = try canteen(
      "date,meal,dish,class,price\n2026-11-23,lunch,D02,red;white,\n2026-11-23,lunch,D03,,5\n")
    let lunch = try #require(catalogue.mealPeriod("lunch"))
    func carried(_ code: PlateClassCode, _ day: CalendarDay) -> String {
      switch catalogue.offer(ofClass: code, period: lunch, on: day) {
      case .dish(let dish): dish.code.rawValue
      case .classPrice: "class price"
      case .plateWithoutDish: "none"
      case .unknownTag, nil: "?"
      }
    }
    let tuesday = CalendarDay(daysSince1970: Self.monday.daysSince1970 + 1)
    #expect(
      ["red", "white", "blue"].map { carried($0, Self.monday) } == ["D02", "D02", "class price"])
    #expect(
      ["red", "white", "blue"].map { carried($0, tuesday) } == ["D04", "none", "class price"])
    var parts = catalogue.parts
    parts.bindings.append(Binding(.plate(tag(4)), to: "D03"))
    let bound = try Catalogue(validating: parts)
    guard case .dish(let dish) = bound.offer(for: tag(4), period: lunch, on: Self.monday) else {
      return #expect(Bool(false), "the plate carries a dish")
    }
    #expect(dish.code == "D03" && dish.prices.standard == yuan("5"))
  }

  @Test func `where the day has a menu, a class's dish that is not on it is passed over`() throws {
    let catalogue = try canteen("date,dish\n2026-11-23,D01\n")
    let lunch = try #require(catalogue.mealPeriod("lunch"))
    #expect(
      catalogue.offer(ofClass: "red", period: lunch, on: Self.monday) == .plateWithoutDish)
    let tuesday = CalendarDay(daysSince1970: Self.monday.daysSince1970 + 1)
    #expect(catalogue.offer(ofClass: "red", period: lunch, on: tuesday) != .plateWithoutDish)
  }

  @Test(arguments: [
    (
      "26/11/2026,,lunch,D02,,", 1,
      "date \"26/11/2026\" does not say which number is the month; write it such as 2026-11-26"
    ),
    (
      "2026-02-30,,lunch,D02,,", 1,
      "date \"2026-02-30\" is no day of the calendar; look at month and day"
    ),
    (
      "26.11.26,,lunch,D02,,", 1,
      "date \"26.11.26\" has a year of 2 digits; write all four, such as 2026-11-26"
    ),
    ("soon,,lunch,D02,,", 1, "date \"soon\" is no date; allowed is one such as 2026-11-26"),
    (
      "2026-11-23,0,lunch,D02,,", 12,
      "repeat_weeks \"0\" is no number of weeks; allowed are 1 to 52"
    ),
    (",2,lunch,D02,,", 2, "weeks without a date; name the day it holds first"),
    (
      "2026-11-23,,lunch,D9,,", 19,
      "unknown dish \"D9\"; known: D01, D02, D03, D04"
    ),
    ("2026-11-23,,night,D02,,", 13, "dish D02 is not offered for night, only for lunch"),
    (
      "2026-11-23,,lunch,D02,rde,", 23,
      "unknown class \"rde\" (did you mean \"red\"?); known: blue, red, white"
    ),
    ("2026-11-23,,lunch,D02,,-1", 24, "price \"-1\" is negative; allowed is 0 or more"),
  ])
  func `a fault in a line of the menu has its place`(
    line: String, column: Int, message: String
  ) throws {
    let text = "date,repeat_weeks,meal,dish,class,price\n\(line)\n"
    let found = try complaints(
      [ImportFile(name: "menu.csv", text: text)], onto: Catalogue(validating: smallParts()))
    #expect(found == ["menu.csv:2:\(column): \(message)"])
  }

  @Test func `a dish stands once on a menu, and a class carries one dish`() throws {
    let text = """
      date,meal,dish,class
      2026-11-23,lunch,D02,red
      2026-11-23,lunch,D03,red
      2026-11-23,lunch,D02,
      """
    let found = try complaints(
      [ImportFile(name: "menu.csv", text: text)], onto: Catalogue(validating: smallParts()))
    #expect(
      found == [
        "menu.csv:3:22: class red already carries dish D02 then; once is allowed; the other is on line 2",
        "menu.csv:4:18: dish D02 is on the menu of that day and meal twice; the other is on line 2",
      ])
  }

  @Test func `marks for the day outlive an import as long as their dish does`() throws {
    var parts = smallParts()
    parts.soldOut = [
      SoldOut(day: Self.monday, dish: "D01"), SoldOut(day: Self.monday, dish: "D04"),
    ]
    parts.dayPrices = [
      DayPrice(day: Self.monday, dish: "D04", prices: PriceList(standard: yuan("1")))
    ]
    parts.bindings = []
    let menu = "dish,name_en,price\nD01,Rice,1\n"
    let after = try MenuImport.parse(
      [ImportFile(name: "m.csv", text: menu)], onto: Catalogue(validating: parts)
    ).catalogue
    #expect(after.isSoldOut("D01", in: "lunch", on: Self.monday))
    #expect(after.parts.soldOut.count == 1 && after.parts.dayPrices.isEmpty)
  }
}
