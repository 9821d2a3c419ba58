import Primitives
import ReaderWire
import TagReads

/// Frames of the length-address-command family as they are on the wire.
///
/// Published: the tests of wabson/chafon-rfid (MIT; test_base.py, test_uhfreader18.py,
/// test_uhfreader288.py) and two answers of a real UHFReader18. Computed: the others, made by the
/// frame's rules with an independent check calculation.
enum LenAdrVectors {
  struct HostVector: Sendable, CustomStringConvertible {
    let name: String
    let frame: LenAdrFrame
    let hex: String
    var description: String { name }
    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
  }

  struct HFVector: Sendable, CustomStringConvertible {
    let name: String
    let reply: LenAdrHFReply
    let hex: String
    var description: String { name }
    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
  }

  struct UHFVector: Sendable, CustomStringConvertible {
    let name: String
    let reply: LenAdrUHFReply
    let hex: String
    var description: String { name }
    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
  }

  static let fromHost: [HostVector] = [
    hf("information", .information, "05 00 00 00 76 6D"),
    hf("field on", .field(on: true), "05 00 00 02 64 4E"),
    hf("field off", .field(on: false), "05 00 00 01 FF 7C"),
    hf("to ISO 15693", .mode(.iso15693), "05 00 00 06 40 08"),
    hf("to ISO 14443 A", .mode(.iso14443A), "05 00 00 05 DB 3A"),
    hf("inventory", .inventory, "05 00 01 06 98 11"),
    uhf("plain inventory", .plainInventory, "04 FF 01 1B B4"),
    uhf("information", .information, "04 FF 21 19 95"),
    uhf("inventory", .inventory(clientScan), "0D FF 01 0F 00 01 00 00 00 00 80 14 C0 3A"),
  ]

  /// The scan that the Python client asks for unless told otherwise.
  static var clientScan: LenAdrUHFScan {
    var scan = LenAdrUHFScan()
    (scan.q, scan.timeTenths) = (15, 20)
    return scan
  }

  static let fromHFReader: [HFVector] = [
    HFVector(
      name: "two tags",
      reply: LenAdrHFReply(
        status: .ok, data: bytes("00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0")),
      hex: "16 00 00 00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0 14 1B"),
    HFVector(name: "none", reply: LenAdrHFReply(status: .noTag), hex: "04 00 0E 2C B3"),
  ]

  static let fromUHFReader: [UHFVector] = [
    inventory(
      "one tag", .moreFrames, "01 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B",
      "1500010301010C0000000000000000000003136BB1A5"),
    inventory(
      "another tag", .moreFrames, "01 01 0C 30 39 60 63 03 C7 43 80 00 1A 05 59 40",
      "1500010301010C3039606303C74380001A055940F93E"),
    inventory(
      "antenna 3", .moreFrames, "04 01 0C 49 44 00 00 00 00 00 00 0A 00 03 34 64",
      "1500010304010C49440000000000000A0003346425C0"),
    inventory(
      "an EPC of four bytes", .moreFrames, "01 01 04 00 32 30 38 6D",
      "0D000103010104003230386DA3D2"),
    inventory(
      "two tags", .moreFrames,
      "01 02 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B 0C 00 00 00 00 00 00 00 00 00 00 03 14 6C",
      "2300010301020C0000000000000000000003136B0C0000000000000000000003146C70F2"),
    inventory("the end", .complete, "01 00", "0700010101001E4B"),
    inventory(
      "plain, one tag", .moreFrames, "01 0C 00 00 00 00 00 00 00 00 00 00 03 13",
      "13000103010C0000000000000000000003133F39"),
    inventory(
      "plain, another tag", .moreFrames, "01 0C 49 44 00 00 00 00 00 00 0A 00 03 34",
      "13000103010C49440000000000000A000334A5FB"),
    inventory(
      "plain, two tags", .moreFrames,
      "02 0C 00 00 00 00 00 00 00 00 00 00 03 13 0C 00 00 00 00 00 00 00 00 00 00 03 14",
      "20000103020C0000000000000000000003130C0000000000000000000003149AC9"),
    information(
      "a UHFReader288M's information", "00 16 0C 03 4E 00 1E 0A 01 00 00 00",
      "11 00 21 00 00 16 0C 03 4E 00 1E 0A 01 00 00 00 E6 51"),
    information(
      "a UHFReader18's information", "03 3F 09 03 4E 00 1E 0A",
      "0D 00 21 00 03 3F 09 03 4E 00 1E 0A 83 F0"),
    UHFVector(
      name: "a UHFReader18's work mode",
      reply: LenAdrUHFReply(
        command: 0x36, status: .ok, data: bytes("00 1E 0A 0F 01 02 01 05 05 00 08 05")),
      hex: "11 00 36 00 00 1E 0A 0F 01 02 01 05 05 00 08 05 5D FE"),
    UHFVector(
      name: "a tag list for another command",
      reply: LenAdrUHFReply(
        command: 0x02, status: .moreFrames,
        data: bytes("01 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B")),
      hex: "1500020301010C0000000000000000000003136B89A4"),
  ]

  /// One tag, but its check is wrong.
  static let damaged = bytes("1500010301010C0000000000000000000003136BB1A6")

  static func bytes(_ hex: String) -> [UInt8] { Hex.bytes(hex) ?? [] }

  private static func hf(_ name: String, _ command: LenAdrHFCommand, _ hex: String) -> HostVector {
    HostVector(name: "HF \(name)", frame: command.frame(), hex: hex)
  }

  private static func uhf(
    _ name: String, _ command: LenAdrUHFCommand, _ hex: String
  ) -> HostVector {
    HostVector(name: "UHF \(name)", frame: command.frame(), hex: hex)
  }

  private static func inventory(
    _ name: String, _ status: LenAdrUHFStatus, _ data: String, _ hex: String
  ) -> UHFVector {
    UHFVector(
      name: name,
      reply: LenAdrUHFReply(command: 0x01, status: status, data: bytes(data)), hex: hex)
  }

  private static func information(_ name: String, _ data: String, _ hex: String) -> UHFVector {
    UHFVector(
      name: name, reply: LenAdrUHFReply(command: 0x21, status: .ok, data: bytes(data)), hex: hex)
  }
}
