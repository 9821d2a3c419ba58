import ArgumentParser
import Station

/// Shows what a paid tray was judged by.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a paid tray was judged by.",
    discussion: """
      For each plate: when it was seen first and last, in how many rounds, how sure it was and \
      what spoke for and against it; tags that were read and not billed with the reason; and a \
      time line with one character a round: # read, . missed, d disturbed, p partial, ~ left \
      out. Above the time lines: a arrival, b bill, t tap.

      Evidence is kept for explain_days of the configuration.
      """)

  @Argument(help: "Number of the receipt, such as East-000001.")
  var receipt: String

  @Flag(help: "Run today's engine on the evidence and say whether it agrees.")
  var replay = false

  @OptionGroup var options: StationOptions

  func run() async throws {
    let answer = try await DeskCall(options).perform(.explain(receipt: receipt, replay: replay))
    guard case .explanation(let explanation) = answer else {
      throw Failure("the station sent no explanation")
    }
    if options.json { return try Terminal.printJSON(explanation) }
    let width = Terminal.size?.columns ?? 100
    Terminal.print(ExplanationText(columns: width).text(explanation))
  }
}
