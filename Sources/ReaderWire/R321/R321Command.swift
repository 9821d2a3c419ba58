public import TagReads

/// A command of the R321 protocol, as far as a checkout lane needs it.
///
///     F0 STATE 00           field: 00 off, 01 on, 02 off for 20 ms and on again
///     F4 CONFIGURATION6     set configuration, kept without power
///     F5 00                 get configuration
///     F7                    get version
///     11 MODE               query tags: 00 the next answer, 01 the answer before once more
///     22 UID8 FIRST N       read N blocks, 32 at most
///     23 UID8 FIRST N DATA  write N blocks of 4 bytes, 32 at most
///
/// UIDs go least significant byte first, blocks in the order of the tag's memory.
///
/// Source: AnyID "RFID HF READER Communication Protocol V1.1", 3.2 to 3.4, 3.9, 4.2, 4.4, 4.5; that
/// blocks keep their order is in the captures (dumb.txt) of
/// Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693.
public enum R321Command: Hashable, Sendable {
  /// What becomes of the field.
  public enum Field: UInt8, Hashable, Sendable {
    /// It goes off.
    case off = 0x00
    /// It goes on.
    case on = 0x01
    /// It is off for 20 ms and on again, so that every tag starts anew.
    case reset = 0x02
  }

  /// Switches the field.
  case field(Field)
  /// Writes the reader's configuration into its permanent memory.
  case setConfiguration(R321Configuration)
  /// Asks for the configuration.
  case configuration
  /// Asks for model, software and hardware.
  case version
  /// Asks for tags in the field, or to repeat the last answer to that.
  case queryTags(repeating: Bool)
  /// Reads blocks of an ISO 15693 tag.
  case readBlocks(tag: TagID, first: UInt8, count: UInt8)
  /// Writes blocks of an ISO 15693 tag, given in the tag's own byte order.
  case writeBlocks(tag: TagID, first: UInt8, blocks: [[UInt8]])

  /// The most blocks that one command reads or writes.
  public static let blockCountMax = 32

  /// The bytes of a block; the protocol knows no other size.
  public static let blockByteCount = 4

  /// The byte that names the command, and that the answer repeats.
  public var code: UInt8 {
    switch self {
    case .field: 0xF0
    case .setConfiguration: 0xF4
    case .configuration: 0xF5
    case .version: 0xF7
    case .queryTags: 0x11
    case .readBlocks: 0x22
    case .writeBlocks: 0x23
    }
  }

  /// The bytes after the reserved byte.
  public var parameters: [UInt8] {
    switch self {
    case .field(let state): [state.rawValue, 0x00]
    case .setConfiguration(let configuration): configuration.bytes
    case .configuration: [0x00]
    case .version: []
    case .queryTags(let repeating): [repeating ? 0x01 : 0x00]
    case .readBlocks(let tag, let first, let count): tag.bytes.reversed() + [first, count]
    case .writeBlocks(let tag, let first, let blocks):
      tag.bytes.reversed() + [first, UInt8(truncatingIfNeeded: blocks.count)]
        + blocks.flatMap(\.self)
    }
  }

  /// The frame that carries the command to a reader.
  public func frame(to reader: UInt16 = R321Frame.anyAddress) -> R321Frame {
    R321Frame(
      source: R321Frame.hostAddress, target: reader, isResponse: false, command: code,
      parameters: parameters)
  }
}

extension R321Frame {
  /// The command of a tag that a reader in active mode reports by itself (manual V1.1, 4.1).
  public static let tagUploadCommand: UInt8 = 0x10

  /// The command of an alarm that a reader in EAS mode reports by itself (manual V1.1, 4.3).
  public static let alarmCommand: UInt8 = 0x13

  /// True if the reader sent it without having been asked.
  public var isUpload: Bool {
    !isResponse && (command == Self.tagUploadCommand || command == Self.alarmCommand)
  }
}
