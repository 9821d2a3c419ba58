internal import Foundation
internal import Menus
internal import Money
internal import Primitives
internal import Sheets

/// The menu as a workbook, a sheet for each kind of table and one with the words for allergens and
/// marks; importing it gives the same menu.
struct MenuWorkbook {
  /// The sheet that explains the words and is passed over by an import.
  static let wordsSheetName = "Words"

  private let parts: CatalogueParts

  init(_ catalogue: Catalogue) {
    parts = catalogue.parts
  }

  /// The file's bytes.
  ///
  /// - Throws: `DeskRefusal` if it cannot be made.
  func file() throws -> Data {
    let path = NSTemporaryDirectory() + "traytally-menu-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    do throws(SheetError) {
      try write(to: path)
    } catch {
      throw DeskRefusal(error.message)
    }
    guard let content = FileManager.default.contents(atPath: path) else {
      throw DeskRefusal("the workbook could not be made: look at the space in \(path)")
    }
    return content
  }

  private func write(to path: String) throws(SheetError) {
    let writer = try WorkbookWriter(path: path)
    let order: [CatalogueFileKind] = [
      .dishes, .menu, .plateClasses, .mealPeriods, .dinerGroups, .plates,
    ]
    for kind in order {
      let sheet = CatalogueSheet(kind, of: parts)
      // An empty table cannot be imported, and says nothing.
      if sheet.rows.isEmpty { continue }
      try writer.begin(kind.sheetName, sheet.columns.map(column))
      for row in sheet.rows { try writer.append(row.map(value)) }
    }
    try writeWords(writer)
    try writer.close()
  }

  private func column(_ name: String) -> SheetColumn {
    if name == "price" || name.hasPrefix("price_") {
      return SheetColumn(name, look: .decimals(parts.currency.minorDigits))
    }
    if name.hasPrefix("name_") { return SheetColumn(name, width: 28) }
    switch name {
    case "date": return SheetColumn(name, look: .day)
    case "tag": return SheetColumn(name, width: 26)
    case "allergens", "marks", "photo": return SheetColumn(name, width: 20)
    default: return SheetColumn(name)
    }
  }

  private func value(_ cell: SheetCell) -> SheetValue {
    switch cell {
    case .text(""): .blank
    case .text(let text): .text(text)
    case .number(let text): Double(text).map { .number($0) } ?? .text(text)
    case .day(let day): .day(daysSince1970: day.daysSince1970)
    }
  }

  private func writeWords(_ writer: WorkbookWriter) throws(SheetError) {
    let columns = ["word", "for", "中文", "English"].map { SheetColumn($0, width: 24) }
    try writer.begin(Self.wordsSheetName, columns)
    for word in Allergen.allCases { try writer.append(line(word, "allergens")) }
    for word in DietaryMark.allCases { try writer.append(line(word, "marks")) }
  }

  private func line(_ word: some PublishedWord, _ column: String) -> [SheetValue] {
    [word.rawValue, column, word.names.zh, word.names.en].map { .text($0) }
  }
}
