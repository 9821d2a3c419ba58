import Primitives

/// The receiving half of a FEIG reader: bytes of the host in, whole requests out.
///
/// PR101 manual H60301-3e, pages 15 to 17: at most 12 ms between the bytes of a frame, at least 5
/// ms of silence before a frame, no reply to a frame that is not right. Bytes that come before the
/// reader listens again are lost, and so is the rest of the frame they belong to.
struct FeigDeviceReceiver: Sendable {
  private static let characterGapMax: Duration = .milliseconds(12)
  private static let idleGapMin: Duration = .milliseconds(5)

  private var frame: [UInt8] = []
  private var lastByteAt = Moment.origin
  private var listensFrom: Moment?

  /// Takes one byte; gives the request it completes.
  mutating func take(_ byte: UInt8, at now: Moment, checksCRC: Bool) -> FeigDeviceRequest? {
    if !frame.isEmpty && now.since(lastByteAt) > Self.characterGapMax { frame = [] }
    if frame.isEmpty, let listensFrom, now < listensFrom {
      self.listensFrom = max(listensFrom, now + Self.idleGapMin)
      return nil
    }
    lastByteAt = now
    frame.append(byte)
    guard let length = announcedLength else { return nil }
    guard frame.count == length else {
      if frame.count > length { discard(at: now) }
      return nil
    }
    let request = completeRequest(checksCRC: checksCRC)
    discard(at: now)
    return request
  }

  /// Stays deaf until the reply is out and the line has been idle after it.
  mutating func replying(until end: Moment) {
    listensFrom = end + Self.idleGapMin
  }

  /// The length the frame claims, once that is known; 0 if no frame has it.
  private var announcedLength: Int? {
    if frame[0] != 0x02 { return frame[0] < 5 ? 0 : Int(frame[0]) }
    guard frame.count >= 3 else { return nil }
    let length = Int(frame[1]) << 8 | Int(frame[2])
    return length < 7 ? 0 : length
  }

  private func completeRequest(checksCRC: Bool) -> FeigDeviceRequest? {
    let crc = UInt16(frame[frame.count - 2]) | UInt16(frame[frame.count - 1]) << 8
    if checksCRC && crc != FeigDeviceCRC.of(frame.dropLast(2)) { return nil }
    let isAdvanced = frame[0] == 0x02
    let content = frame.dropFirst(isAdvanced ? 3 : 1).dropLast(2)
    return FeigDeviceRequest(
      form: isAdvanced ? .advanced : .standard, address: content[content.startIndex],
      command: content[content.startIndex + 1], data: Array(content.dropFirst(2)))
  }

  private mutating func discard(at now: Moment) {
    frame = []
    listensFrom = now + Self.idleGapMin
  }
}
