import Foundation
import Lanes
import Money
import Testing

@testable import Station

/// `readers capture` and what becomes of its files, with the program itself.
@Suite(.serialized, .timeLimit(.minutes(3))) struct CaptureTests {
  private let scratch: Scratch
  private let file: String

  init() throws {
    scratch = try Scratch()
    file = scratch.path + "/soup.capture"
  }

  /// A configuration whose lane 1 has this tray reader; without a directory nobody serves it.
  private func configuration(
    tray: String = "{ family: emulated }", data: String? = nil
  ) throws -> String {
    try scratch.file(
      "t.yaml",
      """
      station: Test
      data: \(data ?? scratch.path)
      lanes: [{ id: 1, tray_reader: \(tray), card_reader: { family: emulated } }]
      """)
  }

  private func transferCount(_ file: String) -> Int {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").count { $0.first == "+" }
  }

  private func capture(_ file: String, _ words: [String] = []) throws -> [String] {
    ["readers", "capture", file, "--config", try configuration()] + words
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends a capture in order, and the file plays`(signal: Int32) async throws {
    let recorder = try Daemon(
      capture(file, ["--antenna", "30 cm pad", "--by", "east", "--notes", "wet\ncounter"]))
    try await eventually { transferCount(file) > 10 }
    recorder.signal(signal)
    let outcome = recorder.outcome()
    #expect(outcome.code == 0)
    #expect(outcome.complaints.contains("\(file): \(transferCount(file)) transfers recorded"))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("# name: soup\n# family: feig\n# antenna: 30 cm pad\n# recorded: "))
    #expect(text.contains("\n# by: east\n# notes: wet counter\n+"))
    let replay = try Daemon.run(["readers", "replay", file])
    #expect(replay.code == 0)
    #expect(replay.output.contains("complete"))
    #expect(replay.complaints.isEmpty)
  }

  @Test func `a file that is there is left alone unless it is to be replaced`() throws {
    let old = try scratch.file("old.capture", "precious")
    let refused = try Daemon.run(capture(old, ["--seconds", "0.5"]))
    #expect(refused.code == 1)
    #expect(refused.complaints.contains("is there already"))
    let misdirected = try Daemon.run(capture(old, ["--force", "--lane", "7", "--seconds", "0.5"]))
    #expect(misdirected.code == 1)
    #expect(misdirected.complaints.contains("lane 7 has no tray reader"))
    #expect(try String(contentsOfFile: old, encoding: .utf8) == "precious")
    let replaced = try Daemon.run(capture(old, ["--force", "--seconds", "0.5"]))
    #expect(replaced.code == 0)
    #expect(transferCount(old) > 0)
  }

  @Test func `a disk without room ends it with a sentence`() throws {
    let outcome = try Daemon.run(capture("/dev/full", ["--force"]))
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("/dev/full cannot be written (No space left on device)"))
    let nowhere = try Daemon.run(capture(scratch.path + "/no/where.capture"))
    #expect(nowhere.code == 1)
    #expect(nowhere.complaints.contains("cannot be written (No such file or directory)"))
  }

  @Test func `what was written before the room ended is kept and plays`() throws {
    let outcome = try Daemon(capture(file), kilobytesMax: 2).outcome()
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("\(file) cannot be written"))
    #expect(transferCount(file) > 10)
    #expect(try String(contentsOfFile: file, encoding: .utf8).last == "\n")
    #expect(try Daemon.run(["readers", "replay", file]).code == 0)
  }

  @Test func `a capture of which no round comes is complained about`() throws {
    let mute = try scratch.file("mute.capture", "+0.1 > 02 00 07 FF 69 02 AB\n")
    for text in [mute, try scratch.file("empty.capture", "# name: nothing\n")] {
      let outcome = try Daemon.run(["readers", "replay", text])
      #expect(outcome.code == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaints.contains("\(text): no round comes of this capture."))
    }
  }

  @Test func `a second capture of a reader is refused while the first goes on`() async throws {
    let canteen = try ServedCanteen()
    let data = ["--data", canteen.configuration.dataDirectory]
    try await canteen.served {
      let first = try Daemon(capture(file, data))
      try await eventually { transferCount(file) > 0 }
      let other = scratch.path + "/other.capture"
      let second = try Daemon.run(capture(other, data))
      #expect(second.code == 1)
      #expect(second.complaints.contains("a capture of the lane 1 tray reader is under way"))
      #expect(!FileManager.default.fileExists(atPath: other))
      let cards = try Daemon.run(capture(other, data + ["--role", "card", "--seconds", "1"]))
      #expect(cards.code == 0)
      #expect(transferCount(other) > 0)
      first.signal(SIGTERM)
      #expect(first.outcome().code == 0)
      try await eventually {
        (try? Daemon.run(capture(file, data + ["--force", "--seconds", "1"])).code) == 0
      }
    }
  }

  @Test func `a capture of a serving lane plays into another station, which makes the same bill`()
    async throws
  {
    try await recordTwoPlates()
    let replay = try Daemon.run(["readers", "replay", file, "--json"])
    #expect(replay.code == 0)
    let plates = ServedCanteen.plates.map { "\"\($0)\"" }.joined(separator: ",")
    #expect(replay.output.contains(#""quality":"complete","tags":[]"#))
    #expect(replay.output.contains(#""quality":"complete","tags":[\#(plates)]"#))

    let other = try ServedCanteen()
    let config = try configuration(
      tray: "{ family: replay, file: \(file) }", data: other.configuration.dataDirectory)
    let daemon = try Daemon(["serve", "--json", "--config", config])
    var events: [DaemonEvent] = []
    while events.last?.standing != "lost", let line = daemon.line() {
      if let event = DaemonEvent(line) { events.append(event) }
    }
    daemon.signal(SIGTERM)
    #expect(daemon.outcome().code == 0)
    #expect(events.first { $0.event == "bill" }?.total == "6.00")
    #expect(events.last?.message?.contains("has been played to its end") == true)
  }

  /// Captures the running lane of a station on whose antenna two plates are put meanwhile.
  private func recordTwoPlates() async throws {
    let canteen = try ServedCanteen()
    try await canteen.served {
      try await eventuallyAsync {
        guard case .answer(.status(let status)) = try? await canteen.ask(.status) else {
          return false
        }
        return status.readers.allSatisfy { $0.rounds > 3 }
      }
      let data = canteen.configuration.dataDirectory
      let recorder = try Daemon(capture(file, ["--data", data]))
      try await eventually { transferCount(file) > 10 }
      canteen.place(2)
      try await eventually { canteen.view?.state == .bill && canteen.view?.lines.count == 2 }
      let seen = transferCount(file)
      try await eventually { transferCount(file) > seen + 40 }
      recorder.signal(SIGINT)
      #expect(recorder.outcome().code == 0)
    }
  }
}
