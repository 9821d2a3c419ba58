import Menus
import Station

/// Prints what the desk answers about menus and plates.
struct CataloguePrinter {
  private let asJSON: Bool

  init(_ options: StationOptions) {
    asJSON = options.json
  }

  func print(_ answer: DeskAnswer) throws {
    switch answer {
    case .changes(let changes):
      for note in changes.notes { Terminal.say(note) }
      if asJSON { return try Terminal.printJSON(changes) }
      for row in changes.rows { Terminal.print(line(row)) }
      if changes.unlistedCount > 0 { Terminal.print("  and \(changes.unlistedCount) more") }
      let verb = changes.isApplied ? "" : " (checked only, nothing changed)"
      Terminal.print(
        "\(changes.kind): \(changes.added) added, \(changes.changed) changed, "
          + "\(changes.removed) removed\(verb)")
    case .dishes(let dishes):
      if asJSON { return try Terminal.printJSON(dishes) }
      for dish in dishes { Terminal.print(line(dish)) }
    case .dayMenu(let menu):
      if let note = menu.note { Terminal.say(note) }
      if asJSON { return try Terminal.printJSON(menu) }
      Terminal.print(menu.date)
      for meal in menu.meals { printMeal(meal) }
    case .plate(let plate):
      if asJSON { return try Terminal.printJSON(plate) }
      Terminal.print(line(plate))
    case .menu(let answer): try MenuPrinter(asJSON: asJSON).print(answer)
    case .plates(let plates):
      if asJSON { return try Terminal.printJSON(plates) }
      for plate in plates { Terminal.print(line(plate)) }
    case .plateHistory(let history):
      if asJSON { return try Terminal.printJSON(history) }
      Terminal.print("\(history.tag)  sold \(history.sold), washed \(history.washes)")
      for entry in history.entries {
        let columns = [Terminal.time(entry.at), entry.act, entry.detail, "by \(entry.by)"]
        Terminal.print("  " + columns.joined(separator: "  "))
      }
    default:
      if asJSON { return try Terminal.printJSON(["done": true]) }
      Terminal.print("done")
    }
  }

  private func printMeal(_ meal: MealAnswer) {
    let code = meal.meal.map { "\($0)  " } ?? ""
    Terminal.print("\n\(code)\(meal.nameZh) / \(meal.nameEn), \(meal.from) to \(meal.to)")
    if !meal.isPlanned, !meal.dishes.isEmpty {
      Terminal.print("  (no menu for this meal: every dish of it is offered)")
    }
    for dish in meal.dishes { Terminal.print("  " + line(dish)) }
    for plates in meal.plateClasses {
      let what = [plates.dish.map { "dish \($0)" }, plates.price].compactMap { $0 }
      let offer = what.isEmpty ? "no dish and no price" : what.joined(separator: ", ")
      Terminal.print("  plates of class \(plates.plateClass): \(offer)")
    }
  }

  private func line(_ dish: DishAnswer) -> String {
    let groups = dish.pricesByGroup.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let meals = dish.meals.isEmpty ? "" : "  [\(dish.meals.joined(separator: ", "))]"
    let prices = ([dish.price] + groups).joined(separator: ", ")
    let soldOut = dish.isSoldOut ? "  sold out" : ""
    return "\(dish.dish)  \(dish.nameZh) / \(dish.nameEn)  \(prices)\(meals)\(soldOut)"
  }

  /// `+ dishes D41 ...`, `- dishes D02 ...`, `~ dishes D03 ...: price 12.00 -> 13.00`.
  private func line(_ row: ChangedRow) -> String {
    let sign =
      switch row.act {
      case .added: "+"
      case .changed: "~"
      case .removed: "-"
      }
    let cells = row.cells.map { "\($0.column) \(shown($0.before)) -> \(shown($0.after))" }
    let detail = cells.isEmpty ? "" : ": " + cells.joined(separator: ", ")
    return "\(sign) \(row.kind)  \(row.what)\(detail)"
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "(blank)" : text }

  private func line(_ plate: ListedPlate) -> String {
    let plateClass = plate.plateClass.map { "class \($0)" } ?? "-"
    let when = plate.at.map { "  since \(Terminal.time($0))" } ?? ""
    return "\(plate.tag)  \(plate.standing)  \(plateClass)" + when
      + (plate.by.map { "  by \($0)" } ?? "")
  }

  private func line(_ plate: PlateAnswer) -> String {
    switch plate.kind {
    case "plate":
      let dish = plate.dish.map { "dish \($0)" } ?? "no dish now"
      let price = plate.price.map { ", \($0)" } ?? ""
      return "\(plate.tag)  plate of class \(plate.plateClass ?? "?"), \(dish)\(price)"
    case "retired", "lost":
      return
        "\(plate.tag)  \(plate.kind), was of class \(plate.plateClass ?? "?"): 'plates restore' "
        + "takes it back"
    case "card": return "\(plate.tag)  a diner's card"
    default: return "\(plate.tag)  unknown: enter it with 'plates enrol' or 'accounts card add'"
    }
  }
}
