/// The STATUS bytes the emulated reader answers with (PR101 manual H60301-3e, page 121).
enum FeigStatusByte {
  static let done: UInt8 = 0x00
  static let noTransponder: UInt8 = 0x01
  static let dataFalse: UInt8 = 0x02
  static let writeError: UInt8 = 0x03
  static let busy: UInt8 = 0x0F
  static let parameterRange: UInt8 = 0x11
  static let unknownCommand: UInt8 = 0x80
  static let lengthError: UInt8 = 0x81
  static let commandNotAvailable: UInt8 = 0x82
  static let communicationError: UInt8 = 0x83
  static let noiseWarning: UInt8 = 0x84
  static let moreData: UInt8 = 0x94
  static let tagError: UInt8 = 0x95
}

/// The error codes of ISO 15693-3 that follow status 95.
enum VicinityErrorCode {
  static let blockNotAvailable: UInt8 = 0x10
  static let blockLocked: UInt8 = 0x12
}

/// What a command of the reader ends with.
struct FeigAnswer: Equatable, Sendable {
  var status: UInt8
  var data: [UInt8] = []
  /// The time on the air, or with the field off, beside the command's own.
  var time: Duration = .zero
  /// What goes wrong with the reply itself.
  var fate: Fate = .sent

  enum Fate: Sendable { case sent, damaged, lost }

  static let done = FeigAnswer(status: FeigStatusByte.done)
  static let wrongLength = FeigAnswer(status: FeigStatusByte.lengthError)
  static let outOfRange = FeigAnswer(status: FeigStatusByte.parameterRange)
  static let unknown = FeigAnswer(status: FeigStatusByte.unknownCommand)
}
