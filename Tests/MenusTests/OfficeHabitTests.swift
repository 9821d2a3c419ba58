import Menus
import Money
import Primitives
import Testing

/// Files as spreadsheets and their users leave them.
@Suite struct OfficeHabitTests {
  private func dishes(_ text: String) throws -> [Dish] {
    try MenuImport.parse([ImportFile(name: "m.csv", text: text)], onto: canteen()).catalogue.dishes
  }

  private let rest = "D02,Pork,14\n"

  @Test(arguments: [
    ("¥12.50", "12.50"), ("￥１２．５０", "12.50"), ("12.50元", "12.50"), ("CNY 12.50", "12.50"),
    ("12.5 ", "12.50"), ("　12.50　", "12.50"), ("\"12,50\"", "12.50"), ("\"1,234.50\"", "1234.50"),
    ("\"1.234,50\"", "1234.50"), ("\"1,234,567\"", "1234567.00"), ("\"0,5\"", "0.50"),
  ])
  func `prices in many hands`(text: String, price: String) throws {
    let read = try dishes("dish,name_en,price\nD01,Rice,\(text)\n" + rest)
    #expect(read[0].prices.standard == yuan(price))
  }

  @Test(arguments: [
    ("\"1,234\"", "may mean 1234 or 1.234; write it without the comma, decimals after a dot"),
    ("\"1,23,4\"", "is no number; allowed are digits with a dot before decimals"),
    ("1.2.3", "is no number; allowed are digits with a dot before decimals"),
    ("12 or so", "is no amount; allowed are digits such as 12.50"),
    ("1.234", "has too many decimals; CNY has 2, such as 12.50"),
  ])
  func `a price that is not clear is refused with the remedy`(text: String, reason: String) throws {
    let found = try complaints(
      [ImportFile(name: "m.csv", text: "dish,name_en,price\nD01,Rice,\(text)\n" + rest)],
      onto: canteen())
    let shown = text.filter { $0 != "\"" }
    #expect(found == ["m.csv:2:10: price \"\(shown)\" \(reason)"])
  }

  @Test(arguments: [
    "2026-11-26", "2026/11/26", "2026.11.26", "26.11.2026", "2026年11月26日", "20261126", "46352",
    "２０２６－１１－２６", " 2026-11-26 ", "2026-11-26　",
  ])
  func `a date in many hands`(text: String) throws {
    let menu = "date,dish\n\(text),D01\n"
    let parts = try MenuImport.parse([ImportFile(name: "m.csv", text: menu)], onto: canteen())
      .catalogue.parts
    #expect(parts.menu.map(\.day) == [.date(try #require(CalendarDay("2026-11-26")))])
  }

  @Test func `semicolons or tabs between cells, decimals after a comma`() throws {
    let semicolons = "dish;name_en;price;vat_percent\nD01;\"Rice; plain\";1,20;6,5\nD02;Pork;14;\n"
    let read = try dishes(semicolons)
    #expect(read[0].names.en == "Rice; plain" && read[0].prices.standard == yuan("1.20"))
    #expect(read[0].vatRateBasisPoints == 650)
    let tabs = "dish\tname_en\tprice\nD01\tRice\t1.20\nD02\tPork\t14\n"
    #expect(try dishes(tabs)[0].prices.standard == yuan("1.20"))
  }

  @Test func `headings in Chinese, wide letters in codes, lists with any comma`() throws {
    let text = """
      菜品编号,名称,单价,学生价,价格_教职工,增值税率,能量(kJ),过敏原,标记,供应餐次
      Ｄ０１,米饭（大）,１.００,0.50,0.80,6％,730kJ,"大豆，蛋",清真、Low salt,lunch；breakfast
      D02,红烧肉,14,,,,,,,
      """
    let rice = try dishes(text)[0]
    #expect(rice.code == "D01" && rice.names.zh == "米饭（大）")
    #expect(rice.prices.byGroup == ["student": yuan("0.50"), "staff": yuan("0.80")])
    #expect(rice.allergens == [.eggs, .soybeans] && rice.marks == [.halal, .lowSalt])
    #expect(rice.mealPeriods == ["breakfast", "lunch"] && rice.energyKilojoules == 730)
    #expect(rice.vatRateBasisPoints == 600)
  }

  @Test func `a title above the columns, and prices by group under a merged heading`() throws {
    let text = """
      第48周菜单,,,,
      制表：食堂,,2026-11-20,,
      dish,name_zh,price,,
      ,,标准,student,教职工
      D01,米饭,1.00,0.50,0.80
      D02,红烧肉,14,,
      """
    let read = try dishes(text)
    #expect(read.map(\.code) == ["D01", "D02"])
    #expect(read[0].prices.byGroup == ["student": yuan("0.50"), "staff": yuan("0.80")])
  }

  @Test func `the columns' line must still be there`() {
    #expect(
      complaints([ImportFile(name: "m.csv", text: "a,b,c\n1,2,3\ndish,price\nD01,1\n")]).count == 1)
  }

  @Test func `a sheet is complained about by the names of its cells`() throws {
    func cells(_ line: Int, _ texts: [String]) -> CSVRecord {
      CSVRecord(
        cells: texts.enumerated().map { CSVCell(text: $1, line: line, column: $0 + 1) })
    }
    let records = [
      cells(2, ["dish", "name_en", "price", "allergens"]), cells(3, ["D01", "Rice", "x"]),
      cells(4, ["D02", "Pork"]), cells(7, ["D03", "Soup", "?", "egs", "", "new"]),
    ]
    let file = ImportFile(
      name: "menu.xlsx", sheet: "Dishes", records: records,
      faults: [CSVFault(line: 7, column: 3, message: "holds the error #REF!; correct or clear it")])
    #expect(file.isTable)
    #expect(
      try complaints([file], onto: canteen()).map { $0.split(separator: ";")[0] } == [
        "menu.xlsx:Dishes!C3: price \"x\" is no amount",
        "menu.xlsx:Dishes!C4: price is blank",
        "menu.xlsx:Dishes!C7: holds the error #REF!",
        "menu.xlsx:Dishes!D7: allergens \"egs\" has an unknown allergen \"egs\" (did you mean \"eggs\"?)",
        "menu.xlsx:Dishes!F7: \"new\" stands beyond the last column",
      ])
    let notes = ImportFile(name: "menu.xlsx", sheet: "Notes", records: [cells(1, ["for", "you"])])
    #expect(!notes.isTable)
  }

  @Test func `every word of the vocabularies is found by code and by each of its names`() {
    func check<Word: PublishedWord>(_: Word.Type) {
      for word in Word.allCases {
        for text in [word.rawValue, word.names.zh, word.names.en, word.rawValue.uppercased()]
          + word.synonyms
        {
          #expect(Word(spelled: text) == word, "\(text)")
        }
      }
    }
    check(Allergen.self)
    check(DietaryMark.self)
    #expect(Allergen.allCases.count == 14 && Allergen(spelled: "rice") == nil)
  }
}
