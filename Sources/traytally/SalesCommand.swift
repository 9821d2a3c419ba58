import ArgumentParser
import Station

/// Sales keyed by staff, and what puts sales right.
struct Sales: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Key sales without a tray; look at, give back, reverse and correct receipts.",
    subcommands: [RingUp.self, Show.self, Refund.self, Reverse.self, Correct.self])

  /// Keys a sale.
  struct RingUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ring-up",
      abstract: "Key a sale: cash, a paper ticket, or an account with or without its tickets.",
      discussion: """
        Needs no reader and, over the counter, no account. An item is a dish of the menu or an \
        amount, with a count if there is more than one: D01 D02:2 3.50. \(intentDiscussion)
        """)

    @Argument(help: "What is sold: D01, D01:2, 12.50, 12.50:2.")
    var items: [String]

    @Option(help: "Account that pays.")
    var account: String?

    @Option(help: "Kind of the account's tickets to pay with; the rest comes from its wallets.")
    var ticket: String?

    @Option(help: "How many tickets.")
    var tickets = 1

    @Option(help: "How it is paid over the counter: cash, ticket (a paper one), bank or other.")
    var tender: String?

    @Option(help: "Lane it is keyed at.")
    var lane: Int?

    @Option(help: "Meal period (default: the one of now).")
    var meal: String?

    @Option(help: "Diner group whose prices hold over the counter (default: by configuration).")
    var group: String?

    @Option(help: "VAT rate in percent of items that are amounts.")
    var vat = "0"

    @Option(help: "A note.")
    var note = ""

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func validate() throws {
      guard (account == nil) != (tender == nil) else {
        throw ValidationError("give --account NUMBER or --tender cash|ticket|bank|other")
      }
    }

    func run() async throws {
      let sale = Station.RingUp(
        items: items, account: account, ticket: ticket, ticketCount: tickets, tender: tender,
        lane: lane, meal: meal, group: group, vat: try vatRate(vat), note: note)
      try await DeskCall(options).carryOut(.ringUp(sale), act, options)
    }
  }

  /// Shows a receipt.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a receipt: its lines, what was given back of it, its double entry.")

    @Argument(help: "Number of the receipt, such as East-000001.")
    var receipt: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      let answer = try await DeskCall(options).perform(.showSale(receipt: receipt))
      try AccountPrinter(options).print(answer)
    }
  }

  /// Gives a sale back.
  struct Refund: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a receipt of today back, all of it or single lines.",
      discussion: intentDiscussion)

    @Argument(help: "Number of the receipt, such as East-000001.")
    var receipt: String

    @Option(name: .customLong("line"), help: "A line, as 'sales show' numbers them; repeatable.")
    var lines: [Int] = []

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      try await DeskCall(options).carryOut(
        .refundSale(receipt: receipt, lines: lines, reason: reason), act, options)
    }
  }

  /// Reverses a transfer.
  struct Reverse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reverse a transfer of any day: its exact opposite, once.",
      discussion: intentDiscussion)

    @Argument(help: "Number of the receipt, such as East-000001.")
    var receipt: String

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      try await DeskCall(options).carryOut(
        .reverse(receipt: receipt, reason: reason), act, options)
    }
  }

  /// Corrects a purse.
  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add to a purse, or take from it, to put an earlier receipt right.",
      discussion: intentDiscussion)

    @Argument(help: "Number of the account.")
    var account: String

    @Option(parsing: .unconditional, help: "Amount to be added, such as 5.00 or -5.00.")
    var amount: String

    @Option(help: "Number of the receipt that it puts right.")
    var receipt: String

    @Option(help: "Purse, as 'accounts show' lists them: cash, subsidy, subsidy:2026-11-30.")
    var wallet = "cash"

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let amount = try call.amount(amount, mayBeNegative: true)
      try await call.carryOut(
        .correct(
          receipt: receipt, number: account, wallet: wallet, amount: amount, reason: reason),
        act, options)
    }
  }
}
