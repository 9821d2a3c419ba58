// Lanes, readers, menu and plates.
extension APIOperation {
  /// - fileLengthMax (characters, 12 MiB): Base64 of the largest file that is taken.
  static let fileLengthMax = 12 << 20

  static let station = [
    APIOperation(
      .status, .get, "/status", "read", "How the books and every reader are doing.",
      answer: .value(.named("Status"))),
    APIOperation(
      .listLanes, .get, "/lanes", "read", "What every lane does, and what is wrong with it.",
      answer: .value(.list(.named("Lane"), 16))),
    APIOperation(
      .watchLanes, .get, "/events", "read",
      "What every lane does, as server-sent events: its state at once, then every later one.",
      answer: .file(["text/event-stream"])),
    APIOperation(
      .listLyingTags, .get, "/lanes/{lane}/tags", "read",
      "What the last complete round of a lane's tray reader saw.",
      answer: .value(.named("LyingTags"))),
  ]

  static let menu = [
    APIOperation(
      .menuOfDay, .get, "/menu", "read", "What holds on a business day, meal by meal.",
      query: [
        APIField("date", .day, "The business day; today if it is left out.").optional,
        APIField("meal", .text(32), "One meal period only.").optional,
      ], answer: .value(.named("DayMenu"))),
    APIOperation(
      .listDishes, .get, "/dishes", "read", "Every dish that is known.",
      answer: .value(.list(.named("Dish"), 10_000))),
    APIOperation(
      .listSoldOut, .get, "/menu/sold-out", "read", "What there is no more of today.",
      answer: .value(.named("SoldOut"))),
    APIOperation(
      .markSoldOut, .put, "/menu/sold-out/{dish}", "sell-out", "There is no more of a dish today.",
      query: [mealOnly], answer: .value(.named("SoldOut"))),
    APIOperation(
      .markBack, .delete, "/menu/sold-out/{dish}", "sell-out", "There is more of a dish again.",
      query: [mealOnly], answer: .value(.named("SoldOut"))),
    APIOperation(
      .setDayPrice, .put, "/menu/prices/{dish}", "edit-menu",
      "Gives a dish another price for one business day.",
      body: [
        APIField("amount", .amount, "The price for whoever has none of their own."),
        APIField("by_group", .map(.amount), "Prices of groups, by the groups' codes.").optional,
        APIField("date", .day, "The business day; today if it is left out.").optional,
        APIField("meal", .text(32), "One meal period only.").optional,
      ], answer: .value(.named("Said"))),
    APIOperation(
      .removeDayPrice, .delete, "/menu/prices/{dish}", "edit-menu",
      "Takes the price of one business day away again.",
      query: [
        APIField("date", .day, "The business day; today if it is left out.").optional, mealOnly,
      ], answer: .value(.named("Said"))),
    APIOperation(
      .exportMenu, .get, "/menu/file", "read", "A part of the menu as a CSV file.",
      query: [
        APIField(
          "kind", .word(["dishes", "menu", "classes", "meals", "groups", "plates"]),
          "Which part.")
      ], answer: .file(["text/csv"])),
    APIOperation(
      .importMenu, .post, "/menu/imports", "edit-menu",
      "Loads dishes, menus, classes, meals or groups from CSV files or workbooks: all or nothing.",
      body: [
        APIField("files", .list(.object(fileFields), 8), "The files."), check,
      ], answer: .value(.named("Changes"))),
    APIOperation(
      .listMenuVersions, .get, "/menu/imports", "read", "The imports, latest first.",
      answer: .value(.list(.named("MenuVersion"), 1_000))),
    APIOperation(
      .undoMenuImport, .post, "/menu/undo", "edit-menu",
      "Takes the latest import back that has not been taken back.", body: [check],
      answer: .value(.named("Changes"))),
  ]

  static let plates = [
    APIOperation(
      .listPlates, .get, "/plates", "read", "Plates by their tags.",
      query: [
        APIField(
          "listing", .word(["all", "unbound", "unknown", "retired"]),
          "Which; `unbound` have no price now, `unknown` are tags that lanes have read."),
        APIField("class", .text(32), "Plates of one class only.").optional,
      ], answer: .value(.list(.named("ListedPlate"), 1_000_000))),
    APIOperation(
      .showPlate, .get, "/plates/{tag}", "read", "What is known of a tag.",
      answer: .value(.named("Plate"))),
    APIOperation(
      .plateHistory, .get, "/plates/{tag}/history", "read", "What was done with a plate.",
      query: [limit], answer: .value(.named("PlateHistory"))),
    APIOperation(
      .enrolPlates, .post, "/plates", "manage-plates", "Enters plates of a class.",
      body: [APIField("class", .text(32), "The plate class."), tags],
      answer: .value(.named("Changes"))),
    APIOperation(
      .bindPlates, .post, "/plates/bindings", "bind-plates", "Puts a dish on plates.",
      body: [APIField("dish", .text(32), "The dish's code."), mealOnly, tags],
      answer: .value(.named("Changes"))),
    APIOperation(
      .retirePlates, .post, "/plates/departures", "manage-plates",
      "Takes plates out of use for good, or notes them as lost.",
      body: [tags, APIField("lost", .flag, "True if they are lost.").optional],
      answer: .value(.named("Changes"))),
    APIOperation(
      .restorePlates, .post, "/plates/returns", "manage-plates",
      "Takes plates back into use, in the class they had.", body: [tags],
      answer: .value(.named("Changes"))),
    APIOperation(
      .importPlates, .post, "/plates/imports", "manage-plates", "Loads plates from a CSV file.",
      body: [APIField("file", .object(fileFields), "The file."), check],
      answer: .value(.named("Changes"))),
  ]

  static let check = APIField(
    "check", .flag, "True to be told what would be done, with nothing done."
  ).optional

  static let limit = APIField("limit", .whole(1...1_000), "How many at most; 50 if left out.")
    .optional

  static let fileFields = [
    APIField("name", .text(200), "The file's name, for complaints; its end tells CSV from XLSX."),
    APIField("content", .bytes(fileLengthMax), "The file's bytes."),
  ]

  private static let mealOnly = APIField("meal", .text(32), "One meal period only.").optional
  private static let tags = APIField("tags", .list(.text(64), 1_000), "The plates' tags.")
}
