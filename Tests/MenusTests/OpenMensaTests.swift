import Menus
import Money
import Primitives
import Testing

@Suite struct OpenMensaTests {
  private func catalogue() throws -> Catalogue {
    var parts = smallParts()
    parts.dinerGroups[0].role = .employee
    parts.dinerGroups[1].role = .student
    parts.dishes[1].marks = [.pork]
    parts.dishes[1].names.en = "Pork & <greens>"
    let monday = try #require(CalendarDay("2026-11-23"))
    let tuesday = CalendarDay(daysSince1970: monday.daysSince1970 + 1)
    parts.menu = [
      MenuEntry(.date(monday), mealPeriod: "lunch", dish: "D02"),
      MenuEntry(.date(monday), mealPeriod: "lunch", dish: "D01"),
      MenuEntry(.date(monday), mealPeriod: "breakfast", dish: "D03"),
      MenuEntry(.date(tuesday), mealPeriod: "lunch", dish: "D03"),
    ]
    parts.soldOut = [
      SoldOut(day: tuesday, dish: "D03"), SoldOut(day: monday, dish: "D03", mealPeriod: "lunch"),
    ]
    return try Catalogue(validating: parts)
  }

  @Test func `days, meals, notes and prices by role stand in the schema's order`() throws {
    let feed = OpenMensaFeed(canteenName: "East \"1\"", language: "en", dayStartMinute: 240)
    let monday = try #require(CalendarDay("2026-11-23"))
    let lines = feed.xml(of: try catalogue(), from: monday, dayCount: 7)
      .split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(
      lines[1].hasPrefix("<openmensa version=\"2.1\" xmlns=\"http://openmensa.org/open-mensa-v2\""))
    #expect(
      lines.dropFirst(2).joined(separator: "\n") == """
        <version>TrayTally</version>
        <canteen>
        <name>East &quot;1&quot;</name>
        <day date="2026-11-23">
        <category name="Breakfast">
        <meal>
        <name>Noodles</name>
        <price role="student">9.00</price>
        <price role="employee">9.00</price>
        <price role="other">9.00</price>
        </meal>
        </category>
        <category name="Lunch">
        <meal>
        <name>Rice</name>
        <note>730 kJ</note>
        <price role="student">0.50</price>
        <price role="employee">1.00</price>
        <price role="other">1.00</price>
        </meal>
        <meal>
        <name>Pork &amp; &lt;greens&gt;</name>
        <note>With pork</note>
        <note>Allergen: Eggs</note>
        <note>Allergen: Soybeans</note>
        <note>2140 kJ</note>
        <price role="student">14.00</price>
        <price role="employee">14.00</price>
        <price role="other">14.00</price>
        </meal>
        </category>
        </day>
        <day date="2026-11-24">
        <closed/>
        </day>
        </canteen>
        </openmensa>
        """)
  }

  @Test func `names come in the language asked for, and no text is longer than the schema allows`()
    throws
  {
    var parts = try catalogue().parts
    parts.dishes[0].names = LocalizedName(
      zh: String(repeating: "饭", count: 100), en: "Rice", others: ["ja": "ご飯"])
    let monday = try #require(CalendarDay("2026-11-23"))
    let catalogue = try Catalogue(validating: parts)
    func feed(_ language: String) -> String {
      OpenMensaFeed(
        canteenName: String(repeating: "x", count: 300), language: language, dayStartMinute: 240
      ).xml(of: catalogue, from: monday, dayCount: 1)
    }
    #expect(feed("zh").contains("<note>过敏原：大豆</note>"))
    #expect(feed("ja").contains("<name>ご飯</name>") && feed("de").contains("<name>Rice</name>"))
    #expect(!feed("en").contains(String(repeating: "x", count: 251)))
  }
}
