import ArgumentParser
import Foundation
import Station

extension Readers {
  /// Records a reader.
  struct Capture: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what passes between a lane and its reader, until Ctrl-C or SIGTERM.",
      discussion: """
        With a running station the lane goes on serving meanwhile, and the capture begins with the \
        opening exchange kept from when the reader was opened; without one the reader is opened \
        and polled here. The file is text, is made with the first transfer, and can be played back \
        with 'readers replay' or by a lane of the family replay. A reader is captured once at a \
        time.
        """)

    @Argument(help: "File to write; it must not be there yet.")
    var file: String

    @Option(help: "The lane's number.")
    var lane = 1

    @Option(help: "tray or card.")
    var role = "tray"

    @Option(help: "End by itself after so many seconds.")
    var seconds: Double?

    @Option(help: "The antenna and what is around it, for the header.")
    var antenna = ""

    @Option(help: "Who records, or where, for the header.")
    var by = ""

    @Option(help: "Anything else worth knowing, for the header.")
    var notes = ""

    @Flag(help: "Replace the file if it is there.")
    var force = false

    @OptionGroup var options: StationOptions

    func validate() throws {
      guard ["tray", "card"].contains(role) else {
        throw ValidationError("--role is tray or card")
      }
      if let seconds, !(seconds > 0 && seconds <= 1e9) {
        throw ValidationError("--seconds is a number above 0")
      }
    }

    func run() async throws {
      let target: CaptureFile
      do {
        target = try CaptureFile(file, replaces: force)
      } catch {
        throw Failure(error.description)
      }
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent
      let recording = CaptureRecording(
        configuration: try options.configuration(), lane: lane, role: role,
        label: CaptureLabel(name: name, antenna: antenna, by: by, notes: notes), file: target)
      var complaints: [String] = []
      do {
        try await recording.run(for: seconds.map { .seconds($0) })
      } catch {
        complaints.append("\(error)")
      }
      do {
        try target.close()
      } catch {
        complaints.append(error.description)
      }
      Terminal.say("\(file): \(target.transferCount) transfers recorded")
      if !complaints.isEmpty { throw Failure(complaints) }
    }
  }

  /// Plays a recording.
  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Play a recording into the driver and print the rounds it makes.",
      discussion: """
        Each question of the driver gets the next answer the reader gave to the same question. \
        Ends with 1 if no round comes of the recording.
        """)

    @Argument(help: "Capture file.")
    var file: String

    @Flag(help: "Print data as JSON, a line a round.")
    var json = false

    func run() async throws {
      do {
        let outcome = try CapturePlayback(file: file).play()
        for line in outcome.rounds { Terminal.print(json ? line.json : line.text) }
        if outcome.passedOverCount > 0 {
          Terminal.say(
            "\(file): recorded questions that the driver did not ask, passed over: "
              + "\(outcome.passedOverCount)")
        }
      } catch {
        throw Failure(error.description)
      }
    }
  }
}
