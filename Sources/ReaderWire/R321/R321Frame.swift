/// One frame of the AnyID R321 protocol.
///
///     short   request   7E 55 LEN | SRC16 DST16    CMD 00       PARAM... | CRC-LSB CRC-MSB
///             response  7E 55 LEN | SRC16 DST16 1F CMD 00       PARAM... | CRC-LSB CRC-MSB
///     long    request   7E 55 00  | SRC16 DST16    CMD 00 LEN16 PARAM... | CRC-LSB CRC-MSB
///             response  7E 55 00  | SRC16 DST16 1F CMD 00 LEN16 PARAM... | CRC-LSB CRC-MSB
///
/// LEN counts from SRC to the end of the check; LEN16 counts the parameters alone. Everything of
/// more than one byte is sent least significant byte first. The check is `CRC16.x25` over all bytes
/// from LEN to the last parameter. A request may come from either side: a reader set to upload by
/// itself asks the host. No command has the code 1F, so that byte tells a response from a request.
///
/// Source: AnyID "RFID HF READER Communication Protocol V1.1", 1.1 to 1.4 and appendix A, in the
/// repository Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693; the captures there (dumb.txt)
/// agree.
public struct R321Frame: Hashable, Sendable {
  /// The two forms a frame can have.
  public enum Form: Hashable, Sendable, CaseIterable {
    /// One length byte, 255 at most.
    case short
    /// A length byte of zero, and two bytes that count the parameters.
    case long
  }

  /// The address the manual recommends for the host.
  public static let hostAddress: UInt16 = 0x0000

  /// The address every reader answers to.
  public static let anyAddress: UInt16 = 0xFFFF

  static let mark: [UInt8] = [0x7E, 0x55]
  static let responseFlag: UInt8 = 0x1F
  static let markAndLengthCount = 3

  /// The form on the wire.
  public var form: Form

  /// Who sends it.
  public var source: UInt16

  /// Who it is for.
  public var target: UInt16

  /// True if it answers a request.
  public var isResponse: Bool

  /// The command, which a response repeats.
  public var command: UInt8

  /// What the command carries.
  public var parameters: [UInt8]

  /// Makes a frame.
  public init(
    form: Form = .short, source: UInt16, target: UInt16, isResponse: Bool, command: UInt8,
    parameters: [UInt8] = []
  ) {
    self.form = form
    self.source = source
    self.target = target
    self.isResponse = isResponse
    self.command = command
    self.parameters = parameters
  }

  /// The frame as bytes; nothing if it is too long for its form.
  public var bytes: [UInt8]? {
    let flag = isResponse ? [Self.responseFlag] : []
    var content = Self.twoBytes(source) + Self.twoBytes(target) + flag + [command, 0x00]
    if form == .long {
      guard let count = UInt16(exactly: parameters.count) else { return nil }
      content += Self.twoBytes(count)
    }
    content += parameters
    let length = form == .long ? 0 : content.count + 2
    guard let lengthByte = UInt8(exactly: length) else { return nil }
    let checked = [lengthByte] + content
    return Self.mark + checked + Self.twoBytes(CRC16.x25.checksum(of: checked))
  }

  private static func twoBytes(_ number: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)]
  }
}
