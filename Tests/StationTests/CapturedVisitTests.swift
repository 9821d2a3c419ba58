import Foundation
import Testing

@testable import Station

/// A captured visit at a reader of every family plays into the daemon, and the bills are those of
/// the sets that stand in the expectation beside the capture.
@Suite(.serialized, .timeLimit(.minutes(3))) struct CapturedVisitTests {
  @Test(arguments: ["feig", "r321", "len-adr-hf", "len-adr-uhf"])
  func `a captured visit is billed by the daemon`(family: String) throws {
    let capture = Repository.root.appending(path: "Tests/Captures/\(family)-a-whole-visit.capture")
      .path
    let sets = try settledSets(capture.replacing(".capture", with: ".expected"))
    let tags = Set(sets.joined()).sorted()
    try #require(!tags.isEmpty)
    let scratch = try Scratch()
    let canteen = try ServedCanteen()
    let config = try scratch.file(
      "t.yaml",
      """
      station: Test
      data: \(canteen.configuration.dataDirectory)
      lanes: [{ id: 1, tray_reader: { family: replay, file: "\(capture)" } }]
      """)
    for words in [["enrol", "--class", "white"], ["bind", "--dish", "N1"]] {
      #expect(try Daemon.run(["plates"] + words + tags + ["--config", config]).code == 0)
    }
    let events = try eventsUntilTheEnd(config)
    let totals = events.filter { $0.event == "bill" }.compactMap(\.total)
    let expected = sets.map { "\(3 * $0.count).00" }
    // A machine that is too slow for the first bill still makes the last one.
    #expect(totals.last == expected.last)
    #expect(totals.allSatisfy(expected.contains), "\(totals)")
  }

  /// The sets that were settled, in order.
  private func settledSets(_ file: String) throws -> [[String]] {
    let word = "tray settled "
    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix(word) }
      .map { $0.dropFirst(word.count).split(separator: " ").map { String($0) } }
  }

  /// What a station says until its capture has been played.
  private func eventsUntilTheEnd(_ config: String) throws -> [DaemonEvent] {
    let daemon = try Daemon(["serve", "--json", "--config", config])
    var events: [DaemonEvent] = []
    while events.last?.standing != "lost", let line = daemon.line() {
      if let event = DaemonEvent(line) { events.append(event) }
    }
    daemon.signal(SIGTERM)
    #expect(daemon.outcome().code == 0)
    #expect(events.last?.message?.contains("has been played to its end") == true)
    return events
  }
}
