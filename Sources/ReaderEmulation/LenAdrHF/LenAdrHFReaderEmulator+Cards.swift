import Primitives
import TagReads

// 41 10 MODE -> ATQA2. 42 10 00 -> the first four bytes of a number: of a longer one the cascade
// tag and three bytes (ISO/IEC 14443-3, 6.5.4).
extension LenAdrHFReaderEmulator {
  private static let noCard: UInt8 = 0x20
  private static let anticollisionFailed: UInt8 = 0x30
  private static let cascadeTag: UInt8 = 0x88

  mutating func callCards(_ data: [UInt8]) -> LenAdrHFAnswer {
    if let refusal = refusal(wantsCards: true) { return refusal }
    guard data.count == 1 else { return .wrongLength }
    let cards = antenna.airRound().map(\.tag.id).filter { $0.technology == .iso14443 }
    calledCard = cards.first
    guard let card = calledCard else {
      return cardError(Self.noCard, time: ProximityAir.emptyPoll.duration)
    }
    let sizeBits: UInt8 = card.bytes.count == 4 ? 0x00 : card.bytes.count == 7 ? 0x40 : 0x80
    return LenAdrHFAnswer(
      status: LenAdrHFAnswer.done, data: [0x04 | sizeBits, 0x00],
      time: ProximityAir.emptyPoll.duration)
  }

  mutating func cardNumber(_ data: [UInt8]) -> LenAdrHFAnswer {
    if let refusal = refusal(wantsCards: true) { return refusal }
    guard data.count == 1 else { return .wrongLength }
    let time = ProximityAir.card(uidBytes: 4).duration
    guard let card = calledCard, antenna.answers(card) else {
      return cardError(Self.anticollisionFailed, time: time)
    }
    let number = card.bytes.count == 4 ? card.bytes : [Self.cascadeTag] + card.bytes.prefix(3)
    return LenAdrHFAnswer(status: LenAdrHFAnswer.done, data: number, time: time)
  }

  private func cardError(_ code: UInt8, time: Duration) -> LenAdrHFAnswer {
    LenAdrHFAnswer(status: LenAdrHFAnswer.cardError, data: [code], time: time)
  }
}
