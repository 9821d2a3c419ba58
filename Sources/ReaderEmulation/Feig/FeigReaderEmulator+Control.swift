import Primitives

// Commands to the reader itself (PR101 manual H60301-3e, chapter 5).
extension FeigReaderEmulator {
  /// [63] and [64]: the reply comes first, then the reader starts anew with the field on.
  mutating func restart(_ data: [UInt8], lengths: ClosedRange<Int>) -> FeigAnswer {
    guard lengths.contains(data.count) else { return .wrongLength }
    dropField()
    isFieldOn = true
    return .done
  }

  /// [65]: SW-REV (2) D-REV HW-TYPE SW-TYPE TR-TYPE (2).
  func softwareVersion(_ data: [UInt8]) -> FeigAnswer {
    guard data.isEmpty else { return .wrongLength }
    return FeigAnswer(status: FeigStatusByte.done, data: settings.version)
  }

  /// [66], page 51. MODE 00 is the software version with RX-BUF (2) and TX-BUF (2) after it; MODE
  /// 80 is DEV-ID (4) CUSTOM-L (4) FW-L (2) TR-DRV-L (2) FNC-L (2) and two unused bytes.
  func readerInfo(_ data: [UInt8]) -> FeigAnswer {
    guard data.count == 1 else { return .wrongLength }
    let size = UInt16(clamping: settings.bufferBytes)
    let sizeBytes = [UInt8(truncatingIfNeeded: size >> 8), UInt8(truncatingIfNeeded: size)]
    let id = (0..<4).map { UInt8(truncatingIfNeeded: settings.deviceID >> (24 - 8 * $0)) }
    return switch data[0] {
    case 0x00:
      FeigAnswer(status: FeigStatusByte.done, data: settings.version + sizeBytes + sizeBytes)
    case 0x80:
      FeigAnswer(status: FeigStatusByte.done, data: id + [UInt8](repeating: 0, count: 12))
    default: .outOfRange
    }
  }

  /// [69], page 53: the field is off for a while and on again before the reply.
  mutating func resetField(_ data: [UInt8]) -> FeigAnswer {
    guard data.isEmpty else { return .wrongLength }
    dropField()
    isFieldOn = true
    return FeigAnswer(status: FeigStatusByte.done, time: settings.fieldOffTime)
  }

  /// [6A]: 00 off, 01 on.
  mutating func switchField(_ data: [UInt8]) -> FeigAnswer {
    guard data.count == 1 else { return .wrongLength }
    guard data[0] <= 1 else { return .outOfRange }
    if data[0] == 0 { dropField() }
    isFieldOn = data[0] == 1
    return .done
  }
}
