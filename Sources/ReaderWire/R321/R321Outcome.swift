/// How a command ended: the last two parameters of most answers.
///
///     DATA... FLAG ERROR      FLAG 00 done, 01 failed
///                             ERROR 01 the tag reported an error, 02 the tag's answer failed its
///                             check, 03 the tag did not answer; 00 where no tag was asked
///
/// Source: AnyID "RFID HF READER Communication Protocol V1.1", tables 3.8.1, 4.8.1 and 4.10.1.
public struct R321Outcome: Hashable, Sendable {
  /// Why a command to a tag failed; a code without a name here survives as its number.
  public struct Failure: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// The tag answered with an error; the reader does not say which.
    public static let tagError = Failure(rawValue: 0x01)
    /// The tag's answer was damaged on the air.
    public static let damagedOnAir = Failure(rawValue: 0x02)
    /// The tag did not answer.
    public static let tagSilent = Failure(rawValue: 0x03)
  }

  static let byteCount = 2

  /// What went before the flag.
  public var data: [UInt8]

  /// The flag; 00 is success.
  public var flag: UInt8

  /// What failed, if something did.
  public var failure: Failure

  /// Takes the parameters of an answer apart; nothing if they are too short.
  public init?(_ parameters: [UInt8]) {
    guard parameters.count >= Self.byteCount else { return nil }
    data = parameters.dropLast(Self.byteCount)
    flag = parameters[parameters.count - 2]
    failure = Failure(rawValue: parameters[parameters.count - 1])
  }

  /// True if the command was carried out.
  public var isSuccess: Bool { flag == 0x00 }

  /// The blocks read, in the tag's own byte order; nothing if they are not that many.
  public func blocks(count: Int) -> [[UInt8]]? {
    let size = R321Command.blockByteCount
    guard isSuccess, data.count == count * size else { return nil }
    return (0..<count).map { Array(data[$0 * size..<($0 + 1) * size]) }
  }
}
