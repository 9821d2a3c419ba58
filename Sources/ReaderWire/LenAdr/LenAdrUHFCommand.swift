public import TagReads

/// How an inventory of the UHFReader288 generation is made.
///
///     Q SESSION MASK-MEM MASK-ADR2 MASK-LEN TARGET ANTENNA SCAN-TIME
///
/// Source: UHFReader288MP manual v1.14, pages 14 to 16.
public struct LenAdrUHFScan: Hashable, Sendable {
  /// The exponent of the first number of slots, 0 to 15; 2 to its power should be about the number
  /// of tags.
  public var q: UInt8 = 4

  /// The session, 0 to 3; tags of session 0 answer in every inventory.
  public var session: UInt8 = 0

  /// The antenna, counted from 0.
  public var antenna: UInt8 = 0

  /// Whether the reader is to say at the end how often it has heard a tag (bit 7 of Q).
  public var wantsCount = false

  /// The longest the inventory may last, in tenths of a second; 0 is no limit.
  public var timeTenths: UInt8 = 3

  /// Makes the usual scan: up to about 16 tags, 0.3 s, the first antenna.
  public init() {}

  var bytes: [UInt8] {
    let epcMemory: UInt8 = 0x01
    let targetA: UInt8 = 0x00
    let count: UInt8 = wantsCount ? 0x80 : 0
    return [count | q & 0x0F, session, epcMemory, 0, 0, 0, targetA, 0x80 | antenna, timeTenths]
  }
}

/// A part of a Gen2 tag's memory (UHFReader288MP manual v1.14, page 18).
public enum LenAdrUHFBank: UInt8, Hashable, Sendable {
  /// Passwords.
  case reserved = 0
  /// The EPC itself.
  case epc = 1
  /// What the chip's maker wrote.
  case tid = 2
  /// What the tag's owner writes.
  case user = 3
}

/// A command of the family's UHF readers, as far as a checkout lane needs it.
///
///     01                    inventory, UHFReader18 generation
///     01 SCAN9              inventory, UHFReader288 generation; see `LenAdrUHFScan`
///     02 ENUM EPC... MEM WORD NUM PASSWORD4          read words; ENUM is the EPC's length in words
///     03 WNUM ENUM EPC... MEM WORD DATA... PASSWORD4 write words
///     21                    reader information
///
/// Commands that write the reader's own configuration (24 address, 25 scan time, 28 baud rate, 35
/// and 76 work mode) are left out on purpose.
///
/// Source: UHFReader288MP manual v1.14, pages 14 to 20; wabson/chafon-rfid (command.py).
public enum LenAdrUHFCommand: Hashable, Sendable {
  /// Asks for all tags; the reader's own settings hold.
  case plainInventory
  /// Asks for all tags in a way of the host's choosing.
  case inventory(LenAdrUHFScan)
  /// Reads words of a tag's memory.
  case readWords(tag: TagID, bank: LenAdrUHFBank, first: UInt8, count: UInt8)
  /// Writes words of a tag's memory, two bytes each.
  case writeWords(tag: TagID, bank: LenAdrUHFBank, first: UInt8, words: [[UInt8]])
  /// Asks for firmware, type and scan time.
  case information

  /// The byte that names the command, and that every frame of the answer repeats.
  public var code: UInt8 {
    switch self {
    case .plainInventory, .inventory: 0x01
    case .readWords: 0x02
    case .writeWords: 0x03
    case .information: 0x21
    }
  }

  /// The bytes after the command byte.
  public var data: [UInt8] {
    let noPassword: [UInt8] = [0, 0, 0, 0]
    switch self {
    case .plainInventory, .information: return []
    case .inventory(let scan): return scan.bytes
    case .readWords(let tag, let bank, let first, let count):
      return Self.addressed(tag) + [bank.rawValue, first, count] + noPassword
    case .writeWords(let tag, let bank, let first, let words):
      return [UInt8(truncatingIfNeeded: words.count)] + Self.addressed(tag)
        + [bank.rawValue, first] + words.flatMap(\.self) + noPassword
    }
  }

  private static func addressed(_ tag: TagID) -> [UInt8] {
    [UInt8(truncatingIfNeeded: tag.bytes.count / 2)] + tag.bytes
  }

  /// The frame that carries the command to a reader.
  public func frame(address: UInt8 = LenAdrFrame.anyAddress) -> LenAdrFrame {
    LenAdrFrame(address: address, body: [code] + data)
  }
}
