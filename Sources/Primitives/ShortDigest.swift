/// A short name for bytes, to tell whether they are still the same: FNV-1a of 64 bits (Eastlake et
/// al., "The FNV Non-Cryptographic Hash Algorithm"). A change of one byte always shows.
public struct ShortDigest: Sendable {
  /// The 64 bits.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Digests bytes in their order.
  public init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }
}
