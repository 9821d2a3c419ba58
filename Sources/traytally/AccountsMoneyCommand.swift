import ArgumentParser
import Foundation
import Primitives
import Station

// What staff do with accounts' money.
extension Accounts {
  /// Pays money out.
  struct PayOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "refund", abstract: "Pay money out of an account's cash wallet.",
      discussion: intentDiscussion)

    @Argument(help: "Number of the account.")
    var number: String

    @Argument(help: "Amount, such as 50.00.")
    var amount: String

    @Option(help: "How it is paid out: cash, bank or other.")
    var tender = "cash"

    @Option(help: "Bank reference or slip number.")
    var note = ""

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let amount = try call.amount(amount)
      try await call.carryOut(
        .payOut(number: number, amount: amount, tender: tender, note: note), act, options)
    }
  }

  /// Grants subsidy.
  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grant subsidy to an account, or with --group to every account of a group.",
      discussion: """
        With --group all accounts get it in one transaction, or none; lanes wait meanwhile. \
        'accounts batch reverse' takes it back.
        """)

    @Argument(help: "Number of the account; with --group the amount alone.")
    var number: String

    @Argument(help: "Amount, such as 200.00.")
    var amount: String?

    @Option(help: "Diner group instead of an account.")
    var group: String?

    @Option(help: "Last day of use: 2026-11-30, month or never (default: by configuration).")
    var expires: String?

    @Flag(help: "With --group: only check.")
    var check = false

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func validate() throws {
      guard (group == nil) == (amount != nil) else {
        throw ValidationError("give ACCOUNT AMOUNT, or --group GROUP AMOUNT")
      }
    }

    func run() async throws {
      let call = try DeskCall(options)
      let amount = try call.amount(amount ?? number)
      guard let group else {
        return try await call.carryOut(
          .grant(number: number, amount: amount, expires: expires), act, options)
      }
      try await call.carryOut(
        .grantGroup(group: group, amount: amount, expires: expires), check: check, act, options)
    }
  }

  /// Charges something afterwards.
  struct ChargeLater: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "charge",
      abstract: "Charge something afterwards: a plate that was overlooked, a broken bowl.",
      discussion: intentDiscussion)

    @Argument(help: "Number of the account.")
    var number: String

    @Argument(help: "Amount, VAT included, such as 12.50.")
    var amount: String

    @Option(help: "What for.")
    var reason: String

    @Option(help: "VAT rate in percent.")
    var vat = "0"

    @Option(help: "Meal period it belongs to (default: the one of now).")
    var meal: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let amount = try call.amount(amount)
      try await call.carryOut(
        .charge(
          number: number, amount: amount, vat: try vatRate(vat), meal: meal, reason: reason),
        act, options)
    }
  }

  /// Sells and grants meal tickets.
  struct Tickets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sell or grant meal tickets; 'sales ring-up --ticket' uses them.",
      subcommands: [Buy.self, GrantTickets.self])

    /// Sells tickets.
    struct Buy: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Sell tickets over the counter, or for the money in the account's cash wallet.",
        discussion: intentDiscussion)

      @Argument(help: "Number of the account.")
      var number: String

      @Argument(help: "Kind of ticket, as the configuration names it.")
      var kind: String

      @Argument(help: "How many.")
      var count: Int

      @Option(help: "How they are paid: cash, bank, other, or wallet.")
      var tender = "wallet"

      @Option(help: "Bank reference or slip number.")
      var note = ""

      @OptionGroup var act: ActOptions
      @OptionGroup var options: StationOptions

      func run() async throws {
        try await DeskCall(options).carryOut(
          .buyTickets(
            number: number, kind: kind, count: count, tender: tender == "wallet" ? nil : tender,
            note: note), act, options)
      }
    }

    /// Grants tickets.
    struct GrantTickets: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Grant tickets to an account, or with --group to every account of a group.")

      @Argument(help: "Kind of ticket, as the configuration names it.")
      var kind: String

      @Argument(help: "How many for each account.")
      var count: Int

      @Option(help: "Number of the account.")
      var account: String?

      @Option(help: "Diner group instead of an account.")
      var group: String?

      @Option(help: "Last day of use: 2026-11-30, month or never (default: by configuration).")
      var expires: String?

      @OptionGroup var act: ActOptions
      @OptionGroup var options: StationOptions

      func validate() throws {
        guard (account == nil) != (group == nil) else {
          throw ValidationError("give --account or --group")
        }
      }

      func run() async throws {
        let call = try DeskCall(options)
        if let account {
          return try await call.carryOut(
            .grantTickets(number: account, kind: kind, count: count, expires: expires), act,
            options)
        }
        try await call.carryOut(
          .grantTicketsGroup(group: group ?? "", kind: kind, count: count, expires: expires), act,
          options)
      }
    }
  }

  /// Takes back what has expired.
  struct Expire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back what was granted and not used in its time.",
      discussion: """
        An expired grant buys nothing in any case; this books it. Give it every morning, from cron \
        or a systemd timer; a second time finds nothing.
        """)

    @OptionGroup var options: StationOptions

    func run() async throws {
      let answer = try await DeskCall(options).perform(.expire, "expiring")
      try AccountPrinter(options).print(answer)
    }
  }

  /// Many acts as one.
  struct BatchActs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "batch",
      abstract: "Book a file of top-ups, grants or charges, all or nothing; reverse a batch.",
      subcommands: [File.self, Reverse.self, List.self])

    /// Books a file.
    struct File: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Book a CSV file: all of its rows, or with every fault told none.",
        discussion: "docs/money.md has the columns.")

      @Argument(help: "CSV file; its first line names the columns.")
      var file: String

      @Option(name: .customLong("as"), help: "What its rows are: top-up, grant or charge.")
      var kind: String

      @Flag(help: "Only check, and say what would be booked.")
      var check = false

      @OptionGroup var act: ActOptions
      @OptionGroup var options: StationOptions

      func run() async throws {
        guard let kind = BatchFile.Kind(rawValue: kind) else {
          throw ValidationError("--as takes top-up, grant or charge")
        }
        try await DeskCall(options).carryOut(
          .file(kind, try DeskFile(file)), check: check, act, options)
      }
    }

    /// Reverses a batch.
    struct Reverse: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Reverse every transfer of a batch, or, where one cannot be, none.")

      @Argument(help: "Id of the batch; 'accounts batch list' has it.")
      var batch: String

      @Option(help: "Why.")
      var reason: String

      @Flag(help: "Where it was spent in part, take what is left.")
      var whatIsLeft = false

      @OptionGroup var act: ActOptions
      @OptionGroup var options: StationOptions

      func run() async throws {
        guard let id = UniqueID(batch) else {
          throw ValidationError("'\(batch)' is not the id of a batch")
        }
        try await DeskCall(options).carryOut(
          .reverse(batch: id, reason: reason, takesWhatIsLeft: whatIsLeft), act, options)
      }
    }

    /// Lists batches.
    struct List: AsyncParsableCommand {
      static let configuration = CommandConfiguration(abstract: "List batches, newest first.")

      @Option(help: "How many at most, 1 to 1000.")
      var limit = 20

      @OptionGroup var options: StationOptions

      func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
      }

      func run() async throws {
        let answer = try await DeskCall(options).perform(.batches(limit: limit))
        try AccountPrinter(options).print(answer)
      }
    }
  }
}

/// A VAT rate in hundredths of a percent.
func vatRate(_ text: String) throws -> Int {
  guard let rate = VATRate.basisPoints(text) else {
    throw ValidationError("'\(text)' is not a VAT rate in percent, 0 to 100")
  }
  return rate
}
