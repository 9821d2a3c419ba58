import Primitives

/// A message of the host as the reader's firmware sees it (CCID 1.1, chapter 6.1).
struct CCIDDeviceMessage: Equatable, Sendable {
  var type: UInt8
  var slot: UInt8
  var sequence: UInt8
  var data: [UInt8]

  /// The message that answers it (chapter 6.2): type, length, slot, bSeq, bStatus, bError, 0, data.
  func answer(type: UInt8, status: UInt8, error: UInt8, data: [UInt8] = []) -> [UInt8] {
    let length = data.count
    return [type, UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF), 0, 0, slot, sequence]
      + [status, error, 0] + data
  }
}

/// The receiving half of a smart-card reader: bytes of the host in, whole messages out.
///
/// USB delivers a message as one transfer. A transfer that stops short of the length it announces,
/// or announces more than the reader can hold, is dropped.
struct CCIDDeviceReceiver: Sendable {
  private static let headerBytes = 10
  private static let transferGapMax: Duration = .milliseconds(100)

  let lengthMax: Int
  private var transfer: [UInt8] = []
  private var lastByteAt = Moment.origin

  init(lengthMax: Int) {
    self.lengthMax = lengthMax
  }

  /// Takes one byte; gives the message it completes.
  mutating func take(_ byte: UInt8, at now: Moment) -> CCIDDeviceMessage? {
    if now.since(lastByteAt) > Self.transferGapMax { transfer = [] }
    lastByteAt = now
    transfer.append(byte)
    guard transfer.count >= Self.headerBytes else { return nil }
    let length =
      Int(transfer[1]) | Int(transfer[2]) << 8 | Int(transfer[3]) << 16 | Int(transfer[4]) << 24
    guard Self.headerBytes + length <= lengthMax else {
      transfer = []
      return nil
    }
    guard transfer.count == Self.headerBytes + length else { return nil }
    defer { transfer = [] }
    return CCIDDeviceMessage(
      type: transfer[0], slot: transfer[5], sequence: transfer[6],
      data: Array(transfer.dropFirst(Self.headerBytes)))
  }
}
