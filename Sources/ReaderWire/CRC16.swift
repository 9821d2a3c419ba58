/// The 16-bit cyclic redundancy check of the reader families: polynomial 0x1021, reflected
/// (0x8408).
///
/// Families differ in how they start and finish it, and in how they send it (least significant
/// byte first, in all of them):
///
///     family                      start   final XOR   catalogue name
///     FEIG, RR3036, UHFReader18   FFFF    0000        CRC-16/MCRF4XX
///     AnyID R321                  FFFF    FFFF        CRC-16/X-25
///
/// Parameters and check values: RevEng catalogue of parametrised CRC algorithms.
public struct CRC16: Equatable, Sendable {
  /// CRC-16/MCRF4XX, what FEIG readers use (manual H60301-3e, page 16).
  public static let mcrf4xx = CRC16(start: 0xFFFF, finalXOR: 0x0000)

  /// CRC-16/X-25.
  public static let x25 = CRC16(start: 0xFFFF, finalXOR: 0xFFFF)

  private let start: UInt16
  private let finalXOR: UInt16

  /// Makes a check with its start value and the value the result is XORed with.
  public init(start: UInt16, finalXOR: UInt16) {
    self.start = start
    self.finalXOR = finalXOR
  }

  /// The check value of some bytes.
  public func checksum(of bytes: some Sequence<UInt8>) -> UInt16 {
    let table = Self.table
    var register = start
    for byte in bytes {
      register = register >> 8 ^ table[Int(UInt8(truncatingIfNeeded: register) ^ byte)]
    }
    return register ^ finalXOR
  }

  /// The register's change for each value of its low byte.
  private static let table: [UInt16] = (0..<256).map { (value: UInt16) in
    (0..<8).reduce(value) { register, _ in
      register & 1 == 1 ? register >> 1 ^ 0x8408 : register >> 1
    }
  }
}
