/// What polling for ISO 14443 type A cards takes on the air.
///
/// ISO/IEC 14443-2 and -3 at 106 kbit/s, in periods of the carrier: a bit 128; a short frame start,
/// 7 bits, end; a standard frame start, 9 bits a byte, end; the card answers 1172 to 1236 after the
/// reader's last bit; a card may need 5 ms of unmodulated field before its first request.
enum ProximityAir {
  private static let bit: Int64 = 128
  private static let guardTime = CarrierTime(periods: 67_800)
  private static let answerDelay = CarrierTime(periods: 1236)

  private static func frame(bytes: Int) -> CarrierTime {
    CarrierTime(periods: bit * (2 + 9 * Int64(bytes)))
  }

  /// A request that finds nobody, with the guard time before it: about 5.2 ms.
  static let emptyPoll = guardTime + CarrierTime(periods: bit * 9) + answerDelay

  /// Answering the request, anticollision and select of a card through its cascade levels, halt:
  /// ATQA 2 bytes; a level 2 asked, 5 answered, 9 asked, 3 answered; HLTA 4 bytes.
  static func card(uidBytes: Int) -> CarrierTime {
    let level =
      frame(bytes: 2) + answerDelay + frame(bytes: 5) + answerDelay + frame(bytes: 9)
      + answerDelay + frame(bytes: 3) + answerDelay
    let levels = uidBytes <= 4 ? 1 : uidBytes <= 7 ? 2 : 3
    return frame(bytes: 2) + answerDelay + level * levels + frame(bytes: 4) + answerDelay
  }
}
