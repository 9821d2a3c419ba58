import LedgerStore
import Menus
import Primitives

/// The menu with a number: 200 dishes that all cost so many fen, and 14 days of lines that do too.
struct ImportedMenu {
  let catalogue: Catalogue
  let note: ImportNote

  init(_ number: Int, onto former: Catalogue) throws {
    let price = "\(number / 100).\(number / 10 % 10)\(number % 10)"
    var dishes = "dish,name_en,name_ja,price,allergens,marks\n"
    for dish in 1...200 { dishes += "D\(dish),Dish \(number),皿,\(price),milk,halal\n" }
    var menu = "date,dish,price\n"
    for line in 0..<140 {
      menu += "\(CalendarDay(daysSince1970: 20_000 + line / 10)),D\(line % 10 + 1),\(price)\n"
    }
    let files = [
      ImportFile(name: "dishes.csv", text: dishes), ImportFile(name: "menu.csv", text: menu),
    ]
    catalogue = try MenuImport.parse(files, onto: former).catalogue
    note = ImportNote(
      at: WallTime(milliseconds: Int64(number)), by: "worker", files: ["\(number)"], added: 0,
      changed: 0, removed: 0,
      former: [
        CatalogueFileKind.dishes.rawValue: MenuExport.text(of: .dishes, from: former),
        CatalogueFileKind.menu.rawValue: MenuExport.text(of: .menu, from: former),
      ])
  }
}
