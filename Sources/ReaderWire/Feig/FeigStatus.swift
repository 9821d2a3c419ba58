/// The status byte of a FEIG reader's answer; a code without a name here survives as its number.
///
/// Source: FEIG system manual H60301-3e, annex D (page 121).
public struct FeigStatus: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Done.
  public static let ok = FeigStatus(rawValue: 0x00)
  /// No transponder answered: there is none, it was told to be quiet, or it has left.
  public static let noTransponder = FeigStatus(rawValue: 0x01)
  /// A transponder's answer failed its check.
  public static let dataFalse = FeigStatus(rawValue: 0x02)
  /// The transponder could not be written.
  public static let writeError = FeigStatus(rawValue: 0x03)
  /// The address lies outside the transponder's memory.
  public static let addressError = FeigStatus(rawValue: 0x04)
  /// The command does not fit this type of transponder.
  public static let wrongTransponderType = FeigStatus(rawValue: 0x05)
  /// Several transponders answered at once.
  public static let collision = FeigStatus(rawValue: 0x0B)
  /// An error without a name.
  public static let generalError = FeigStatus(rawValue: 0x0E)
  /// The reader is at work; repeat later.
  public static let busy = FeigStatus(rawValue: 0x0F)
  /// The reader's own memory failed.
  public static let memoryFailure = FeigStatus(rawValue: 0x10)
  /// A parameter lies outside its range.
  public static let parameterRange = FeigStatus(rawValue: 0x11)
  /// A password is wanted first.
  public static let loginRequest = FeigStatus(rawValue: 0x13)
  /// The password was wrong.
  public static let loginError = FeigStatus(rawValue: 0x14)
  /// Reading is locked.
  public static let readProtected = FeigStatus(rawValue: 0x15)
  /// Writing is locked.
  public static let writeProtected = FeigStatus(rawValue: 0x16)
  /// The firmware has not been activated.
  public static let firmwareActivation = FeigStatus(rawValue: 0x17)
  /// The firmware does not fit the hardware.
  public static let wrongFirmware = FeigStatus(rawValue: 0x18)
  /// The reader does not know the command.
  public static let unknownCommand = FeigStatus(rawValue: 0x80)
  /// The frame's length does not fit the command.
  public static let lengthError = FeigStatus(rawValue: 0x81)
  /// The command is switched off, as tag commands are in scan mode.
  public static let commandNotAvailable = FeigStatus(rawValue: 0x82)
  /// The conversation over the air broke off: anticollision was aborted, or time ran out.
  public static let communicationError = FeigStatus(rawValue: 0x83)
  /// The antenna or its surroundings are not as they should be; any answer can carry this.
  public static let warning = FeigStatus(rawValue: 0x84)
  /// The reader has no valid data.
  public static let noValidData = FeigStatus(rawValue: 0x92)
  /// The reader's table overflowed: some data is lost.
  public static let bufferOverflow = FeigStatus(rawValue: 0x93)
  /// There is more data than fits one answer: ask for the rest.
  public static let moreData = FeigStatus(rawValue: 0x94)
  /// The transponder answered with an ISO 15693 error code, which follows.
  public static let tagError = FeigStatus(rawValue: 0x95)
  /// The hardware reported a fault.
  public static let hardwareWarning = FeigStatus(rawValue: 0xF1)
  /// The reader did not start up properly.
  public static let startWarning = FeigStatus(rawValue: 0xF2)

  /// True if the answer can carry transponder data in spite of the status.
  public var mayCarryData: Bool {
    [.ok, .communicationError, .warning, .bufferOverflow, .moreData, .tagError].contains(self)
  }
}
