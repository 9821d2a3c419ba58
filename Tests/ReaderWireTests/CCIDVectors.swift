import Primitives

/// Bytes of smart-card readers, as hexadecimal text in wire order.
enum CCIDVectors {
  /// The class descriptor of QEMU's usb-ccid 7.2 (hw/usb/dev-smartcard-reader.c).
  static let qemuDescriptor = bytes(
    "36 21 10 01 00 07 01 00 00 00 A0 0F 00 00 00 00 01 00 00 80 25 00 00 00 C2 01 00 00 "
      + "FE 00 00 00 00 00 00 00 00 00 00 00 FE 04 01 00 12 00 01 00 FF FF 00 00 01 01")

  /// An ACR122U's, from its figures in LudovicRousseau/CCID readers/: short APDU, 271 bytes.
  static let shortAPDUDescriptor = bytes(
    "36 21 10 01 00 07 03 00 00 00 A0 0F 00 00 A0 0F 00 00 00 00 2A 00 00 00 2A 00 00 00 "
      + "00 00 00 00 00 00 00 00 00 00 00 00 40 00 02 00 0F 01 00 00 00 00 00 00 00 01")

  /// A reader with extended APDUs (000404BA) and six slots.
  static let sixSlotDescriptor = bytes(
    "36 21 10 01 05 07 03 00 00 00 A0 0F 00 00 A0 0F 00 00 00 00 2A 00 00 00 2A 00 00 00 "
      + "00 00 00 00 00 00 00 00 00 00 00 00 BA 04 04 00 0A 02 00 00 00 00 00 00 00 06")

  /// Answers to reset that readers make up for storage cards, with their check bytes.
  static let classic1K = bytes("3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A")
  static let classic4K = bytes("3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 02 00 00 00 00 69")
  static let icode = bytes("3B 8F 80 01 80 4F 0C A0 00 00 03 06 0B 00 14 00 00 00 00 77")

  /// Messages of a reader: status, an answer to reset, a card's number, a failure, more time.
  static let absent = bytes("81 00 00 00 00 00 01 02 00 00")
  static let answerToReset = bytes("80 14 00 00 00 00 02 00 00 00") + classic1K
  static let number = bytes("80 06 00 00 00 00 03 00 00 00 12 34 56 78 90 00")
  static let mute = bytes("80 00 00 00 00 00 04 41 FE 00")
  static let moreTime = bytes("80 00 00 00 00 00 05 80 01 00")
  static let parameters = bytes("82 05 00 00 00 00 06 00 00 00 11 00 00 0A 00")
  static let messages = [absent, answerToReset, number, mute, moreTime, parameters]

  static func bytes(_ text: String) -> [UInt8] {
    Hex.bytes(text) ?? []
  }
}
