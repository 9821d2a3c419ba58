/// One frame of the length-address-command family, as its HF and its UHF readers share it.
///
///     LEN ADR BODY... CRC-LSB CRC-MSB
///
///     body    from the host       from the reader
///     HF      CMD STATE DATA...   STATUS DATA...
///     UHF     CMD DATA...         CMD STATUS DATA...
///
/// LEN counts every byte after itself, so a frame is LEN + 1 bytes long, 256 at most. The check is
/// `CRC16.mcrf4xx` over all bytes before it. An answer carries the reader's own address, whatever
/// address was asked.
///
/// Source: UHFReader288MP manual v1.14, pages 2 and 3; the MIT-licensed clients wabson/chafon-rfid
/// (base.py) and 545ch4/RR3036 (connection.rb).
public struct LenAdrFrame: Hashable, Sendable {
  /// The address every reader answers to.
  public static let anyAddress: UInt8 = 0xFF

  /// The reader's address.
  public var address: UInt8

  /// The bytes between the address and the check.
  public var body: [UInt8]

  /// Makes a frame.
  public init(address: UInt8, body: [UInt8]) {
    self.address = address
    self.body = body
  }

  /// The bytes of a frame that are neither its body nor its length byte.
  static let overhead = 3

  /// The frame as bytes; nothing if its body is too long for the length byte.
  public var bytes: [UInt8]? {
    let length = body.count + Self.overhead
    guard length <= 255 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length + 1)
    bytes += [UInt8(length), address]
    bytes += body
    let check = CRC16.mcrf4xx.checksum(of: bytes)
    bytes += [UInt8(truncatingIfNeeded: check), UInt8(check >> 8)]
    return bytes
  }
}
