import ArgumentParser
import Station

/// Single changes of a card.
enum CardChange {
  /// Replaces a card.
  struct Replace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give an account a new card; the old one is noted as lost, the balance stays.")

    @Argument(help: "Number of the account.")
    var number: String

    @Argument(help: "Tag of the new card.")
    var new: String

    @Option(help: "Tag of the card it replaces (default: every card of the account).")
    var old: String?

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.change(.replaceCard(number: number, old: old, new: new))
    }
  }

  /// Reports a card lost.
  struct Lost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note a card as lost: it pays nothing, from now on and on every lane.")

    @Argument(help: "Tag of the card.")
    var tag: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.cardUse(tag: tag, use: "lost")) }
  }

  /// Takes a loss report back.
  struct Found: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a card that was lost be used again.")

    @Argument(help: "Tag of the card.")
    var tag: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.cardUse(tag: tag, use: "valid")) }
  }

  /// Blocks a card.
  struct Block: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Block a card.")

    @Argument(help: "Tag of the card.")
    var tag: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.cardUse(tag: tag, use: "blocked")) }
  }

  /// Unblocks a card.
  struct Unblock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let a blocked card be used again.")

    @Argument(help: "Tag of the card.")
    var tag: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.change(.cardUse(tag: tag, use: "valid")) }
  }
}
