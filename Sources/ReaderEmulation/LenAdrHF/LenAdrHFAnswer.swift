/// What a command of the emulated HF reader ends with (545ch4/RR3036, connection.rb, ERROR_MSG).
struct LenAdrHFAnswer: Equatable, Sendable {
  static let done: UInt8 = 0x00
  static let fieldOff: UInt8 = 0x05
  static let noUIDInTime: UInt8 = 0x0A
  static let notAllInTime: UInt8 = 0x0B
  static let strangeAnswer: UInt8 = 0x0C
  static let noTag: UInt8 = 0x0E
  static let tagError: UInt8 = 0x0F
  static let cardError: UInt8 = 0x10
  static let wrongMode: UInt8 = 0x1F

  enum Fate: Sendable { case sent, damaged, lost }

  var status: UInt8
  var data: [UInt8] = []
  /// The time on the air, beside the command's own.
  var time: Duration = .zero
  /// What goes wrong with the answer itself.
  var fate = Fate.sent

  static let wrongLength = LenAdrHFAnswer(status: 0x01)
  static let unknown = LenAdrHFAnswer(status: 0x02)
}
