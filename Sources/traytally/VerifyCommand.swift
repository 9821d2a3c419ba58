import ArgumentParser
import Station

/// Recomputes the books.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recompute chain, balances and receipt numbers from the journal.",
    discussion: "Exits with 1 and names the first bad record if anything does not hold.")

  @OptionGroup var options: StationOptions

  func run() async throws {
    let answer = try await DeskCall(options).perform(.verify, "verifying")
    guard case .verification(let result) = answer else {
      throw Failure("the station sent no result")
    }
    if options.json {
      try Terminal.printJSON(result)
    } else if result.isSound {
      Terminal.print("\(result.transfers) transfers: chain, balances and receipt numbers hold")
    }
    if let fault = result.fault { throw Failure(fault) }
  }
}
