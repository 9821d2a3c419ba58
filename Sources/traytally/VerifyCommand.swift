import ArgumentParser
import Station

/// Recomputes the books.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recompute chain, balances, receipts and settlements from the journal.",
    discussion: """
      Every transfer is recomputed from the first one on: the chain of hashes, receipts without a \
      gap, postings, balances, floors, intents, and every Z with all its figures; then every \
      account's wallets are compared with the sum of its transfers. With --full the database file \
      is checked page by page too, and the cards and the menu with it, which takes longer. A \
      station may run meanwhile.

      Exits with 1 and names the first thing that does not hold.
      """)

  @Flag(help: "Check the file below the records, the cards and the menu too.")
  var full = false

  @OptionGroup var options: StationOptions

  func run() async throws {
    let answer = try await DeskCall(options).perform(.verify(full: full), "verifying")
    guard case .verification(let result) = answer else {
      throw Failure("the station sent no result")
    }
    if options.json {
      try Terminal.printJSON(result)
    } else if result.isSound {
      Terminal.print(
        "\(result.transfers) transfers, \(result.closes) Zs, \(result.accounts) accounts: chain, "
          + "balances, receipt and Z numbers hold"
          + (result.isFull ? "; so do file, cards and menu" : ""))
    }
    if let fault = result.fault { throw Failure(fault) }
  }
}
