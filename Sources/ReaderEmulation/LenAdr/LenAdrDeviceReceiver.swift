import Primitives

/// The receiving half of a length-address-command reader: bytes of the host in, requests out.
///
///     LEN | ADR | BODY ... | CRC-LSB | CRC-MSB        LEN counts what follows it, 4 at least
///
/// UHFReader288MP manual v1.14, pages 1 to 3. A frame whose bytes are too far apart is given up,
/// for no source says how long a reader waits.
struct LenAdrDeviceReceiver: Sendable {
  /// What a host asked.
  enum Arrival: Equatable {
    /// A whole request.
    case request(address: UInt8, body: [UInt8])
    /// A whole frame whose check is wrong.
    case damaged
  }

  private static let lengthMin = 4

  private var frame: [UInt8] = []
  private var lastByteAt = Moment.origin

  /// Takes one byte; gives what it completes.
  mutating func take(_ byte: UInt8, at now: Moment, gapMax: Duration) -> Arrival? {
    if now.since(lastByteAt) > gapMax { frame = [] }
    lastByteAt = now
    frame.append(byte)
    let length = Int(frame[0])
    guard length >= Self.lengthMin else {
      frame = []
      return nil
    }
    guard frame.count == length + 1 else { return nil }
    defer { frame = [] }
    let check = LenAdrDeviceFrame.check(frame.dropLast(2))
    guard Array(frame.suffix(2)) == check else { return .damaged }
    return .request(address: frame[1], body: Array(frame.dropFirst(2).dropLast(2)))
  }

  /// Forgets the frame that has begun: the reader was deaf, or is off.
  mutating func forget() {
    frame = []
  }
}

/// A frame as a length-address-command reader sends it.
enum LenAdrDeviceFrame {
  /// Frames a body; at most 252 bytes of it fit.
  static func sealed(address: UInt8, body: [UInt8]) -> [UInt8] {
    let content = [UInt8(truncatingIfNeeded: body.count + 3), address] + body
    return content + check(content)
  }

  /// Polynomial 8408, start FFFF, least significant byte first: the check FEIG readers use too.
  static func check(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let crc = FeigDeviceCRC.of(bytes)
    return [UInt8(truncatingIfNeeded: crc), UInt8(truncatingIfNeeded: crc >> 8)]
  }
}
