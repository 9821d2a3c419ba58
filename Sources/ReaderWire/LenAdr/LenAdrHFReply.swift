/// An HF reader's answer; it does not say which command it answers.
///
///     LEN ADR STATUS DATA... CRC-LSB CRC-MSB
///
/// Source: the MIT-licensed client 545ch4/RR3036 (connection.rb).
public struct LenAdrHFReply: Hashable, Sendable {
  /// The address of the reader that answers.
  public var address: UInt8

  /// How it went.
  public var status: LenAdrHFStatus

  /// What came of it; the layout depends on the command.
  public var data: [UInt8]

  /// Makes an answer.
  public init(address: UInt8 = 0, status: LenAdrHFStatus, data: [UInt8] = []) {
    self.address = address
    self.status = status
    self.data = data
  }
}

extension LenAdrHFReply: LenAdrAnswer {
  static var bodyByteCountMin: Int { 1 }

  init(address: UInt8, body: ArraySlice<UInt8>) {
    self.init(
      address: address, status: LenAdrHFStatus(rawValue: body[body.startIndex]),
      data: Array(body.dropFirst()))
  }
}
