import Foundation
import Testing
import Trays

@testable import Station

/// `readers survey` from the first prompt to what the lane knows afterwards.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SurveyCommandTests {
  private let canteen: ScratchCanteen
  private let tags = (1...3).map { "E00401500000000\($0)" }

  init() throws {
    canteen = try ScratchCanteen()
  }

  /// The report as a program sees it.
  private struct Findings: Decodable {
    struct Report: Decodable {
      var plates: [String]
    }

    struct Place: Decodable {
      var position: String
      var grade: String
    }

    struct Proposal: Decodable {
      var places: [Place]
    }

    var lane: Int
    var reader: String
    var report: Report
    var proposal: Proposal
  }

  /// What somebody types: nine positions, the front left of which is weak for the first plate.
  private var walk: String {
    let positions = (0..<9).map { number in
      let rate = number == 6 ? "0" : "1"
      return "rate \(tags[0]) \(rate)\n\n"
    }
    return "\nplace \(tags.joined(separator: " "))\n" + positions.joined()
  }

  @Test func `a survey finds the weak position, draws it and lets the lane know`() throws {
    let picture = canteen.scratch.path + "/survey.svg"
    let daemon = try Daemon(
      [
        "readers", "survey", "--lane", "1", "--rounds", "30", "--json", "--write", "--svg",
        picture, "--config", canteen.configuration,
      ], input: walk)
    let outcome = daemon.outcome()
    #expect(outcome.code == 0, "\(outcome.complaints)")
    let found = try JSONDecoder().decode(Findings.self, from: Data(outcome.output.utf8))
    #expect(found.lane == 1 && found.reader.contains("FEIG"))
    #expect(found.report.plates == tags)
    let grades = found.proposal.places.map { ($0.position, $0.grade) }
    #expect(grades.count == 9)
    for (position, grade) in grades {
      #expect((grade == "unusable") == (position == "front-left"), "\(position): \(grade)")
    }
    let drawn = try String(contentsOfFile: picture, encoding: .utf8)
    #expect(drawn.hasPrefix("<svg ") && drawn.contains("左前"))
    let learned = try ExperienceText.parse(
      String(contentsOfFile: canteen.scratch.path + "/learned.txt", encoding: .utf8))
    let lane = try #require(learned.lanes[1])
    #expect(lane.plates.sum() > LaneHabits().plates.sum() + 80)
    #expect(outcome.complaints.contains("1/10 clear antenna (空天线)"))
    #expect(outcome.complaints.contains("lane 1 starts from what was measured"))
  }

  @Test func `a survey that is broken off proposes what it has, and writes only if asked`() throws {
    let input = "\nplace \(tags.joined(separator: " "))\n\nq\n"
    let daemon = try Daemon(
      ["readers", "survey", "--lane", "1", "--rounds", "10", "--config", canteen.configuration],
      input: input)
    let outcome = daemon.outcome()
    #expect(outcome.code == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("Not measured, so not proposed for use"))
    #expect(outcome.output.contains("███"))
    #expect(!FileManager.default.fileExists(atPath: canteen.scratch.path + "/learned.txt"))
  }

  @Test func `a picture that cannot be drawn does not cost what was measured`() throws {
    let input = "\nplace \(tags.joined(separator: " "))\n\nq\n"
    let daemon = try Daemon(
      [
        "readers", "survey", "--lane", "1", "--rounds", "10", "--write", "--svg",
        "/nowhere/survey.svg", "--config", canteen.configuration,
      ], input: input)
    let outcome = daemon.outcome()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("cannot write /nowhere/survey.svg"))
    #expect(outcome.output.contains("███"))
    #expect(FileManager.default.fileExists(atPath: canteen.scratch.path + "/learned.txt"))
  }

  @Test func `a survey whose input breaks off tells the lane nothing`() throws {
    let input = "\nplace \(tags.joined(separator: " "))\n\n"
    let daemon = try Daemon(
      [
        "readers", "survey", "--lane", "1", "--rounds", "10", "--write", "--config",
        canteen.configuration,
      ], input: input)
    let outcome = daemon.outcome()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("the input ended before the survey did"))
    #expect(outcome.output.contains("███"))
    #expect(!FileManager.default.fileExists(atPath: canteen.scratch.path + "/learned.txt"))
  }

  @Test func `a lane's reader is left to the station that has it`() throws {
    let configuration = try canteen.scratch.file(
      "usb.yaml",
      """
      station: Test
      data: \(canteen.scratch.path)
      lanes: [{ id: 1, tray_reader: { family: feig, serial: "1" } }]
      """)
    let station = try Daemon(["serve", "--json", "--config", configuration])
    while let line = station.line(), DaemonEvent(line)?.event != "ready" {}
    let survey = try Daemon.run(["readers", "survey", "--lane", "1", "--config", configuration])
    station.signal(SIGTERM)
    #expect(station.outcome().code == 0)
    #expect(survey.code == 1)
    #expect(survey.complaints.contains("the station runs and has the reader of lane 1"))
  }

  @Test func `a lane that cannot be told is refused before anybody walks`() throws {
    let nowhere = canteen.scratch.path + "/nobooks"
    try FileManager.default.createDirectory(atPath: nowhere, withIntermediateDirectories: false)
    let survey = try Daemon.run([
      "readers", "survey", "--lane", "1", "--write", "--data", nowhere, "--config",
      canteen.configuration,
    ])
    #expect(survey.code == 1)
    #expect(survey.complaints.contains("There are no books in"))
    #expect(!survey.complaints.contains("1/10"))
  }

  @Test func `nothing measured is a failure that says what is needed`() throws {
    let daemon = try Daemon(
      ["readers", "survey", "--lane", "1", "--rounds", "10", "--config", canteen.configuration],
      input: "q\n")
    let outcome = daemon.outcome()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("the clear antenna and one position are the least"))
  }
}
