import Primitives
import TagReads

/// What a command came to: the answering message, and how long the card took.
struct CCIDDeviceAnswer: Sendable {
  enum Fate: Equatable, Sendable {
    case sound, damaged, lost
  }

  var type: UInt8
  var error: UInt8?
  var data: [UInt8] = []
  var time: Duration = .zero
  var isFromCard = false
  var fate = Fate.sound

  /// Slot status, command done.
  static let status = CCIDDeviceAnswer(type: 0x81)
  /// Slot status, command not known (bError 00).
  static let unknown = CCIDDeviceAnswer(type: 0x81, error: 0x00)

  /// The header's byte at this place is wrong.
  static func wrong(byte: UInt8, type: UInt8 = 0x81) -> CCIDDeviceAnswer {
    CCIDDeviceAnswer(type: type, error: byte)
  }
}

extension CCIDReaderEmulator {
  mutating func perform(_ message: CCIDDeviceMessage, at now: Moment) -> CCIDDeviceAnswer {
    guard message.slot == 0 else { return .wrong(byte: 5) }
    switch message.type {
    case 0x62: return message.data.isEmpty ? powerOn() : .wrong(byte: 1, type: 0x80)
    case 0x63: return message.data.isEmpty ? powerOff(at: now) : .wrong(byte: 1)
    case 0x65, 0x72: return message.data.isEmpty ? .status : .wrong(byte: 1)
    case 0x6F: return exchange(message.data)
    case 0x61, 0x6C, 0x6D: return parameters
    case 0x6B: return CCIDDeviceAnswer(type: 0x83, error: 0x00)
    default: return .unknown
    }
  }

  /// A card that is already powered is powered anew; a disturbance of the antenna strikes here.
  private mutating func powerOn() -> CCIDDeviceAnswer {
    powered = nil
    var answer = CCIDDeviceAnswer(type: 0x80, time: settings.activationTime, isFromCard: true)
    let disturbance = antenna.takeDisturbance()
    switch disturbance {
    case .busy: return CCIDDeviceAnswer(type: 0x80, error: 0xE0)
    case .silence: answer.fate = .lost
    case .damagedReply: answer.fate = .damaged
    case .aborted, .noiseWarning, nil: break
    }
    guard let found, disturbance != .aborted, kind(of: found.tag) != .mute,
      antenna.answers(found.tag)
    else {
      answer.error = 0xFE
      return answer
    }
    if disturbance == .noiseWarning {
      answer.error = 0xFD
      return answer
    }
    let card = EmulatedCard(
      found.tag, kind: kind(of: found.tag), manner: manner,
      leastSignificantFirst: settings.sendsVicinityNumbersReversed, generator: &generator)
    powered = card
    isFalselyActive = false
    answer.data = card.kind.answerToReset
    return answer
  }

  private mutating func powerOff(at now: Moment) -> CCIDDeviceAnswer {
    powered = nil
    isFalselyActive = false
    if settings.blindTime > .zero { blindUntil = now + settings.blindTime }
    return .status
  }

  private mutating func exchange(_ command: [UInt8]) -> CCIDDeviceAnswer {
    var answer = CCIDDeviceAnswer(type: 0x80, time: settings.exchangeTime, isFromCard: true)
    if let response = powered?.respond(to: command) {
      answer.data = response
    } else {
      answer.error = 0xFE
    }
    return answer
  }

  /// Protocol T=0 with the parameters that hold before any are agreed (ISO/IEC 7816-3).
  private var parameters: CCIDDeviceAnswer {
    CCIDDeviceAnswer(type: 0x82, data: [0x11, 0x00, 0x00, 0x0A, 0x00])
  }

  private func kind(of tag: TagID) -> CCIDCardKind {
    settings.cardKinds[tag] ?? CCIDCardKind(tag)
  }

  private var manner: EmulatedCard.Manner {
    switch settings.numberManner {
    case .atOnce: .atOnce
    case .onRequest: .onRequest
    case .rightLengthOnly: .rightLengthOnly
    case .never: .never
    }
  }
}
