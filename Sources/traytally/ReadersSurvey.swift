import ArgumentParser
import Foundation
import ReaderEmulation
import Readers
import Station
import Surveys
import TagReads

/// Measures where on a lane's antenna plates are read well.
struct ReadersSurvey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Measure an antenna with a marked tray in nine positions, and propose settings.",
    discussion: """
      First the clear antenna is measured, then the tray in each position; Enter goes on, from a \
      terminal or a pipe. Prints figures, a heat map and a proposal. With --write the lane starts \
      from what was measured, in place of what it has learned. docs/survey.md has an example.

      With --lane the lane's own tray reader is measured, unless --usb, --serial or --port name \
      another. A station that runs has its readers open: stop it first. Where the lane's reader is \
      an emulated one, lines such as 'place TAG...' and 'rate TAG 0.7' act on its antenna.
      """)

  @Option(help: "The lane's number.")
  var lane: Int?

  @OptionGroup var place: ReaderPlace

  @Option(help: "Rounds in each position, 10 to 10000.")
  var rounds = 100

  @Option(help: "A plate of the marked tray; one option a plate (default: what is read there).")
  var plate: [String] = []

  @Option(help: ArgumentHelp("Draw the result into this file.", valueName: "file.svg"))
  var svg: String?

  @Flag(help: "Let the lane know what was measured; needs --lane.")
  var write = false

  @OptionGroup var options: StationOptions

  /// How long a reader may take for its first round.
  private static let patience: Duration = .seconds(10)

  func validate() throws {
    guard SurveyPlan.roundsAllowed.contains(rounds) else {
      throw ValidationError("--rounds takes 10 to 10000")
    }
    if write, lane == nil { throw ValidationError("--write needs --lane: whose habits are they?") }
    _ = try plates
    if lane == nil || place.namesDevice { _ = try place.reader }
    if lane != nil, !place.namesDevice, place.namesFamily {
      throw ValidationError(
        "--family and --baud are of another reader than the lane's: name it with --usb, --serial "
          + "or --port")
    }
  }

  private var plates: [TagID] {
    get throws {
      try plate.map { text in
        guard let tag = TagID(text) else { throw ValidationError("'\(text)' is not a tag") }
        return tag
      }
    }
  }

  func run() async throws {
    let bench = try await SurveyBench(lane: lane, place: place, options: options)
    // Nobody walks nine positions only to hear then that the lane cannot be told.
    if write { _ = try await DeskCall(options).perform(.status) }
    let reader: SoloReader
    do {
      reader = try SoloReader(bench.reader, emulated: bench.emulated)
    } catch {
      throw Failure("\(error)")
    }
    let (identity, session) = try await measure(with: reader, stage: bench.stage)
    guard let report = session.survey.report else {
      throw Failure("nothing was measured: the clear antenna and one position are the least")
    }
    let proposal = SurveyProposal(report)
    let name = "\(identity.model) \(identity.firmware)"
    // A picture that cannot be drawn must not cost what was measured.
    try show(report, proposal, of: name)
    let drawing = Result { try draw(report, proposal, title: title(name)) }
    guard !write || !session.isAbandoned else {
      throw Failure("the input ended before the survey did: the lane was not told; q ends a survey")
    }
    try await teach(proposal)
    try drawing.get()
  }

  private func measure(
    with reader: SoloReader, stage: AntennaStage?
  ) async throws -> (ReaderIdentity, SurveySession) {
    let identity: ReaderIdentity
    switch await ReaderProbe(reader, patience: Self.patience).finding {
    case .failure(let fault):
      await reader.close()
      throw Failure(fault.message)
    case .success(let (found, _)): identity = found
    }
    var session = SurveySession(reader, plan: SurveyPlan(rounds: rounds, plates: try plates))
    let guide = SurveyGuide(stage: stage, rounds: rounds)
    await session.run(ask: { await guide.ask($0) }, onNews: { guide.tell($0) })
    await reader.close()
    return (identity, session)
  }

  private func title(_ reader: String) -> String {
    lane.map { "lane \($0): \(reader)" } ?? reader
  }

  private func draw(
    _ report: SurveyReport, _ proposal: SurveyProposal, title: String
  ) throws {
    guard let svg else { return }
    let picture = SurveyPicture(report, proposal, title: title)
    do {
      try Data(picture.svg.utf8).write(to: URL(fileURLWithPath: svg))
    } catch {
      throw Failure("cannot write \(svg): \(error.localizedDescription)")
    }
  }

  /// What is printed as JSON.
  struct Findings: Encodable {
    var reader: String
    var lane: Int?
    var report: SurveyReport
    var proposal: SurveyProposal
  }

  private func show(
    _ report: SurveyReport, _ proposal: SurveyProposal, of reader: String
  ) throws {
    if options.json {
      return try Terminal.printJSON(
        Findings(reader: reader, lane: lane, report: report, proposal: proposal))
    }
    Terminal.print(SurveyText(report, proposal).text, terminator: "")
  }

  private func teach(_ proposal: SurveyProposal) async throws {
    guard write, let lane else { return }
    guard !proposal.usablePositions.isEmpty else {
      throw Failure("no position is usable: the lane was not told, and starts from what it knew")
    }
    _ = try await DeskCall(options).perform(.teach(lane: lane, habits: proposal.habits))
    Terminal.say("lane \(lane) starts from what was measured")
  }
}
