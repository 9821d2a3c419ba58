/// One message over a smart-card reader's bulk endpoints, in either direction.
///
///     TYPE  dwLength (4, least significant first)  bSlot  bSeq  specific (3)  data (dwLength)
///
/// The reader's answer repeats slot and sequence number of the command. A message carries no check
/// of its own; USB's packets do.
///
/// Source: USB device class specification for ICCD "CCID" 1.1, chapter 6; the layout as in QEMU,
/// hw/usb/dev-smartcard-reader.c.
public struct CCIDMessage: Hashable, Sendable {
  /// The bytes before the data.
  public static let headerByteCount = 10

  /// What the message is: 61 to 73 from a host, 80 to 84 from a reader.
  public var type: UInt8

  /// The slot it is about, from 0.
  public var slot: UInt8

  /// The number that pairs an answer with its command.
  public var sequence: UInt8

  /// Three bytes whose meaning depends on the type.
  public var specific: SpecificBytes

  /// What follows the header.
  public var data: [UInt8]

  /// The three bytes of a header whose meaning depends on the type.
  public struct SpecificBytes: Hashable, Sendable {
    /// The first of them: a reader's bStatus.
    public var first: UInt8
    /// The second: a reader's bError.
    public var second: UInt8
    /// The third.
    public var third: UInt8

    /// Makes the three bytes.
    public init(_ first: UInt8 = 0, _ second: UInt8 = 0, _ third: UInt8 = 0) {
      (self.first, self.second, self.third) = (first, second, third)
    }
  }

  /// Makes a message.
  public init(
    type: UInt8, slot: UInt8, sequence: UInt8, specific: SpecificBytes = .init(),
    data: [UInt8] = []
  ) {
    self.type = type
    self.slot = slot
    self.sequence = sequence
    self.specific = specific
    self.data = data
  }

  /// Takes exactly one message apart; nothing if its length is not the one it announces.
  public init?(_ bytes: some Collection<UInt8>) {
    let header = Array(bytes.prefix(Self.headerByteCount))
    guard header.count == Self.headerByteCount, let count = Self.dataByteCount(header[...]),
      bytes.count == Self.headerByteCount + count
    else { return nil }
    self.init(
      type: header[0], slot: header[5], sequence: header[6],
      specific: SpecificBytes(header[7], header[8], header[9]),
      data: Array(bytes.dropFirst(Self.headerByteCount)))
  }

  /// The message as it goes over the wire.
  public var bytes: [UInt8] {
    let length = UInt32(truncatingIfNeeded: data.count)
    return [type] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
      + [slot, sequence, specific.first, specific.second, specific.third] + data
  }

  /// How many bytes of data a message announces; nothing before that can be known.
  static func dataByteCount(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 5 else { return nil }
    return Int(littleEndian(bytes[(bytes.startIndex + 1)..<(bytes.startIndex + 5)]))
  }

  /// A number that is sent least significant byte first.
  static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
