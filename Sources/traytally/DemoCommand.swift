import ArgumentParser
import Foundation
import Logging
import Readers
import Station

/// The daemon with emulated readers and a sample canteen.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show trays being billed and paid, with emulated readers and a sample canteen.",
    discussion: """
      Live until Ctrl-C, or with --headless as fast as the machine allows, with a report at the \
      end; then the exit code is 1 if a debit was lost, doubled or out of balance, or if a bill \
      for another tray than the one on the antenna was paid or left standing. The same seed makes \
      the same run.
      """)

  @Flag(help: "Run in virtual time and report.")
  var headless = false

  @Option(help: "Diners who come (default: 500 headless, without end live).")
  var diners: Int?

  @Option(help: "Lanes, 1 to 16.")
  var lanes = 2

  @Option(
    help: ArgumentHelp(
      "Families of the emulated tray readers, lane by lane in turn, such as feig,r321.",
      valueName: "families"))
  var readers = "feig"

  @Option(help: "Seed of everything that is left to chance.")
  var seed: UInt64 = 1

  @Option(help: "Directory with the sample menu.")
  var canteen: String?

  @Option(
    help: "Directory for the books, empty if --headless (default: a new one, removed at the end).")
  var data: String?

  @Option(help: "Diners act that many times as fast, 1 to 20; live only.")
  var hurry = 1

  @Option(
    help: """
      Port of the pages, live only; 0 for none (default: \(Self.usualPort), with --json none).
      """)
  var port: Int?

  @Flag(help: "Print the report, or live every event, as JSON.")
  var json = false

  private static let usualPort = 8080

  private var httpPort: Int? {
    let port = port ?? (headless || json ? 0 : Self.usualPort)
    return port == 0 ? nil : port
  }

  private var families: [ReaderFamily?] {
    readers.split(separator: ",").map { ReaderFamily(rawValue: String($0)) }
  }

  func validate() throws {
    guard (1...16).contains(lanes) else { throw ValidationError("--lanes takes 1 to 16") }
    guard (0...65_535).contains(port ?? 0) else {
      throw ValidationError("--port takes 0 to 65535")
    }
    guard (1...20).contains(hurry) else { throw ValidationError("--hurry takes 1 to 20") }
    guard !families.isEmpty, !families.contains(nil), !families.contains(.ccid) else {
      throw ValidationError(
        "--readers takes feig, r321, len-adr-hf and len-adr-uhf, with commas between them")
    }
    if let diners, !(1...1_000_000).contains(diners) {
      throw ValidationError("--diners takes 1 to 1000000")
    }
  }

  func run() async throws {
    let stop = StopRequest()
    let stage: DemoStage
    do {
      stage = try DemoStage(
        lanes: lanes, seed: seed, menuDirectory: canteen, dataDirectory: data,
        diners: diners ?? (headless ? 500 : nil), hurry: hurry,
        readers: families.compactMap { $0 }, httpPort: httpPort)
    } catch {
      throw Failure(error.description)
    }
    if headless {
      try runHeadless(stage, until: stop)
    } else {
      try await runLive(stage, until: stop)
    }
  }

  private func runHeadless(_ stage: DemoStage, until stop: StopRequest) throws {
    let report: DemoReport
    do {
      report = try stage.runHeadless(
        isStopWanted: { stop.hasCome },
        progress: { Terminal.progress($0, of: "serving") })
    } catch {
      Terminal.clearProgress()
      throw Failure(error.description)
    }
    Terminal.print(json ? try report.json() : report.text)
    if !report.isFlawless { throw ExitCode(1) }
  }

  private func runLive(_ stage: DemoStage, until stop: StopRequest) async throws {
    Terminal.startLogging(level: "error")
    let onLine: EventLog.LineTaker = { Terminal.print($0) }
    // A terminal that is held still must not hold the station.
    let screen = LineOutlet(
      linesMax: 64, gap: { _ in "" }, write: { Terminal.print($0, terminator: "") })
    do {
      try await stage.runLive(
        onLine: json ? onLine : nil,
        onScreen: json ? nil : ({ Terminal.size }, { screen.put($0) }),
        isStopWanted: { stop.hasCome })
    } catch {
      throw Failure("\(error)")
    }
    await screen.flush(within: .seconds(1))
  }
}
