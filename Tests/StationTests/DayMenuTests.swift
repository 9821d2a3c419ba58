import LedgerStore
import Menus
import Primitives
import Testing

@testable import Station

/// What holds on a day is asked of the same catalogue that prices the trays.
@Suite struct DayMenuTests {
  private let desk: BooksDesk

  init() throws {
    desk = try BooksDesk()
  }

  private func menu(_ date: String, meal: String? = nil) throws -> DayMenuAnswer {
    guard case .dayMenu(let menu) = try desk.answer(.showMenu(meal: meal, date: date)) else {
      throw BooksDesk.Unanswered(reply: .answer(.done))
    }
    return menu
  }

  @Test func `a day shows its meals in order with what is offered in each`() throws {
    let menu = try menu("2999-11-24")
    #expect(menu.date == "2999-11-24" && menu.note == nil)
    #expect(menu.meals.map(\.meal) == ["breakfast", "lunch", "dinner"])
    #expect(menu.meals.map(\.from) == ["06:30", "10:30", "16:30"])
    #expect(menu.meals.map(\.to) == ["09:30", "13:30", "20:00"])
    let breakfast = try #require(menu.meals.first)
    #expect(breakfast.dishes.contains { $0.dish == "B01" })
    for meal in menu.meals {
      #expect(meal.dishes.allSatisfy { $0.meals.isEmpty || $0.meals.contains(meal.meal ?? "") })
    }
    #expect(
      breakfast.plateClasses.contains(
        ClassOfferAnswer(plateClass: "white", dish: "B01", price: "1.50")))
  }

  @Test func `a class offers what a plate of it is billed for`() throws {
    let catalogue = try desk.store.catalogue()
    let day = try #require(CalendarDay("2999-11-24"))
    for (number, plateClass) in catalogue.plateClasses.enumerated() {
      let tag = "E004015000A0900\(number)"
      try desk.answer(.enrolPlates(plateClass: plateClass.code.rawValue, tags: [tag]))
      let stocked = try desk.store.catalogue()
      for period in stocked.mealPeriods {
        #expect(
          stocked.offer(for: try desk.clerk.tag(tag), period: period, on: day)
            == stocked.offer(ofClass: plateClass.code, period: period, on: day))
      }
    }
    #expect(catalogue.offer(ofClass: "gold", period: nil, on: day) == nil)
  }

  @Test func `a meal can be asked for alone, and one that is not there is refused`() throws {
    #expect(try menu("2999-11-24", meal: "lunch").meals.map(\.meal) == ["lunch"])
    #expect(
      desk.refusal(.showMenu(meal: "tea", date: "2999-11-24"))?
        .hasPrefix("there is no meal period 'tea': ") == true)
  }

  @Test func `a canteen without meal periods has one menu a day`() throws {
    let fresh = try BooksDesk(stocked: false)
    let classes = file("classes.csv", "class,name_en,price\nblack,Pot,\nblue,Plate,4.00\n")
    try fresh.answer(.importMenu(files: [classes], check: false))
    guard case .dayMenu(let menu) = try fresh.answer(.showMenu(meal: nil, date: "2999-01-01"))
    else { return #expect(Bool(false), "a menu was expected") }
    let meal = try #require(menu.meals.first)
    #expect(menu.meals.count == 1 && meal.meal == nil && meal.dishes.isEmpty)
    #expect(meal.from == "00:00" && meal.to == "24:00")
    #expect(
      meal.plateClasses == [
        ClassOfferAnswer(plateClass: "black", dish: nil, price: nil),
        ClassOfferAnswer(plateClass: "blue", dish: nil, price: "4.00"),
      ])
  }

  @Test func `a day that has passed is shown with a warning`() throws {
    #expect(try menu("2020-01-01").note?.contains("earlier menus are not kept") == true)
  }

  @Test(arguments: [
    "today", "2026-13-01", "2026-02-29", "24.11.2026", "2026-11-24T00:00", "+026-01-01",
  ])
  func `what is no date is refused`(date: String) {
    #expect(desk.refusal(.showMenu(meal: nil, date: date))?.contains("is not a date") == true)
  }
}
