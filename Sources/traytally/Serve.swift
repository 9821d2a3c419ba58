import ArgumentParser
import Station

/// The daemon.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the station until SIGTERM or Ctrl-C.",
    discussion: """
      Readers that are missing or unplugged are waited for and taken up by themselves. With --json \
      every event (ready, reader, bill, paid, refused, problem, left-without-paying, stopped) is a \
      line of JSON on standard output; messages for people go to standard error. Nobody has to \
      read either: lines that are not read in time are dropped, and a line says how many. \
      docs/events.md has the fields.
      """)

  @OptionGroup var options: StationOptions

  @Flag(help: "Make the data directory and new books if there are none.")
  var create = false

  func run() async throws {
    let configuration = try options.configuration()
    Terminal.startLogging(level: configuration.logLevel)
    let onLine: EventLog.LineTaker = { Terminal.print($0) }
    let log = EventLog(currency: configuration.currency, onLine: options.json ? onLine : nil)
    let station: LiveStation
    do {
      station = try LiveStation(configuration: configuration, log: log, createBooks: create)
    } catch {
      throw Failure("\(error)")
    }
    try await station.serveUntilSignalled()
  }
}
