import ArgumentParser
import Foundation
import Money
import Primitives
import Station

/// Accounts, their cards and their money.
struct Accounts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open accounts, bind cards, move their money, look back.",
    subcommands: [
      Open.self, Show.self, TopUp.self, PayOut.self, Grant.self, ChargeLater.self, Tickets.self,
      Expire.self, BatchActs.self, Card.self, History.self, AccountsImport.self,
      AccountChange.Group.self, AccountChange.Floor.self, AccountChange.Valid.self,
      AccountChange.Name.self, AccountChange.Block.self, AccountChange.Unblock.self,
      AccountChange.Lost.self, AccountChange.Found.self, AccountClose.self, AccountErase.self,
    ])

  /// Opens an account.
  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open an account.")

    @Argument(help: "Number of the new account: letters, digits, '-', '_' and '.'.")
    var number: String

    @Option(help: "Diner group, which decides the prices (default: none).")
    var group = ""

    @Option(help: "Name of the person; kept apart from the books.")
    var name: String?

    @Option(
      parsing: .unconditional,
      help: "What the balance must not go below, such as -20.00 for credit.")
    var floor = "0"

    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let floor = try call.amount(floor, mayBeNegative: true)
      let request = DeskRequest.openAccount(
        number: number, group: group, name: name, floor: floor)
      try AccountPrinter(options).print(await call.perform(request))
    }
  }

  /// Shows an account.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show an account and its balances.")

    @Argument(help: "Number of the account.")
    var number: String

    @Option(help: "What it held then: 2026-11-26, the end of that day, or \"2026-11-26 12:00\".")
    var at: String?

    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let moment = try at.map { try call.moment($0) }
      let request = moment.map {
        DeskRequest.holdings(number: number, at: $0.milliseconds)
      }
      try AccountPrinter(options).print(
        await call.perform(request ?? .showAccount(number: number)))
    }
  }

  /// Pays money in.
  struct TopUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "top-up", abstract: "Pay money into an account's cash wallet.",
      discussion: intentDiscussion)

    @Argument(help: "Number of the account.")
    var number: String

    @Argument(help: "Amount, such as 50.00.")
    var amount: String

    @Option(help: "How it was paid: cash, bank or other.")
    var tender = "cash"

    @Option(help: "Bank reference, needed with bank, or slip number.")
    var note = ""

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let amount = try call.amount(amount)
      try await call.carryOut(
        .topUp(number: number, amount: amount, tender: tender, note: note), act, options)
    }
  }

  /// Binds and removes cards.
  struct Card: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bind a card to an account, or take it away.",
      subcommands: [
        Add.self, Remove.self, CardChange.Replace.self, CardChange.Lost.self,
        CardChange.Found.self, CardChange.Block.self, CardChange.Unblock.self,
      ])

    /// Binds a card.
    struct Add: AsyncParsableCommand {
      static let configuration = CommandConfiguration(abstract: "Bind a card to an account.")

      @Argument(help: "Number of the account.")
      var number: String

      @Argument(help: "Tag of the card, such as 04A1B2C3D4E5F6 or E0040150A05F02B7.")
      var tag: String

      @OptionGroup var options: StationOptions

      func run() async throws {
        let call = try DeskCall(options)
        try AccountPrinter(options).print(
          await call.perform(.addCard(number: number, tag: tag)))
      }
    }

    /// Takes a card away.
    struct Remove: AsyncParsableCommand {
      static let configuration = CommandConfiguration(abstract: "Take a card from its account.")

      @Argument(help: "Tag of the card.")
      var tag: String

      @OptionGroup var options: StationOptions

      func run() async throws {
        let call = try DeskCall(options)
        try AccountPrinter(options).print(await call.perform(.removeCard(tag: tag)))
      }
    }
  }

  /// Lists transfers.
  struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List an account's transfers, newest first.")

    @Argument(help: "Number of the account.")
    var number: String

    @Option(help: "How many at most, 1 to 1000.")
    var limit = 20

    @OptionGroup var options: StationOptions

    func validate() throws {
      guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
    }

    func run() async throws {
      let call = try DeskCall(options)
      let answer = try await call.perform(.history(number: number, limit: limit))
      try AccountPrinter(options).print(answer)
    }
  }
}

extension DeskCall {
  /// An amount of the station's currency in minor units.
  func amount(_ text: String, mayBeNegative: Bool = false) throws -> Int64 {
    guard let amount = station.currency.parse(text, allowingNegative: mayBeNegative) else {
      throw ValidationError("'\(text)' is not an amount of \(station.currency.code)")
    }
    return amount.minorUnits
  }
}
