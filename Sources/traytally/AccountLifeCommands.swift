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
      whatever a line leaves empty, stay as they are; money is never touched. Every fault is listed \
      with line and column, and then nothing is loaded. No lane takes a payment while it loads: \
      choose a quiet minute for a large file.
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
      One act: what is in the cash wallet is paid out, what is left of the subsidy goes back to \
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

  @Option(help: "Id of an earlier attempt to be completed.")
  var intent: String?

  @OptionGroup var options: StationOptions

  func run() async throws {
    var generator = SystemRandomNumberGenerator()
    guard let id = intent.map({ UniqueID($0) }) ?? UniqueID(using: &generator) else {
      throw ValidationError("--intent takes the id that an earlier attempt printed")
    }
    let call = try DeskCall(options)
    if intent == nil { Terminal.say("intent \(id)") }
    let act = AccountAct.close(intent: id, number: number, tender: tender, note: note)
    try AccountPrinter(options).print(await call.perform(.account(act)))
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
