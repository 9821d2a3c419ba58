import Station

/// Prints what the desk answers about versions of the menu and single days.
struct MenuPrinter {
  let asJSON: Bool

  func print(_ answer: MenuAnswer) throws {
    switch answer {
    case .versions(let versions):
      if asJSON { return try Terminal.printJSON(versions) }
      if versions.isEmpty { Terminal.print("no imports yet") }
      for version in versions { Terminal.print(line(version)) }
    case .soldOut(let answer):
      if asJSON { return try Terminal.printJSON(answer) }
      if answer.dishes.isEmpty { Terminal.print("\(answer.date): nothing is sold out") }
      for dish in answer.dishes {
        let meal = dish.meal.map { " for \($0)" } ?? ""
        let names = [dish.nameZh, dish.nameEn].filter { !$0.isEmpty }.joined(separator: " / ")
        Terminal.print("\(answer.date): \(dish.dish)  \(names)\(meal)")
      }
    case .said(let sentence):
      if asJSON { return try Terminal.printJSON(["said": sentence]) }
      Terminal.print(sentence)
    }
  }

  private func line(_ version: MenuVersionAnswer) -> String {
    var standing = version.isNext ? "  <- 'menu undo' takes this back" : ""
    if let name = version.undoneBy { standing = "  undone by \(name.isEmpty ? "?" : name)" }
    if !version.isKept, version.undoneBy == nil { standing = "  too old to undo" }
    let by = version.by.isEmpty ? "" : " by \(version.by)"
    return "\(version.version)  \(version.time)\(by)  \(version.files.joined(separator: ", ")): "
      + "\(version.added) added, \(version.changed) changed, \(version.removed) removed\(standing)"
  }
}
