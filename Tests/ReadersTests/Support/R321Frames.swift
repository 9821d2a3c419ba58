import Primitives
import ReaderWire
import Readers

/// The frames of the R321 conversations, as hexadecimal text without what a report adds.
enum R321Frames {
  static let askVersion = "7E 55 08 00 00 FF FF F7 00 BD 60"
  static let version =
    "7E 55 3D 01 00 00 00 1F F7 00 52 33 32 31 47 20 32 31 30 34 32 31 30 30 20 31 35 30 35 30 33 "
    + "00 00 00 80 B5 FE F7 89 FE 01 BD 02 48 01 68 31 F0 04 01 01 60 70 47 00 00 00 20 12 01 00 "
    + "00 B1 11"
  static let askConfiguration = question(.configuration)
  static let configuration = answer(0xF5, "02 01 00 3B 01 00")
  static let askReset = "7E 55 0A 00 00 01 00 F0 00 02 00 67 15"
  static let reset = answer(0xF0, "00 00")
  static let query = "7E 55 09 00 00 01 00 11 00 00 7D FB"
  static let queryAgain = question(.queryTags(repeating: true))
  static let oneTag = "7E 55 14 01 00 00 00 1F 11 00 B9 51 BD CA 50 01 04 E0 AA 00 00 CE 2B"
  static let twoTags =
    "7E 55 1D 01 00 00 00 1F 11 00 C3 B2 A1 00 50 01 04 E0 AA C4 B2 A1 00 50 01 04 E0 AA 00 00 "
    + "3E 78"
  static let noTag = "7E 55 0B 01 00 00 00 1F 11 00 00 00 63 32"

  /// What happens from opening until the reader is ready at 130 ms.
  static let opening = """
    0 open
    50 > \(askVersion)
    60 < \(version)
    110 > \(askConfiguration)
    130 < \(configuration)
    130 = ready AnyID R321G 21042100 150503

    """

  /// A reader's answer.
  static func answer(_ command: UInt8, _ parameters: String = "") -> String {
    text(
      R321Frame(
        source: 0x0001, target: 0x0000, isResponse: true, command: command,
        parameters: Hex.bytes(parameters) ?? []))
  }

  /// A tag that the reader reports without being asked (manual V1.1, 4.1).
  static let upload = text(
    R321Frame(
      source: 0x0001, target: 0x0000, isResponse: false, command: R321Frame.tagUploadCommand,
      parameters: Hex.bytes("00 B9 51 BD CA 50 01 04 E0 00 00") ?? []))

  /// A host's question to reader 1.
  static func question(_ command: R321Command) -> String {
    text(command.frame(to: 0x0001))
  }

  private static func text(_ frame: R321Frame) -> String {
    Hex.text(frame.bytes ?? [], separator: " ")
  }
}

extension Conversation {
  /// Plays a conversation with an R321 reader; its lines are frames, the driver's are reports.
  static func playR321(_ script: String, settings: R321DriverSettings = .init()) -> [String] {
    play(
      script, driver: R321Driver(settings: settings),
      Wrapping(
        unwrap: { reports in
          stride(from: 0, to: reports.count, by: 64).flatMap { start in
            R321Reports.content(reports[start...].prefix(64)) ?? []
          }
        }, wrap: R321Reports.carrying))
  }
}
