/// One frame of the FEIG host protocol, in either of its two forms.
///
///     standard   host     LENGTH COM-ADR CMD        DATA... CRC-LSB CRC-MSB
///                reader   LENGTH COM-ADR CMD STATUS DATA... CRC-LSB CRC-MSB
///     advanced   host     02 LEN-MSB LEN-LSB COM-ADR CMD        DATA... CRC-LSB CRC-MSB
///                reader   02 LEN-MSB LEN-LSB COM-ADR CMD STATUS DATA... CRC-LSB CRC-MSB
///
/// LENGTH counts every byte of the frame, itself, the 02 and the check included: 5 to 255 from a
/// host and 6 to 255 from a reader in the standard form, up to 65535 in the advanced one. The
/// check is `CRC16.mcrf4xx` over all bytes before it. A reader answers in the form it was asked
/// in, unless a standard answer would be longer than 255 bytes. Over USB the bytes are the same;
/// nothing wraps them.
///
/// Source: FEIG system manual H60301-3e (ID ISC.MR/PR/PRH101), pages 16 and 17. Page 16 prints the
/// advanced check most significant byte first; manual H80701-2e (RW40.30-USB) and published
/// traffic have it least significant byte first, as here.
public struct FeigFrame: Hashable, Sendable {
  /// The two forms a frame can have.
  public enum Form: Hashable, Sendable, CaseIterable {
    /// One length byte; at most 255 bytes.
    case standard
    /// A leading 02 and two length bytes.
    case advanced

    /// The bytes of a frame that are not payload: length, address, command and check.
    var overhead: Int { self == .standard ? 5 : 7 }

    /// The longest frame that the length field can express.
    var lengthMax: Int { self == .standard ? 255 : 65_535 }
  }

  /// Who sends a frame; a reader's has a status byte and so is one byte longer at least.
  public enum Sender: Hashable, Sendable, CaseIterable {
    /// The station.
    case host
    /// The reader.
    case reader
  }

  /// The address every reader answers to.
  public static let anyAddress: UInt8 = 0xFF

  /// The first byte of an advanced frame.
  static let advancedMark: UInt8 = 0x02

  /// The form on the wire.
  public var form: Form

  /// The reader's address; `anyAddress` in a host's frame reaches every reader.
  public var address: UInt8

  /// The command, which the reader's answer repeats.
  public var command: UInt8

  /// The bytes after the command: the host's data, or the reader's status and data.
  public var payload: [UInt8]

  /// Makes a frame.
  public init(
    form: Form = .advanced, address: UInt8 = FeigFrame.anyAddress, command: UInt8,
    payload: [UInt8] = []
  ) {
    self.form = form
    self.address = address
    self.command = command
    self.payload = payload
  }

  /// The frame as bytes; nothing if it is too long for its form.
  public var bytes: [UInt8]? {
    let length = form.overhead + payload.count
    guard length <= form.lengthMax else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    if form == .advanced {
      bytes += [Self.advancedMark, UInt8(length >> 8)]
    }
    bytes += [UInt8(truncatingIfNeeded: length), address, command]
    bytes += payload
    let check = CRC16.mcrf4xx.checksum(of: bytes)
    bytes += [UInt8(truncatingIfNeeded: check), UInt8(check >> 8)]
    return bytes
  }
}
