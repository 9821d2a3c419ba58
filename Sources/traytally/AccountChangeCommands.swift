import ArgumentParser
import Station

/// Single changes of an account.
enum AccountChange {
  /// Sets the diner group.
  struct Group: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set an account's diner group, which decides the prices.")

    @Argument(help: "Number of the account.")
    var number: String

    @Argument(help: "Diner group.")
    var group: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.change(.group(number: number, group: group))
    }
  }

  /// Sets the floor.
  struct Floor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set what an account's balance must not go below.")

    @Argument(help: "Number of the account.")
    var number: String

    @Option(
      name: .customLong("to"), parsing: .unconditional,
      help: "Such as -20.00 for credit, 0 for none, 5.00 for a reserve that stays.")
    var floor: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      let floor = try DeskCall(options.withoutOperator).amount(floor, mayBeNegative: true)
      try await options.change(.floor(number: number, floor: floor))
    }
  }

  /// Sets the validity.
  struct Valid: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the first and the last day on which an account may pay.",
      discussion: "A day that is not given is no bound any more. Money can be paid in and out on "
        + "every day.")

    @Argument(help: "Number of the account.")
    var number: String

    @Option(help: "First day, such as 2026-09-01.")
    var from: String?

    @Option(help: "Last day, such as 2030-06-30.")
    var until: String?

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.change(.validity(number: number, from: from, until: until))
    }
  }

  /// Keeps a name.
  struct Name: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep the name of an account's owner, apart from the books.")

    @Argument(help: "Number of the account.")
    var number: String

    @Argument(help: "Name.")
    var name: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.name(number: number, name: name)) }
  }

  /// Blocks an account.
  struct Block: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Block an account: none of its cards pays, from now on and on every lane.")

    @Argument(help: "Number of the account.")
    var number: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.block(number: number, isBlocked: true)) }
  }

  /// Unblocks an account.
  struct Unblock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let a blocked account pay again.")

    @Argument(help: "Number of the account.")
    var number: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.block(number: number, isBlocked: false)) }
  }

  /// Reports every card lost.
  struct Lost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note every card of an account as lost, from now on and on every lane.")

    @Argument(help: "Number of the account.")
    var number: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.allCards(number: number, isLost: true)) }
  }

  /// Takes a loss report back.
  struct Found: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let every card of an account be used again.")

    @Argument(help: "Number of the account.")
    var number: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.allCards(number: number, isLost: false)) }
  }
}

extension StationOptions {
  /// Has an act carried out and prints the account as it is then.
  func change(_ act: AccountAct) async throws {
    try AccountPrinter(self).print(await DeskCall(self).perform(.account(act)))
  }

  /// The same options without an operator, for what needs only the configuration.
  var withoutOperator: StationOptions {
    var options = self
    options.operatorName = nil
    return options
  }
}
