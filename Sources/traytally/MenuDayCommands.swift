import ArgumentParser
import Foundation
import Primitives
import Station

/// Takes an import back.
struct MenuUndo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take the latest import back; done again, the one before it.",
    discussion: """
      What the import replaced comes back. Dishes bound at the window and marks for the day stay \
      as far as they fit; plates are brought back, never removed.
      """)

  @Flag(help: "Only check, and say what would change.")
  var check = false

  @OptionGroup var options: StationOptions

  func run() async throws {
    let request = DeskRequest.menu(.undo(check: check))
    try CataloguePrinter(options).print(await DeskCall(options).perform(request))
  }
}

/// Lists the imports.
struct MenuVersions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "versions", abstract: "List who imported what when, latest first.")

  @OptionGroup var options: StationOptions

  func run() async throws {
    try CataloguePrinter(options).print(await DeskCall(options).perform(.menu(.versions)))
  }
}

/// Marks dishes as sold out.
struct MenuSoldOut: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sold-out",
    abstract: "Say that there is no more of a dish today; without a dish list what is sold out.",
    discussion: """
      The dish is marked in what is shown and left out of what is published, until the next \
      business day. Plates that carry it are still billed: who holds the last one pays for it.
      """)

  @Argument(help: "Code of the dish.")
  var dish: String?

  @Option(help: "Only for this meal period.")
  var meal: String?

  @Flag(help: "There is some again.")
  var off = false

  @OptionGroup var options: StationOptions

  func validate() throws {
    if dish == nil, off || meal != nil { throw ValidationError("name the dish") }
  }

  func run() async throws {
    let request =
      dish.map { MenuRequest.markSoldOut(dish: $0, meal: meal, isSoldOut: !off) } ?? .soldOut
    try CataloguePrinter(options).print(await DeskCall(options).perform(.menu(request)))
  }
}

/// Gives a dish a price for a day.
struct MenuPrice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "price",
    abstract: "Give a dish another price for one business day.",
    discussion: """
      The price takes the place of the dish's whole price list on that day: whoever has no price \
      in --group pays it too. With --off the menu's own price holds again.
      """)

  @Argument(help: "Code of the dish.")
  var dish: String

  @Argument(help: "Price, such as 12.50.")
  var amount: String?

  @Option(name: .customLong("group"), help: "Price of a group, such as student=8.00.")
  var groups: [String] = []

  @Option(help: "Business day, such as 2026-11-24 (default: today).")
  var date: String?

  @Option(help: "Only for this meal period.")
  var meal: String?

  @Flag(help: "Take the price away.")
  var off = false

  @OptionGroup var options: StationOptions

  func validate() throws {
    if off == (amount != nil) { throw ValidationError("give either a price or --off") }
    if let date, CalendarDay(date) == nil {
      throw ValidationError("--date takes a day such as 2026-11-24, not '\(date)'")
    }
    for group in groups where group.split(separator: "=").count != 2 {
      throw ValidationError("--group takes one such as student=8.00, not '\(group)'")
    }
  }

  func run() async throws {
    var byGroup: [String: String] = [:]
    for group in groups {
      let halves = group.split(separator: "=")
      byGroup[String(halves[0])] = String(halves[1])
    }
    let wish = DayPriceWish(
      dish: dish, amount: amount, byGroup: byGroup, date: date, meal: meal)
    let answer = try await DeskCall(options).perform(.menu(.setPrice(wish)))
    try CataloguePrinter(options).print(answer)
  }
}
