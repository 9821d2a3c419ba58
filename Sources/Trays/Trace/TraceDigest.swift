/// A short name for bytes, to tell whether they are still the same: FNV-1a of 64 bits (Eastlake et
/// al., "The FNV Non-Cryptographic Hash Algorithm"). A change of one byte always shows.
struct TraceDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }
}

extension TraySettings {
  /// Names these settings: two that differ anywhere have different digests.
  public var digest: UInt64 { TraceDigest("\(self)".utf8).value }
}
