import Money
public import Primitives

/// The menu as OpenMensa feed v2, which menu apps read.
///
/// Elements, their order and their bounds are those of the published schema `open-mensa-v2.xsd`:
/// a day holds categories (here the meal periods) or is closed; a category holds at least one meal;
/// names and notes have 1 to 250 characters; there is at most one price for each of the roles
/// pupil, student, employee and other. OpenMensa reads prices as euros; a canteen with another
/// currency publishes its figures without one.
public struct OpenMensaFeed {
  /// The most days a feed covers.
  public static let dayCountMax = 100

  /// What the canteen is called.
  public var canteenName: String
  /// The language of names by its ISO 639 code.
  public var language: String
  /// Minutes after midnight at which a business day begins, for the order of meals.
  public var dayStartMinute: Int

  private static let textLengthMax = 250

  /// Describes a feed.
  public init(canteenName: String, language: String, dayStartMinute: Int) {
    self.canteenName = canteenName
    self.language = language
    self.dayStartMinute = dayStartMinute
  }

  /// The feed of some days; a day on which nothing is planned is left out, one whose dishes are all
  /// sold out is closed.
  public func xml(of catalogue: Catalogue, from first: CalendarDay, dayCount: Int) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <openmensa version="2.1" xmlns="http://openmensa.org/open-mensa-v2" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://openmensa.org/open-mensa-v2 \
      http://openmensa.org/open-mensa-v2.xsd">
        <version>TrayTally</version>
        <canteen>
          <name>\(escaped(canteenName))</name>

      """
    for offset in 0..<min(dayCount, Self.dayCountMax) {
      text += day(CalendarDay(daysSince1970: first.daysSince1970 + offset), catalogue)
    }
    return text + "  </canteen>\n</openmensa>\n"
  }

  private func day(_ day: CalendarDay, _ catalogue: Catalogue) -> String {
    let periods = catalogue.mealPeriods.sorted { minute($0) < minute($1) }
    let meals: [MealPeriod?] = periods.isEmpty ? [nil] : periods
    let planned = meals.filter { catalogue.hasPlan(for: $0?.code, on: day) }
    guard !planned.isEmpty else { return "" }
    let categories = planned.map { category($0, on: day, catalogue) }.joined()
    let content = categories.isEmpty ? "      <closed/>\n" : categories
    return "    <day date=\"\(day)\">\n\(content)    </day>\n"
  }

  private func minute(_ period: MealPeriod) -> Int {
    (period.fromMinute - dayStartMinute + 1440) % 1440
  }

  private func category(
    _ period: MealPeriod?, on day: CalendarDay, _ catalogue: Catalogue
  ) -> String {
    let dishes = catalogue.dishes(offeredIn: period?.code, on: day)
      .filter { !catalogue.isSoldOut($0.code, in: period?.code, on: day) }
    guard !dishes.isEmpty else { return "" }
    let allDay = LocalizedName(zh: "全天", en: "All day")
    let name = (period?.names ?? allDay).text(in: language)
    let meals = dishes.map { meal($0, catalogue) }.joined()
    return "      <category name=\"\(escaped(name))\">\n\(meals)      </category>\n"
  }

  private func meal(_ dish: Dish, _ catalogue: Catalogue) -> String {
    var text = "        <meal>\n          <name>\(escaped(dish.names.text(in: language)))</name>\n"
    var notes = dish.marks.map { $0.names.text(in: language) }
    notes += dish.allergens.map { allergen in
      (language == "zh" ? "过敏原：" : "Allergen: ") + allergen.names.text(in: language)
    }
    if let energy = dish.energyKilojoules { notes.append("\(energy) kJ") }
    for note in notes { text += "          <note>\(escaped(note))</note>\n" }
    for role in DinerRole.allCases {
      let group = catalogue.dinerGroups.first { $0.role == role }
      guard group != nil || role == .other else { continue }
      let price = catalogue.currency.plain(dish.prices.price(for: group?.code))
      text += "          <price role=\"\(role.rawValue)\">\(price)</price>\n"
    }
    return text + "        </meal>\n"
  }

  /// Text as XML takes it, no longer than the schema allows.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.prefix(Self.textLengthMax) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
