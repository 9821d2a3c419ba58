import Primitives
import ReaderWire
import TagReads
import Testing

/// Frames of R321 readers, in wire order and without what a report adds.
///
/// "captured" ones are in dumb.txt of Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693; the
/// others follow the manual V1.1, with a check computed apart from this project.
enum R321Vectors {
  struct HostVector: CustomTestStringConvertible, Sendable {
    var name: String
    var hex: String
    var command: R321Command
    var target: UInt16 = 0x0001

    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
    var testDescription: String { name }
  }

  struct ReaderVector: CustomTestStringConvertible, Sendable {
    var name: String
    var hex: String
    var command: UInt8

    var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
    var testDescription: String { name }
  }

  static let tag = TagID("E0040150CABD51B9")
  static let tag1 = TagID("E004015000A1B2C3")
  static let tag2 = TagID("E004015000A1B2C4")

  static var fromHost: [HostVector] {
    guard let tag else { return [] }
    let blocks: [[UInt8]] = [[1, 2, 3, 4], [1, 2, 3, 4], [0xF1, 0xF1, 0xF1, 0xF1]]
    return [
      HostVector(
        name: "captured version", hex: "7E 55 08 00 00 FF FF F7 00 BD 60", command: .version,
        target: 0xFFFF),
      HostVector(
        name: "captured query", hex: "7E 55 09 00 00 01 00 11 00 00 7D FB",
        command: .queryTags(repeating: false)),
      HostVector(
        name: "captured write",
        hex: "7E 55 1E 00 00 01 00 23 00 B9 51 BD CA 50 01 04 E0 00 03 "
          + "01 02 03 04 01 02 03 04 F1 F1 F1 F1 F8 48",
        command: .writeBlocks(tag: tag, first: 0, blocks: blocks)),
      HostVector(
        name: "captured read",
        hex: "7E 55 12 00 00 01 00 22 00 B9 51 BD CA 50 01 04 E0 00 03 1F 4C",
        command: .readBlocks(tag: tag, first: 0, count: 3)),
      HostVector(
        name: "field on", hex: "7E 55 0A 00 00 01 00 F0 00 01 00 0F 3F", command: .field(.on)),
      HostVector(
        name: "field off", hex: "7E 55 0A 00 00 01 00 F0 00 00 00 D7 26", command: .field(.off)),
      HostVector(
        name: "field reset", hex: "7E 55 0A 00 00 01 00 F0 00 02 00 67 15",
        command: .field(.reset)),
    ]
  }

  static let version = ReaderVector(
    name: "captured version",
    hex: "7E 55 3D 01 00 00 00 1F F7 00 52 33 32 31 47 20 32 31 30 34 32 31 30 30 20 31 35 30 35 "
      + "30 33 00 00 00 80 B5 FE F7 89 FE 01 BD 02 48 01 68 31 F0 04 01 01 60 70 47 00 00 00 20 12 "
      + "01 00 00 B1 11",
    command: 0xF7)
  static let oneTag = ReaderVector(
    name: "captured query",
    hex: "7E 55 14 01 00 00 00 1F 11 00 B9 51 BD CA 50 01 04 E0 AA 00 00 CE 2B",
    command: 0x11)
  static let written = ReaderVector(
    name: "captured write", hex: "7E 55 0B 01 00 00 00 1F 23 00 00 00 E7 47", command: 0x23)
  static let blocks = ReaderVector(
    name: "captured read",
    hex: "7E 55 17 01 00 00 00 1F 22 00 01 02 03 04 01 02 03 04 F1 F1 F1 F1 00 00 56 D2",
    command: 0x22)
  static let twoTags = ReaderVector(
    name: "two tags",
    hex: "7E 55 1D 01 00 00 00 1F 11 00 C3 B2 A1 00 50 01 04 E0 AA C4 B2 A1 00 50 01 04 E0 AA "
      + "00 00 3E 78",
    command: 0x11)
  static let noTag = ReaderVector(
    name: "no tag", hex: "7E 55 0B 01 00 00 00 1F 11 00 00 00 63 32", command: 0x11)

  static let fromReader = [version, oneTag, written, blocks, twoTags, noTag]

  /// The published reports, padding and all, of the version and of one tag.
  static let capturedReports: [UInt8] =
    [0x3F] + version.bytes.dropLast() + [0x01, 0x11] + [UInt8](repeating: 0, count: 62)
    + [0x17] + oneTag.bytes + [UInt8](repeating: 0, count: 40)
}
