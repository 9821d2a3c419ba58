import Money
import Primitives
import TagReads

/// Finds everything that keeps parts from being a catalogue.
///
/// The one place that knows the rules: files and stores are both checked here, and an import only
/// adds where in the file the wrong value stands.
struct CatalogueCheck {
  private(set) var problems: [CatalogueProblem] = []
  let parts: CatalogueParts
  var groups: Set<DinerGroupCode> = []
  var periods: Set<MealPeriodCode> = []
  var classes: Set<PlateClassCode> = []
  var dishes: [DishCode: Dish] = [:]
  var tags: Set<TagID> = []

  init(_ parts: CatalogueParts) {
    self.parts = parts
    checkGroups()
    checkPeriods()
    checkClasses()
    checkDishes()
    checkPlates()
    checkBindings()
    checkMenu()
    checkDayMarks()
  }

  mutating func report(
    _ subject: CatalogueSubject, _ column: String, _ message: String,
    rival: CatalogueSubject? = nil, missing: CatalogueSubject? = nil
  ) {
    problems.append(
      CatalogueProblem(subject, column: column, message, rival: rival, missing: missing))
  }

  mutating func checkCode(
    _ code: some CatalogueCode, isNew: Bool, _ subject: CatalogueSubject, _ column: String
  ) {
    if !code.isWellFormed {
      report(
        subject, column,
        "\"\(code)\" is no code; allowed are 1 to 32 letters, digits, \"-\", \"_\" and \".\"")
    }
    if !isNew {
      report(subject, column, "\(subject) is there twice; once is allowed", rival: subject)
    }
  }

  mutating func checkNames(_ names: LocalizedName, _ subject: CatalogueSubject) {
    if names.zh.isEmpty && names.en.isEmpty {
      report(subject, "name_zh", "both names are blank; give at least one")
    }
    for (column, name) in [("name_zh", names.zh), ("name_en", names.en)] {
      checkText(name, subject, column)
    }
    for (language, name) in names.others.sorted(by: { $0.key < $1.key }) {
      checkText(name, subject, "name_\(language)")
      if name.isEmpty { report(subject, "name_\(language)", "is blank; leave it out") }
      if !LocalizedName.isLanguage(language) || ["zh", "en"].contains(language) {
        report(
          subject, "name_\(language)",
          "\"\(language)\" is no further language; two or three small letters of ISO 639 are")
      }
    }
  }

  mutating func checkText(_ text: String, _ subject: CatalogueSubject, _ column: String) {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report(subject, column, "a line break or control character; allowed is one line of text")
    }
    if text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false {
      report(subject, column, "a blank before or after the text; remove it")
    }
    if text.count > 100 {
      report(subject, column, "\(text.count) characters; allowed are 100")
    }
  }

  mutating func checkPrice(
    _ price: Amount, _ subject: CatalogueSubject, _ column: String
  ) {
    if price < .zero || price > PriceList.priceMax {
      let currency = parts.currency
      report(
        subject, column,
        "\(currency.plain(price)) is no price; allowed is 0 to "
          + currency.plain(PriceList.priceMax))
    }
  }

  mutating func checkVAT(_ rate: Int, _ subject: CatalogueSubject) {
    if !(0...10_000).contains(rate) {
      report(subject, "vat_percent", "a VAT rate of \(rate) basis points; allowed is 0 to 10000")
    }
  }
}
