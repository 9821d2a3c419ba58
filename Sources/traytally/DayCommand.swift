import ArgumentParser
import Station

/// The settlement of business days.
struct Day: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the day, close it, export it.",
    discussion: """
      Closing seals every record since the last close as a Z: numbered without a gap, with all its \
      sums and the journal's hash. Nothing can be written into it afterwards; whatever comes late \
      is in the next one. docs/finance.md says what a Z holds.
      """,
    subcommands: [Show.self, Close.self, List.self, DayReportCommand.self, DayExport.self],
    defaultSubcommand: Show.self)

  /// Shows a Z or the open period.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the open period (an X), or a Z by its number.")

    @Argument(help: "Number of the Z (default: what has come since the last one).")
    var number: Int?

    @OptionGroup var options: StationOptions

    func run() async throws {
      let act: DayAct = number.map { .show(number: $0) } ?? .look
      try DayPrinter(options).print(await DeskCall(options).perform(.day(act)))
    }
  }

  /// Closes the day.
  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Seal what has come since the last close as the next Z.",
      discussion: """
        Always possible: without sales, several times a day, after midnight. What the drawer was \
        counted at is set against what it should hold, and a difference is a line, not an \
        obstacle. Closing the same business day again with nothing new answers with the same Z.

        Write the seal code on paper or send it by mail: with it anybody can tell later whether \
        the books are still those of that day. \(intentDiscussion)
        """)

    @Option(help: "What is in the cash drawer, such as 1203.50.")
    var counted: String?

    @Option(help: "Why that is not what was expected.")
    var reason = ""

    @OptionGroup var act: ActOptions
    @OptionGroup var options: StationOptions

    func run() async throws {
      let desk = try DeskCall(options)
      let amount = try counted.map { try desk.amount($0, mayBeNegative: true) }
      let close = DayAct.close(id: try act.id(), counted: amount, reason: reason)
      try DayPrinter(options).print(await desk.perform(.day(close), "adding up"))
    }
  }

  /// Lists Zs.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the last Zs, newest first.")

    @Option(help: "How many.")
    var limit = 31

    @OptionGroup var options: StationOptions

    func run() async throws {
      try DayPrinter(options).print(await DeskCall(options).perform(.day(.list(limit: limit))))
    }
  }
}
