import ArgumentParser
import Primitives
import Station

/// Loads accounts.
struct AccountsImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Open and change accounts from a CSV file, all of them or none.",
    discussion: """
      The first line names the columns: number and, if wanted, group, name, floor, valid_from, \
      valid_until, cards (several with ';' between them). Accounts that are not in the file, and \
      whatever a line leaves empty, stay as they are; money is never touched. Every fault is \
      listed with line and column, and then nothing is loaded. No lane takes a payment while it \
      loads: choose a quiet minute for a large file.
      """)

  @Argument(help: "CSV file.", completion: .file(extensions: ["csv"]))
  var file: String

  @Flag(help: "Only check, and say what would change.")
  var check = false

  @OptionGroup var options: StationOptions

  func run() async throws {
    let request = DeskRequest.account(.importFile(try DeskFile(file), check: check))
    try AccountPrinter(options).print(await DeskCall(options).perform(request, "importing"))
  }
}

/// Closes an account.
struct AccountClose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close an account for good and pay its balance out.",
    discussion: """
      One act: what is in the cash wallet is paid out, what is left of every grant goes back to \
      who granted it, and the account is closed; each is a line of the journal. An account that \
      owes money is not closed. The intent's id is printed before anything happens; if the answer \
      is lost, give the same command again with --intent ID.
      """)

  @Argument(help: "Number of the account.")
  var number: String

  @Option(help: "How the balance is paid out: cash, bank or other.")
  var tender = "cash"

  @Option(help: "Slip number or bank reference.")
  var note = ""

  @Flag(help: "Take away the meal tickets that are left.")
  var forfeitTickets = false

  @OptionGroup var act: ActOptions
  @OptionGroup var options: StationOptions

  func run() async throws {
    let call = try DeskCall(options)
    let closing = AccountAct.close(
      intent: try act.id(), number: number, tender: tender, note: note,
      forfeitsTickets: forfeitTickets)
    try AccountPrinter(options).print(await call.perform(.account(closing)))
  }
}

/// Erases a person.
struct AccountErase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase what is known of an account's owner; the books stay verifiable.",
    discussion: """
      The name is overwritten in the file and gone from its log; of a closed account the cards are \
      taken away too. The account stays under its number with its transfers, and 'verify --full' \
      holds as before. Backups that were made earlier still have the name.
      """)

  @Argument(help: "Number of the account.")
  var number: String

  @OptionGroup var options: StationOptions

  func run() async throws { try await options.change(.erase(number: number)) }
}
