/// A UHF reader's answer, or one piece of an answer that comes in several frames.
///
///     LEN ADR CMD STATUS DATA... CRC-LSB CRC-MSB
///
/// Source: UHFReader288MP manual v1.14, pages 2 and 3.
public struct LenAdrUHFReply: Hashable, Sendable {
  /// The command byte of what a reader sends without being asked, in a mode in which it works by
  /// itself (UHFReader288MP manual v1.14, page 72).
  public static let unasked: UInt8 = 0xEE

  /// The address of the reader that answers.
  public var address: UInt8

  /// The command answered.
  public var command: UInt8

  /// How it went.
  public var status: LenAdrUHFStatus

  /// What came of it; the layout depends on the command.
  public var data: [UInt8]

  /// Makes an answer.
  public init(address: UInt8 = 0, command: UInt8, status: LenAdrUHFStatus, data: [UInt8] = []) {
    self.address = address
    self.command = command
    self.status = status
    self.data = data
  }
}

extension LenAdrUHFReply: LenAdrAnswer {
  static var bodyByteCountMin: Int { 2 }

  init(address: UInt8, body: ArraySlice<UInt8>) {
    self.init(
      address: address, command: body[body.startIndex],
      status: LenAdrUHFStatus(rawValue: body[body.startIndex + 1]),
      data: Array(body.dropFirst(2)))
  }
}
