import Menus
import Money
import Primitives
import TagReads
import Testing

@Suite struct MenuImportTests {
  @Test func `the files of a canteen make its catalogue`() throws {
    let catalogue = try canteen()
    #expect(catalogue.dinerGroups.map(\.code) == ["staff", "student"])
    #expect(catalogue.mealPeriod("lunch")?.fromMinute == 630)
    #expect(catalogue.mealPeriod("lunch")?.toMinute == 810)
    #expect(
      catalogue.plateClass("blue")
        == PlateClass(
          code: "blue", names: .init(zh: "", en: "Blue plate"), fixedPrice: yuan("4"),
          vatRateBasisPoints: 600))
    #expect(catalogue.plateClass("red")?.fixedPrice == nil)
    #expect(
      catalogue.dish("D02")
        == Dish(
          code: "D02", names: .init(zh: "红烧肉", en: "Pork, braised"),
          prices: PriceList(standard: yuan("14")), vatRateBasisPoints: 625, energyKilojoules: 2140,
          allergens: [.soybeans, .eggs], mealPeriods: ["lunch"]))
    #expect(catalogue.dish("D01")?.prices.byGroup == ["student": yuan("0.50")])
    #expect(catalogue.plates.map(\.tag) == [tag(1), tag(2), tag(3)])
    #expect(
      catalogue.bindings == [
        Binding(.plateClass("red"), to: "D02", mealPeriod: "lunch"),
        Binding(.plate(tag(2)), to: "D01"),
        Binding(.plate(tag(3)), to: "D01", mealPeriod: "breakfast"),
        Binding(.plate(tag(3)), to: "D02", mealPeriod: "lunch"),
      ])
  }

  @Test func `the order of files and columns and a spreadsheet's habits do not matter`() throws {
    let files = canteenFiles([
      "classes.csv":
        "\u{FEFF}vat_percent,price, name_en ,class,,\r\n6%,￥4, Blue plate ,blue,,\r\n,,,,,\r\n,,Red plate,red,,\r\n"
    ])
    let reordered = try MenuImport.parse(files.reversed(), onto: .empty(currency: .cny))
    #expect(try reordered.catalogue == canteen())
  }

  @Test func `a class is bound for the dish's meals, for one, or for every one`() throws {
    let menu = """
      dish,name_en,price,meals,class
      D01,Rice,1,,red
      D02,Pork,2,lunch,red;blue@*
      D03,Soup,3,,blue@lunch
      """
    let files = [ImportFile(name: "menu.csv", text: menu)]
    var base = try canteen().parts
    base.bindings = []
    let bindings = try MenuImport.parse(files, onto: Catalogue(validating: base)).catalogue.bindings
    #expect(
      bindings == [
        Binding(.plateClass("blue"), to: "D02"),
        Binding(.plateClass("blue"), to: "D03", mealPeriod: "lunch"),
        Binding(.plateClass("red"), to: "D01"),
        Binding(.plateClass("red"), to: "D02", mealPeriod: "lunch"),
      ])
  }

  @Test func `a file replaces its kind and leaves the others`() throws {
    let menu = "dish,name_en,price\nD01,Rice,1.20\nD02,Pork,14\nD07,Soup,3\n"
    let imported = try MenuImport.parse([ImportFile(name: "m.csv", text: menu)], onto: canteen())
    #expect(imported.catalogue.dishes.map(\.code) == ["D01", "D02", "D07"])
    #expect(imported.catalogue.plateCount == 3)
    let changes = imported.changes
    #expect((changes.dishes.added, changes.dishes.changed, changes.dishes.removed) == (1, 2, 0))
    #expect(changes.dishes.unchanged == 0)
    #expect(changes.plates.unchanged == 3 && !changes.plates.isChange)
    #expect((changes.bindings.removed, changes.bindings.unchanged) == (1, 3))
    #expect(changes.isChange)
  }

  @Test func `the same files again change nothing`() throws {
    let again = try MenuImport.parse(canteenFiles(), onto: canteen())
    #expect(try again.catalogue == canteen())
    #expect(!again.changes.isChange)
    #expect(again.changes.plates.unchanged == 3)
  }

  @Test func `bindings made at the window outlive an import while they fit`() throws {
    var parts = try canteen().parts
    let kept = Binding(.plate(tag(1)), to: "D01", boundAt: .init(milliseconds: 1))
    let plateGone = Binding(.plate(tag(2)), to: "D01", boundAt: .init(milliseconds: 2))
    let dishGone = Binding(
      .plate(tag(3)), to: "D02", mealPeriod: "lunch", boundAt: .init(milliseconds: 3))
    parts.bindings += [kept, plateGone, dishGone]
    let files = [
      ImportFile(name: "d.csv", text: "dish,name_en,price\nD01,Rice,1\n"),
      ImportFile(
        name: "p.csv", text: "tag,class\nE004015000000001,blue\nE004015000000003,red\n"),
    ]
    let imported = try MenuImport.parse(files, onto: Catalogue(validating: parts))
    #expect(imported.catalogue.bindings == [kept])
    #expect(imported.droppedBindings.sorted() == [plateGone, dishGone])
  }

  @Test func `a window binding for a meal in which the dish is no longer offered is dropped`()
    throws
  {
    var parts = try canteen().parts
    let stale = Binding(
      .plate(tag(1)), to: "D01", mealPeriod: "breakfast", boundAt: .init(milliseconds: 1))
    parts.bindings = [stale]
    let menu = "dish,name_en,price,meals\nD01,Rice,1,lunch\n"
    let imported = try MenuImport.parse(
      [ImportFile(name: "m.csv", text: menu)], onto: Catalogue(validating: parts))
    #expect(imported.droppedBindings == [stale])
    #expect(imported.catalogue.bindings == [])
  }

  @Test func `prices are in the catalogue's currency`() throws {
    let yen = try MenuImport.parse(
      [ImportFile(name: "m.csv", text: "dish,name_en,price\nD01,Rice,120\n")],
      onto: .empty(currency: .jpy))
    #expect(yen.catalogue.dish("D01")?.prices.standard == Amount(minorUnits: 120))
    #expect(
      complaints(
        [ImportFile(name: "m.csv", text: "dish,name_en,price\nD01,Rice,1.20\n")],
        onto: .empty(currency: .jpy))
        == ["m.csv:2:10: price \"1.20\" has too many decimals; JPY has 0, such as 1250"])
  }
}
