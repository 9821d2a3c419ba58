public import Foundation
public import Primitives
public import Trays

/// A command of the staff in the form in which it crosses the station's socket.
///
/// The same request is carried out by the running station, or, without one, by the command itself
/// after it has taken the lock of the books. Amounts are in minor units.
public enum DeskRequest: Codable, Sendable, Equatable {
  /// Opens an account; the name is kept apart from the books.
  case openAccount(number: String, group: String, name: String?, floor: Int64)
  /// Shows an account by its number.
  case showAccount(number: String)
  /// Pays money in; the same intent again changes nothing.
  case topUp(intent: UniqueID, number: String, amount: Int64, tender: String, note: String)
  /// An act of an operator that moves money; the same intent again changes nothing.
  case act(MoneyAct, intent: UniqueID)
  /// Many acts as one; with `check` nothing is changed.
  case batch(BatchAct, id: UniqueID, check: Bool)
  /// The batches that were done, newest first.
  case batches(limit: Int)
  /// Takes back what was granted and not used in its time.
  case expire
  /// A transfer with all that it says.
  case showSale(receipt: String)
  /// What an account held at a moment, in milliseconds since 1970, UTC.
  case holdings(number: String, at: Int64)
  /// Binds a card to an account.
  case addCard(number: String, tag: String)
  /// Takes a card from its account.
  case removeCard(tag: String)
  /// What else there is to do with accounts.
  case account(AccountAct)
  /// The latest transfers of an account, newest first.
  case history(number: String, limit: Int)
  /// Loads dishes, menus, plate classes, meal periods, groups or plates from CSV files and
  /// workbooks; with `check` nothing is changed.
  case importMenu(files: [DeskFile], check: Bool)
  /// What else there is to do with the menu.
  case menu(MenuRequest)
  /// The menu as CSV text: `dishes`, `menu`, `classes`, `meals`, `groups` or `plates`.
  case exportMenu(kind: String)
  /// The dishes offered in a meal period, or all of them; with a date what holds on that day, meal
  /// by meal.
  case showMenu(meal: String?, date: String? = nil)
  /// Loads plates from CSV; with `check` nothing is changed.
  case importPlates(file: DeskFile, check: Bool)
  /// Enters plates of a class.
  case enrolPlates(plateClass: String, tags: [String])
  /// Puts a dish on plates for a meal period, or for every one.
  case bindPlates(dish: String, meal: String?, tags: [String])
  /// What else there is to do with plates.
  case plate(PlateAct)
  /// What there is to do with operators.
  case operators(OperatorAct)
  /// What there is to do with the tokens of other systems.
  case tokens(TokenAct)
  /// What is known of a tag.
  case showPlate(tag: String)
  /// What there is to do with a business day.
  case day(DayAct)
  /// Recomputes the books from the journal; in full with the file, the cards and the menu too.
  case verify(full: Bool)
  /// Gives a lane habits that a survey of its antenna has found, in place of its own.
  case teach(lane: Int, habits: LaneHabits)
  /// Forgets what a lane has learned; without a lane everything, of plates too.
  case forget(lane: Int?)
  /// What a receipt's tray was judged by; with `replay` what today's engine makes of it.
  case explain(receipt: String, replay: Bool)
  /// How the books and the readers are doing.
  case status
  /// Copies what passes on a lane's reader channel, until the connection ends.
  case capture(lane: Int, role: String, label: CaptureLabel)
}

/// A file the operator named, as it was read.
public struct DeskFile: Codable, Sendable, Equatable {
  /// Its name, for complaints.
  public var name: String
  /// Its bytes.
  public var content: Data

  /// Makes a file.
  public init(name: String, content: Data) {
    self.name = name
    self.content = content
  }
}
