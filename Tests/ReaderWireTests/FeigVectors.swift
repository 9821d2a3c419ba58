import Primitives
import ReaderWire
import TagReads

/// Frames as they are on the wire: published ones and computed ones.
///
/// Published: InlayTester.Drivers.FeigReader (MIT, its unit tests), feig-driver (ISC, test.js),
/// protocol-host-rs (README and serial.rs). Computed: made by the manual's rules (H60301-3e) with
/// an independent check calculation.
enum FeigVectors {
  struct HostVector: Sendable, CustomStringConvertible {
    let name: String
    let frame: FeigFrame
    let hex: String
    var description: String { name }
    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
  }

  struct ReaderVector: Sendable, CustomStringConvertible {
    let name: String
    let form: FeigFrame.Form
    let reply: FeigReply
    let hex: String
    var description: String { name }
    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
  }

  static let tag1 = tag(0xE004_0150_A05F_02B7)
  static let tagA = tag(0xE004_0150_00A1_B2C3)
  static let tagB = tag(0xE004_0150_00A1_B2C4)

  static let fromHost: [HostVector] = [
    host("software version, standard", .softwareVersion, .standard, "05 FF 65 E5 CB"),
    host("software version, advanced", .softwareVersion, .advanced, "02 00 07 FF 65 6E 61"),
    HostVector(
      name: "read configuration, standard",
      frame: FeigFrame(form: .standard, address: 0x12, command: 0x80, payload: [0x07]),
      hex: "06 12 80 07 E5 80"),
    HostVector(
      name: "read configuration, advanced",
      frame: FeigFrame(form: .advanced, address: 0x12, command: 0x80, payload: [0x07]),
      hex: "02 00 08 12 80 07 A0 2D"),
    host("system reset", .systemReset, .advanced, "02 00 08 FF 64 00 38 21"),
    HostVector(
      name: "set RF power",
      frame: FeigFrame(
        command: 0x8B,
        payload: Hex.bytes(
          "02 01 01 01 1E 00 03 00 08 84 80 00 00 00 00 00 00 00 00 00 81 00 00 00 00 00 00 00 00"
            + " 00 00 00 00 00 00 00 00") ?? []),
      hex: "02 00 2C FF 8B 02 01 01 01 1E 00 03 00 08 84 80 00 00 00 00 00 00 00 00 00 81 00 00 00"
        + " 00 00 00 00 00 00 00 00 00 00 00 00 00 A7 E6"),
    host("inventory, advanced", .inventory(more: false), .advanced, "02 00 09 FF B0 01 00 18 43"),
    host("inventory, standard", .inventory(more: false), .standard, "07 FF B0 01 00 1C 56"),
    host("inventory more, standard", .inventory(more: true), .standard, "07 FF B0 01 80 14 D2"),
    host(
      "inventory more, advanced", .inventory(more: true), .advanced, "02 00 09 FF B0 01 80 10 C7"),
    host("RF reset, standard", .rfReset, .standard, "05 FF 69 89 01"),
    host("RF reset, advanced", .rfReset, .advanced, "02 00 07 FF 69 02 AB"),
    host("RF on, standard", .rfField(on: true), .standard, "06 FF 6A 01 E4 07"),
    host("RF on, advanced", .rfField(on: true), .advanced, "02 00 08 FF 6A 01 A1 AA"),
    host("RF off, standard", .rfField(on: false), .standard, "06 FF 6A 00 6D 16"),
    host("RF off, advanced", .rfField(on: false), .advanced, "02 00 08 FF 6A 00 28 BB"),
    host("CPU reset", .cpuReset, .standard, "05 FF 63 D3 AE"),
    host("baud rate detection", .baudRateDetection, .standard, "06 FF 52 00 0F 6E"),
    host(
      "write two blocks",
      .writeBlocks(tag: tagA, first: 0, blocks: [ascii("ABCD"), ascii("EFGH")]),
      .standard,
      "1A FF B0 24 01 E0 04 01 50 00 A1 B2 C3 00 02 04 44 43 42 41 48 47 46 45 F8 CD"),
  ]

  static let fromReader: [ReaderVector] = [
    reader(
      "software version, standard", .standard, 0x65, .ok, "03 03 00 44 53 0D 30",
      "0D 00 65 00 03 03 00 44 53 0D 30 33 09"),
    reader(
      "software version, advanced", .advanced, 0x65, .ok, "03 03 00 44 53 0D 30",
      "02 00 0F 00 65 00 03 03 00 44 53 0D 30 74 69"),
    reader(
      "one tag", .standard, 0xB0, .ok, "01 03 00 E0 04 01 50 A0 5F 02 B7",
      "11 00 B0 00 01 03 00 E0 04 01 50 A0 5F 02 B7 D7 BE"),
    reader("system reset", .advanced, 0x64, .ok, "", "02 00 08 00 64 00 CB E7"),
    reader("set RF power", .advanced, 0x8B, .ok, "", "02 00 08 00 8B 00 9A 8D"),
    reader(
      "two tags", .standard, 0xB0, .ok,
      "02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4",
      "1B 00 B0 00 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 04 E7"),
    reader("no tag", .standard, 0xB0, .noTransponder, "", "06 00 B0 01 5C 63"),
    reader(
      "two tags and more", .advanced, 0xB0, .moreData,
      "02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4",
      "02 00 1D 00 B0 94 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 6B 78"),
    reader(
      "two blocks", .standard, 0xB0, .ok, "02 04 00 44 43 42 41 00 48 47 46 45",
      "12 00 B0 00 02 04 00 44 43 42 41 00 48 47 46 45 54 F2"),
    reader("written", .standard, 0xB0, .ok, "", "06 00 B0 00 D5 72"),
  ]

  static func tag(_ uid: UInt64) -> TagID {
    guard let tag = TagID(iso15693: uid) else { fatalError("not an ISO 15693 number") }
    return tag
  }

  static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func host(
    _ name: String, _ command: FeigCommand, _ form: FeigFrame.Form, _ hex: String
  ) -> HostVector {
    HostVector(name: name, frame: command.frame(form: form), hex: hex)
  }

  private static func reader(
    _ name: String, _ form: FeigFrame.Form, _ command: UInt8, _ status: FeigStatus,
    _ data: String, _ hex: String
  ) -> ReaderVector {
    let reply = FeigReply(command: command, status: status, data: Hex.bytes(data) ?? [])
    return ReaderVector(name: name, form: form, reply: reply, hex: hex)
  }
}
