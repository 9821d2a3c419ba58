/// What a command of the emulated UHF reader that is answered in one frame ends with.
struct LenAdrUHFAnswer: Equatable, Sendable {
  var status: UInt8
  var data: [UInt8] = []
  var time: Duration = .zero
}

/// The STATUS bytes the emulated UHF reader answers with (UHFReader288MP manual v1.14, pages 5 and
/// 17), and frames made of them.
enum LenAdrUHFFrames {
  static let done: UInt8 = 0x00
  static let complete: UInt8 = 0x01
  static let timeOver: UInt8 = 0x02
  static let moreFrames: UInt8 = 0x03
  static let memoryFull: UInt8 = 0x04
  static let statistics: UInt8 = 0x26
  static let antennaError: UInt8 = 0xF8
  static let executionError: UInt8 = 0xF9
  static let noTag: UInt8 = 0xFB
  static let tagError: UInt8 = 0xFC
  static let wrongLength: UInt8 = 0xFD
  static let illegalCommand: UInt8 = 0xFE
  static let parameterError: UInt8 = 0xFF

  static func single(
    _ command: UInt8, _ status: UInt8, _ data: [UInt8] = [], after time: Duration = .zero
  ) -> LenAdrDeviceLine.Frame {
    LenAdrDeviceLine.Frame(body: [command, status] + data, readyAfter: time)
  }
}
