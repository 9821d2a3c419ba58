import GRDB
import Ledger
import LedgerStore
import Menus
import Money
import Primitives
import TagReads
import Testing

struct CatalogueStorageTests {
  static func parts() -> CatalogueParts {
    CatalogueParts(
      currency: .cny,
      dinerGroups: [DinerGroup(code: "student", names: LocalizedName(zh: "学生", en: "Students"))],
      mealPeriods: [
        MealPeriod(
          code: "lunch", names: LocalizedName(zh: "午餐", en: ""), fromMinute: 630, toMinute: 810)
      ],
      plateClasses: [
        PlateClass(
          code: "blue", names: LocalizedName(zh: "", en: "Blue"), fixedPrice: yuan(400),
          vatRateBasisPoints: 600),
        PlateClass(code: "red", names: LocalizedName(zh: "红", en: "Red")),
      ],
      dishes: [
        Dish(
          code: "D01", names: LocalizedName(zh: "米饭", en: "Rice"),
          prices: PriceList(standard: yuan(100), byGroup: ["student": yuan(50)]),
          vatRateBasisPoints: 600, energyKilojoules: 730, allergens: [.soybeans, .eggs],
          mealPeriods: ["lunch"]),
        Dish(
          code: "D02", names: LocalizedName(zh: "粥", en: "Congee"),
          prices: PriceList(standard: yuan(200))),
      ],
      plates: (1...5).map { Plate(tag: Canteen.plate($0), plateClass: $0 < 3 ? "blue" : "red") },
      bindings: [
        Binding(.plateClass("red"), to: "D01", mealPeriod: "lunch"),
        Binding(.plate(Canteen.plate(4)), to: "D02", boundAt: WallTime(milliseconds: 77)),
      ],
      menu: [
        MenuEntry(
          .every, dish: "D02",
          prices: PriceList(standard: yuan(150), byGroup: ["student": yuan(100)])),
        MenuEntry(
          .date(CalendarDay(daysSince1970: 20_800)), mealPeriod: "lunch", dish: "D01",
          plateClasses: ["red"]),
        MenuEntry(.repeating(from: CalendarDay(daysSince1970: 20_000), weeks: 2), dish: "D01"),
      ],
      soldOut: [SoldOut(day: CalendarDay(daysSince1970: 20_800), dish: "D01")],
      dayPrices: [
        DayPrice(
          day: CalendarDay(daysSince1970: 20_800), dish: "D02", mealPeriod: "lunch",
          prices: PriceList(standard: yuan(90), byGroup: ["student": yuan(70)]))
      ])
  }

  @Test func `a catalogue comes back as it was stored, also after a restart`() throws {
    let canteen = try Canteen()
    #expect(try canteen.store.catalogue() == Catalogue.empty(currency: .cny))
    let catalogue = try Catalogue(validating: Self.parts())
    #expect(try canteen.store.replaceCatalogue(catalogue) == 1)
    #expect(try canteen.store.catalogue() == catalogue)
    try canteen.store.close()
    let again = try Canteen(canteen.scratch)
    #expect(try again.store.catalogue() == catalogue)
    #expect(try again.store.catalogueVersion() == 1)
  }

  static let changes: [@Sendable (inout CatalogueParts) -> Void] = [
    { $0.dishes[0].prices.byGroup = [:] },
    { $0.dishes[0].allergens = [.milk] },
    { $0.dishes[0].marks = [.halal, .spicy] },
    { $0.dishes[0].nutrients.salt = 1_500 },
    { $0.dishes[0].photo = "a/b.jpg" },
    { $0.dishes[0].names.others = ["ja": "ご飯", "de": "Reis"] },
    { $0.dinerGroups[0].role = .student },
    { $0.menu = [] },
    { $0.menu[0].prices = nil },
    { $0.menu[1].plateClasses = ["blue", "red"] },
    { $0.menu[2].day = .repeating(from: CalendarDay(daysSince1970: 20_000), weeks: 3) },
    { $0.soldOut = [] },
    { $0.dayPrices[0].prices.byGroup = [:] },
    { $0.dishes[1].names.zh = "白粥" },
    { $0.dishes[1].mealPeriods = ["lunch"] },
    { $0.mealPeriods[0].toMinute = 800 },
    { $0.plateClasses[0].fixedPrice = nil },
    { $0.plates.removeLast() },
    { $0.plates[3].plateClass = "blue" },
    { $0.bindings[1].boundAt = WallTime(milliseconds: 78) },
    { $0.bindings.removeAll() },
    { $0 = CatalogueParts(currency: .cny) },
  ]

  @Test(arguments: changes.indices) func `a change is stored, and so is the way back`(
    _ index: Int
  ) throws {
    let canteen = try Canteen()
    let before = try Catalogue(validating: Self.parts())
    var parts = Self.parts()
    Self.changes[index](&parts)
    let after = try Catalogue(validating: parts)
    for catalogue in [before, after, before, after] {
      try canteen.store.replaceCatalogue(catalogue)
      #expect(try canteen.store.catalogue() == catalogue)
    }
  }

  @Test func `a chip is a plate or a card, not both, and then nothing changes`() throws {
    let canteen = try Canteen()
    let catalogue = try Catalogue(validating: Self.parts())
    try canteen.store.replaceCatalogue(catalogue)
    let asCard = #expect(throws: StoreError.self) {
      try canteen.store.addCard(Canteen.plate(1), to: "A0001")
    }
    #expect(asCard?.code == .refused)
    try canteen.store.addCard(Canteen.plate(9), to: "A0001")
    var parts = Self.parts()
    parts.plates.append(Plate(tag: Canteen.plate(9), plateClass: "red"))
    let asPlate = #expect(throws: StoreError.self) {
      try canteen.store.replaceCatalogue(try Catalogue(validating: parts))
    }
    #expect(asPlate?.code == .refused)
    #expect(try canteen.store.catalogue() == catalogue)
    #expect(try canteen.store.catalogueVersion() == 1)
  }

  @Test func `prices in another currency are refused`() throws {
    let canteen = try Canteen()
    let error = #expect(throws: StoreError.self) {
      try canteen.store.replaceCatalogue(Catalogue.empty(currency: .eur))
    }
    #expect(error?.code == .otherCurrency)
  }
}
