import ArgumentParser
import Foundation
import Laboratory

/// The laboratory: the tray engine and the rules of others on one simulated antenna.
struct Lab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare how trays are decided, ours and others, on a simulated antenna.",
    subcommands: [LabCompare.self, LabScenarios.self, LabSweep.self])
}

/// All rules on the same rounds.
struct LabCompare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Play trays through every rule and count what each bills wrong, and how soon.",
    discussion: """
      All rules meet the same rounds, which follow from the seed alone. Times are in milliseconds; \
      "at most" is the 95 % upper bound of the share of bills that are wrong without a word.
      """)

  @Option(help: "A scenario, or all; may be given several times.")
  var scenario = ["mixed"]

  @OptionGroup var size: LabSize

  @Option(
    help: ArgumentHelp(
      "Draw the first scenario, error against time, into this file.", valueName: "file.svg"))
  var plot: String?

  private var scenarios: [Scenario] {
    var names: Set<String> = []
    let wanted = scenario.flatMap { $0 == "all" ? Scenario.all.map(\.name) : [$0] }
    return wanted.filter { names.insert($0).inserted }.compactMap(Scenario.named)
  }

  func validate() throws {
    for name in scenario where name != "all" && Scenario.named(name) == nil {
      throw ValidationError("there is no scenario \(name); traytally lab scenarios lists them")
    }
  }

  func run() async throws {
    let figures = try await size.play(scenarios)
    guard let plot, let first = figures.scenarios.first else { return }
    do {
      try Data(ComparisonPlot(first).svg.utf8).write(to: URL(fileURLWithPath: plot))
    } catch {
      throw Failure("cannot write \(plot): \(error.localizedDescription)")
    }
  }
}

/// What scenarios and sweeps there are.
struct LabScenarios: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "List the scenarios and the parameters to sweep.")

  func run() {
    let sweeps = Sweep.all.map { ($0.parameter, "sweep: mixed with \($0.about) ...") }
    for (name, about) in Scenario.all.map({ ($0.name, $0.about) }) + sweeps {
      let space = String(repeating: " ", count: max(1, 18 - name.count))
      Terminal.print(name + space + about)
    }
  }
}

/// One parameter at several values.
struct LabSweep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Compare in the mixed scenario with one parameter at several values.")

  @Argument(help: "read-rate, stray-share, stray-rate, late-share or burst-rate.")
  var parameter: String

  @OptionGroup var size: LabSize

  func validate() throws {
    guard Sweep.over(parameter) != nil else {
      let names = Sweep.all.map(\.parameter).joined(separator: ", ")
      throw ValidationError("there is no sweep over \(parameter); there are \(names)")
    }
  }

  func run() async throws {
    _ = try await size.play(Sweep.over(parameter)?.scenarios ?? [])
  }
}

/// How much is played, and how it is shown.
struct LabSize: ParsableArguments {
  @Option(help: "Trays in each scenario.")
  var trays = 2_000

  @Option(help: "Seed of everything that is left to chance.")
  var seed: UInt64 = 1

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    guard (1...1_000_000).contains(trays) else {
      throw ValidationError("--trays takes 1 to 1000000")
    }
  }

  /// Plays scenarios with all rules and prints the figures.
  func play(_ scenarios: [Scenario]) async throws -> ComparisonFigures {
    let run = ComparisonRun(scenarios, Contender.field, trays: trays, seed: seed)
    let figures = await run.figures { Terminal.progress($0, of: "comparing") }
    Terminal.clearProgress()
    if json {
      try Terminal.printJSON(figures)
    } else {
      Terminal.print(ComparisonTable(figures).text)
    }
    return figures
  }
}
