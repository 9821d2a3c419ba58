/// What a smart-card reader says by itself over its interrupt endpoint.
///
///     50 bits...                       two bits a slot, slot 0 lowest: present, changed
///     51 bSlot bSeq bHardwareError     a fault of the hardware
///
/// Source: CCID 1.1, chapter 6.3.
public enum CCIDNotice: Hashable, Sendable {
  /// Cards have come or gone, slot by slot.
  case slotChange([SlotState])
  /// The hardware reports a fault in a slot, such as a short circuit.
  case hardwareError(slot: UInt8, code: UInt8)

  /// How one slot is, and whether that is news.
  public struct SlotState: Hashable, Sendable {
    /// A card is there.
    public var isPresent: Bool
    /// That has changed since the last notice.
    public var hasChanged: Bool

    /// Makes a state.
    public init(isPresent: Bool, hasChanged: Bool) {
      self.isPresent = isPresent
      self.hasChanged = hasChanged
    }
  }

  static let slotChangeType: UInt8 = 0x50
  static let hardwareErrorType: UInt8 = 0x51

  /// How many bytes a notice of this type has; nothing if it is no notice.
  static func byteCount(type: UInt8, slotCount: Int) -> Int? {
    switch type {
    case slotChangeType: 1 + (slotCount * 2 + 7) / 8
    case hardwareErrorType: 4
    default: nil
    }
  }

  /// Takes a notice apart; nothing if it is none, or its length does not fit the number of slots.
  public init?(_ bytes: some Collection<UInt8>, slotCount: Int = 1) {
    let bytes = Array(bytes)
    guard let type = bytes.first,
      Self.byteCount(type: type, slotCount: slotCount) == bytes.count
    else { return nil }
    if type == Self.hardwareErrorType {
      self = .hardwareError(slot: bytes[1], code: bytes[3])
      return
    }
    self = .slotChange(
      (0..<slotCount).map { slot in
        let bits = bytes[1 + slot / 4] >> UInt8(slot % 4 * 2)
        return SlotState(isPresent: bits & 1 == 1, hasChanged: bits & 2 == 2)
      })
  }
}
