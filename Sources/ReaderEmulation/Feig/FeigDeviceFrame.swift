/// A request as a FEIG reader understands it.
///
/// Two forms (PR101 manual H60301-3e, pages 16 and 17; CRC low byte first as every captured frame
/// has it):
///
///     standard  n | COM-ADR | CMD | DATA ... | CRC-LSB | CRC-MSB            n = 5 ... 255
///     advanced  02 | n-MSB | n-LSB | COM-ADR | CMD | DATA ... | CRC-LSB | CRC-MSB
///
/// n counts every byte of the frame. The reply has STATUS after CMD and comes in the form of the
/// request, except that a reply longer than 255 bytes is always advanced.
struct FeigDeviceRequest: Equatable, Sendable {
  enum Form: Equatable, Sendable { case standard, advanced }

  var form: Form
  var address: UInt8
  var command: UInt8
  var data: [UInt8]

  /// The bytes of the reply to this request.
  func reply(from address: UInt8, status: UInt8, data: [UInt8]) -> [UInt8] {
    let content = [address, command, status] + data
    let standardLength = 1 + content.count + 2
    var frame: [UInt8]
    if form == .standard && standardLength <= 255 {
      frame = [UInt8(standardLength)]
    } else {
      let length = standardLength + 2
      frame = [0x02, UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)]
    }
    frame += content
    let crc = FeigDeviceCRC.of(frame)
    return frame + [UInt8(truncatingIfNeeded: crc), UInt8(truncatingIfNeeded: crc >> 8)]
  }
}

/// The CRC of FEIG frames: polynomial 8408 (1021 reflected), start FFFF, nothing at the end.
enum FeigDeviceCRC {
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
    return register
  }
}
