import Primitives
import ReaderWire
import Readers

/// The messages of smart-card conversations, as hexadecimal text.
enum SlotMessages {
  /// A class descriptor as an ACR122U has it: short APDU, one slot, voltage chosen by the host.
  static let descriptor =
    "36 21 10 01 00 07 03 00 00 00 A0 0F 00 00 A0 0F 00 00 00 00 2A 00 00 00 2A 00 00 00 "
    + "00 00 00 00 00 00 00 00 00 00 00 00 40 00 02 00 0F 01 00 00 00 00 00 00 00 01"

  /// From opening until the reader is ready at 120 ms; two messages have been sent since.
  static let opening = """
    0 open
    10 < \(descriptor)
    110 > \(ask(.slotStatus, 1))
    120 < \(slot(.absent, 1))
    120 = ready CCID 1.10, short APDU, 1 slot unknown

    """

  /// The host's message.
  static func ask(_ command: CCIDCommand, _ sequence: UInt8) -> String {
    text(command.message(slot: 0, sequence: sequence).bytes)
  }

  /// The command that asks for a card's number.
  static func askNumber(_ sequence: UInt8) -> String {
    ask(.transfer(CardCommand.getNumber.bytes), sequence)
  }

  /// The reader's slot status.
  static func slot(_ card: CCIDReply.Card, _ sequence: UInt8) -> String {
    answer(0x81, card, sequence)
  }

  /// The reader's data block, from a card that is active.
  static func block(_ hex: String, _ sequence: UInt8) -> String {
    answer(0x80, .active, sequence, data: Hex.bytes(hex) ?? [])
  }

  /// The reader's refusal.
  static func failed(
    _ type: UInt8, _ card: CCIDReply.Card, _ error: CCIDError, _ sequence: UInt8
  ) -> String {
    answer(type, card, sequence, status: 0x40, error: error.rawValue)
  }

  /// The reader asks for more time.
  static func moreTime(_ sequence: UInt8) -> String {
    answer(0x80, .active, sequence, status: 0x80, error: 1)
  }

  static let answerToReset = "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A"

  private static func answer(
    _ type: UInt8, _ card: CCIDReply.Card, _ sequence: UInt8, status: UInt8 = 0, error: UInt8 = 0,
    data: [UInt8] = []
  ) -> String {
    text(
      CCIDMessage(
        type: type, slot: 0, sequence: sequence,
        specific: .init(status | card.rawValue, error, 0), data: data
      ).bytes)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    Hex.text(bytes, separator: " ")
  }
}
