/// A request as an R321 reader understands it.
///
///     7E 55 | LEN | SRC (2) | DST (2) | CMD | 00 |           parameters | CRC (2)
///     7E 55 | 00  | SRC (2) | DST (2) | CMD | 00 | count (2) | parameters | CRC (2)
///
/// AnyID protocol V1.1, 1.1 and 1.3; numbers low byte first, LEN from SRC to the end.
struct R321DeviceRequest: Equatable, Sendable {
  var source: UInt16
  var target: UInt16
  var command: UInt8
  var parameters: [UInt8]
}

/// The frames a reader sends: responses with 1F before the command, and requests of its own.
enum R321DeviceFrame {
  static let broadcast: UInt16 = 0xFFFF
  static let host: UInt16 = 0x0000

  /// A response (1.2); every response of this reader fits the short form.
  static func response(
    to request: R321DeviceRequest, from address: UInt16, _ parameters: [UInt8]
  ) -> [UInt8] {
    sealed(
      low(address) + low(request.source) + [0x1F, request.command, 0x00] + parameters)
  }

  /// A request of the reader's own (4.1).
  static func upload(_ command: UInt8, from address: UInt16, _ parameters: [UInt8]) -> [UInt8] {
    sealed(low(address) + low(host) + [command, 0x00] + parameters)
  }

  /// The frame at the front of what has come; `length` bytes are to be taken off.
  static func request(_ bytes: ArraySlice<UInt8>) -> (request: R321DeviceRequest?, length: Int)? {
    let frame = Array(bytes)
    guard frame.count >= 3 else { return nil }
    let isLong = frame[2] == 0
    let head = isLong ? 11 : 9
    guard frame.count >= head else { return nil }
    let length = isLong ? head + Int(number(frame, 9)) + 2 : 3 + Int(frame[2])
    guard length >= head + 2 else { return (nil, 2) }
    guard frame.count >= length else { return nil }
    let crc = number(frame, length - 2)
    guard crc == R321DeviceCRC.of(frame[2..<length - 2]) else { return (nil, 2) }
    let request = R321DeviceRequest(
      source: number(frame, 3), target: number(frame, 5), command: frame[7],
      parameters: Array(frame[head..<length - 2]))
    return (request, length)
  }

  private static func sealed(_ content: [UInt8]) -> [UInt8] {
    let checked = [UInt8(truncatingIfNeeded: content.count + 2)] + content
    return [0x7E, 0x55] + checked + low(R321DeviceCRC.of(checked))
  }

  private static func low(_ number: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  private static func number(_ bytes: [UInt8], _ index: Int) -> UInt16 {
    UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
  }
}

/// The CRC of R321 frames, as appendix A of the manual computes it: polynomial 8408, start FFFF,
/// all bits turned at the end.
enum R321DeviceCRC {
  static func of(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var register: UInt16 = 0xFFFF
    for byte in bytes {
      register ^= UInt16(byte)
      for _ in 0..<8 {
        let carry = register & 1 == 1
        register >>= 1
        if carry { register ^= 0x8408 }
      }
    }
    return ~register
  }
}
