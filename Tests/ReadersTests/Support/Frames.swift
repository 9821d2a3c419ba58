import Primitives
import ReaderWire

/// The frames of the conversations, as hexadecimal text.
enum Frames {
  static let askVersion = "02 00 07 FF 65 6E 61"
  static let version = "02 00 0F 00 65 00 03 03 00 44 53 0D 30 74 69"
  static let askReset = "02 00 07 FF 69 02 AB"
  static let askNew = "02 00 09 FF B0 01 00 18 43"
  static let askMore = "02 00 09 FF B0 01 80 10 C7"
  static let noTag = "06 00 B0 01 5C 63"
  static let oneTag = "11 00 B0 00 01 03 00 E0 04 01 50 A0 5F 02 B7 D7 BE"
  static let twoTags =
    "1B 00 B0 00 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 04 E7"
  static let twoTagsAndMore =
    "02 00 1D 00 B0 94 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 6B 78"

  /// What happens from opening until the reader is ready at 60 ms.
  static let opening = """
    0 open
    50 > \(askVersion)
    60 < \(version)
    60 = ready FEIG type 53 3.3

    """

  /// A reader's answer in the advanced form.
  static func answer(_ command: UInt8, _ status: FeigStatus, _ data: String = "") -> String {
    let payload = [status.rawValue] + (Hex.bytes(data) ?? [])
    let frame = FeigFrame(form: .advanced, address: 0, command: command, payload: payload)
    return Hex.text(frame.bytes ?? [], separator: " ")
  }

  /// A host's question in the advanced form.
  static func question(_ command: FeigCommand) -> String {
    Hex.text(command.frame().bytes ?? [], separator: " ")
  }

  static let reset = answer(0x69, .ok)
}
