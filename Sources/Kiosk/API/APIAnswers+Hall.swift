// What is answered about lanes, readers, menu and plates.
extension APIAnswers {
  static let hall: [String: [APIField]] = [
    "Changes": [
      APIField("kind", .line, "What the file holds: `dishes`, `plates`, ."),
      APIField("added", .count, "New entries."),
      APIField("changed", .count, "Entries with another content than before."),
      APIField("removed", .count, "Entries that are gone."),
      APIField("is_applied", .flag, "False if it was only checked."),
      APIField("rows", .many(.named("ChangedRow")), "Row by row what changes, up to 1,000 rows."),
      APIField("unlisted_count", .count, "How many more rows there are."),
      APIField(
        "notes", .many(.line),
        "What whoever imported should know, such as plates that lost their dish."),
    ],
    "Dish": [
      APIField("dish", .line, "The dish's code."),
      APIField("name_zh", .line, "Its Chinese name."),
      APIField("name_en", .line, "Its English name."),
      APIField("price", .amount, "The price without a group's own."),
      APIField("prices_by_group", .map(.amount), "Prices of groups."),
      APIField("meals", .many(.line), "Meal periods it is offered in; empty for all."),
      APIField("energy_kilojoules", .count, "Kilojoules of a serving, where they are known.")
        .optional,
      APIField("allergens", .many(.line), "Allergens by their codes."),
      APIField("marks", .many(.line), "Dietary marks by their codes."),
      APIField("photo", .line, "The picture's path, where there is one.").optional,
      APIField("is_sold_out", .flag, "True if the staff said that there is no more of it."),
    ],
    "DayMenu": [
      APIField("date", .day, "The business day, such as `2026-11-24`."),
      APIField(
        "meals", .many(.named("Meal")),
        "Its meals in their order; a single one without a code in a canteen without meal periods."),
      APIField(
        "note", .line, "What whoever asked should know, such as that earlier menus are not kept."
      ).optional,
    ],
    "Meal": [
      APIField("meal", .line, "The meal period's code; nothing for the whole day.").optional,
      APIField("name_zh", .line, "Its Chinese name."),
      APIField("name_en", .line, "Its English name."),
      APIField("from", .line, "When it begins, such as `10:30`."),
      APIField("to", .line, "When it ends."),
      APIField(
        "is_planned", .flag,
        "True if the menu says what is offered then; otherwise every dish of the meal is."),
      APIField("dishes", .many(.named("Dish")), "The dishes offered in it at that day's prices."),
      APIField(
        "plate_classes", .many(.named("ClassOffer")),
        "What plates of each class cost in it, unless they are bound themselves."),
    ],
    "ClassOffer": [
      APIField("plate_class", .line, "The class."),
      APIField("dish", .line, "The dish on it; nothing if the class itself has the price, or none.")
        .optional,
      APIField(
        "price", .amount,
        "The price without a group's own; nothing if such a plate cannot be billed."
      ).optional,
    ],
    "Plate": [
      APIField("tag", .line, "The tag."),
      APIField("kind", .line, "`plate`, `card`, `retired`, `lost` or `unknown`."),
      APIField("plate_class", .line, "The plate's class.").optional,
      APIField("dish", .line, "The dish on it now.").optional,
      APIField("price", .amount, "Its price for diners without a group price.").optional,
    ],
    "ListedPlate": [
      APIField("tag", .line, "The plate's tag."),
      APIField("plate_class", .line, "Its class, if it has one.").optional,
      APIField("standing", .line, "`in-use`, `retired`, `lost` or `unknown`."),
      APIField(
        "at", .milliseconds,
        "When it left, or when a lane last read it; milliseconds since 1970, UTC."
      ).optional,
      APIField("by", .line, "Who took it out of use, or the lane that read it.").optional,
    ],
    "PlateHistory": [
      APIField("tag", .line, "The plate."),
      APIField("sold", .count, "How often it was sold and not given back."),
      APIField("washes", .count, "How often it has been washed: sold, and seen again afterwards."),
      APIField("entries", .many(.named("PlateEntry")), "What was done, newest first."),
    ],
    "PlateEntry": [
      APIField("at", .milliseconds, "Milliseconds since 1970, UTC."),
      APIField("act", .line, "`enrolled`, `bound`, `retired`, `lost`, `restored` or `sold`."),
      APIField("detail", .line, "The class, the dish and meal, or the receipt."),
      APIField("by", .line, "The operator, or the lane."),
    ],
    "LyingTags": [
      APIField("round", .count, "The number of the last complete round."),
      APIField("tags", .many(.line), "The tags it read, sorted."),
    ],
    "Status": [
      APIField("is_serving", .flag, "True if a daemon answered."),
      APIField("transfers", .count, "Transfers in the journal."),
      APIField("accounts", .count, "Accounts."),
      APIField("sqlite_version", .line, "Version of SQLite."),
      APIField("journal_mode", .line, "Journal mode of the books."),
      APIField("synchronous", .line, "The durability setting as read back: `FULL`."),
      APIField("readers", .many(.named("Reader")), "The readers."),
    ],
    "Reader": [
      APIField("lane", .count, "The lane's number."),
      APIField("role", .line, "`tray` or `card`."),
      APIField("family", .line, "The protocol it speaks."),
      APIField(
        "place", .line, "The ids, serial number or port that the configuration names it by."),
      APIField("standing", .line, "`starting`, `ready`, `lost` or `attention`."),
      APIField("detail", .line, "What reader it is, or what is wrong with it."),
      APIField("rounds", .count, "Rounds so far."),
      APIField("imperfect_rounds", .count, "Rounds that were disturbed or partial."),
      APIField("rounds_per_second", .number, "Rounds a second since the station started."),
      APIField("faults", .count, "Faults of any kind."),
      APIField("damaged_bytes", .count, "Received bytes that belonged to no sound answer."),
      APIField("reopens", .count, "Times it was opened again."),
    ],
    "MenuVersion": [
      APIField("version", .count, "Its number."),
      APIField("at", .milliseconds, "Milliseconds since 1970, UTC."),
      APIField("time", .line, "The time on the canteen's wall, such as `2026-11-24 10:31`."),
      APIField("by", .line, "Who imported."),
      APIField("files", .many(.line), "The files."),
      APIField("added", .count, "New things."),
      APIField("changed", .count, "Things with another content."),
      APIField("removed", .count, "Things that went."),
      APIField("is_next", .flag, "`undo` takes this one back next."),
      APIField("is_kept", .flag, "False if what was there before is not kept any more."),
      APIField("undone_by", .line, "Who took it back, if somebody did.").optional,
    ],
    "SoldOut": [
      APIField("date", .day, "The business day."),
      APIField("dishes", .many(.named("SoldOutDish")), "The dishes with their names."),
    ],
    "SoldOutDish": [
      APIField("dish", .line, "The dish's code."),
      APIField("name_zh", .line, "Its Chinese name."),
      APIField("name_en", .line, "Its English name."),
      APIField("meal", .line, "The meal period; nothing for the whole day.").optional,
    ],
    "ChangedRow": [
      APIField("act", .word(["added", "changed", "removed"]), "What becomes of it."),
      APIField("kind", .line, "What kind of thing it is: `dishes`, `menu`, ."),
      APIField("what", .line, "Its key and, where it has one, its name: `D01 米饭 / Rice`."),
      APIField(
        "cells", .many(.named("ChangedCell")),
        "The cells that differ; none if it is added or removed."),
    ],
    "ChangedCell": [
      APIField("column", .line, "The column's name."),
      APIField("before", .line, "What it said before."),
      APIField("after", .line, "What it says now."),
    ],
    "Lane": [
      APIField("lane", .count, "The lane's number."),
      APIField("state", .line, "What it does: `idle`, `reading`, `bill`, ..."),
      APIField("problem", .line, "The problem's code, if there is one.").optional,
      APIField("staff", .line, "What the staff should do about it.").optional,
      APIField("lines", .count, "Plates on the bill."),
      APIField("rank", .count, "Lower comes first: what needs somebody."),
    ],
    "Said": [
      APIField("text", .line, "What holds now, in a sentence.")
    ],
  ]
}
