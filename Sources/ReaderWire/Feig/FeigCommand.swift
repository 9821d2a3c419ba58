public import TagReads

/// A command of the FEIG host protocol, as far as a checkout lane needs it.
///
///     63            CPU reset
///     64 00         system reset, MODE 00 the RF controller
///     65            get software version
///     66 MODE       get reader info, MODE 00 the RF controller
///     69            RF reset: the field is off for a moment, then every tag is awake again
///     6A 00|01      RF field off or on
///     72 01 OUT-N (OUT-NR OUT-S OUT-TIME-MSB OUT-TIME-LSB)...     set output
///     52 00         baud rate detection: does nothing, is answered
///     B0 01 MODE    inventory; MODE bit 7 asks for the rest of the inventory before
///     B0 23 01 UID8 DB-ADR DB-N                     read multiple blocks, addressed
///     B0 24 01 UID8 DB-ADR DB-N DB-SIZE DB...       write multiple blocks, addressed
///
/// Commands that write the reader's own configuration are left out on purpose.
///
/// Source: FEIG system manual H60301-3e, pages 50 to 65; 72 from H90701-3e (ID ISC.MU02.02), page
/// 70, since H60301-3e has only its forerunner 71.
public enum FeigCommand: Hashable, Sendable {
  /// Restarts the reader's processor.
  case cpuReset
  /// Restarts the whole reader.
  case systemReset
  /// Asks for firmware and type.
  case softwareVersion
  /// Asks for firmware, type and buffer sizes.
  case readerInfo
  /// Switches the field off and on, which wakes tags that were told to be quiet.
  case rfReset
  /// Switches the field.
  case rfField(on: Bool)
  /// Asks for an answer without effect.
  case baudRateDetection
  /// Asks for all tags in the field, or for those that did not fit the answer before.
  case inventory(more: Bool)
  /// Reads blocks of an ISO 15693 tag; block numbers and counts are 0 to 255.
  case readBlocks(tag: TagID, first: UInt8, count: UInt8)
  /// Writes blocks of an ISO 15693 tag, given in the tag's own byte order and all of one size.
  case writeBlocks(tag: TagID, first: UInt8, blocks: [[UInt8]])
  /// Switches lamps, buzzer or outputs.
  case setOutput([FeigOutput])

  /// The byte that names the command, and that the answer repeats.
  public var code: UInt8 {
    switch self {
    case .cpuReset: 0x63
    case .systemReset: 0x64
    case .softwareVersion: 0x65
    case .readerInfo: 0x66
    case .rfReset: 0x69
    case .rfField: 0x6A
    case .baudRateDetection: 0x52
    case .inventory, .readBlocks, .writeBlocks: 0xB0
    case .setOutput: 0x72
    }
  }

  /// The bytes after the command byte.
  public var data: [UInt8] {
    switch self {
    case .cpuReset, .softwareVersion, .rfReset: []
    case .systemReset, .readerInfo, .baudRateDetection: [0x00]
    case .rfField(let on): [on ? 0x01 : 0x00]
    case .inventory(let more): [0x01, more ? 0x80 : 0x00]
    case .readBlocks(let tag, let first, let count): [0x23, 0x01] + tag.bytes + [first, count]
    case .writeBlocks(let tag, let first, let blocks):
      [0x24, 0x01] + tag.bytes
        + [first, UInt8(truncatingIfNeeded: blocks.count)]
        + [UInt8(truncatingIfNeeded: blocks.first?.count ?? 0)]
        + FeigBlocks.onTheWire(blocks)
    case .setOutput(let outputs):
      [0x01, UInt8(truncatingIfNeeded: outputs.count)] + outputs.flatMap(\.bytes)
    }
  }

  /// The frame that carries the command to a reader.
  public func frame(
    form: FeigFrame.Form = .advanced, address: UInt8 = FeigFrame.anyAddress
  ) -> FeigFrame {
    FeigFrame(form: form, address: address, command: code, payload: data)
  }
}
