/// What frames and slots of ISO 15693 take on the air.
///
/// ISO/IEC 15693-2 and -3: request 1 out of 4, response with one subcarrier at the high data rate,
/// in periods of the carrier:
///
///     request   SOF 1024 | byte 4096 ... | EOF 512
///     t1        4352 from the request to the response (4320 to 4384)
///     response  SOF 2048 | bit 512 ... | EOF 2048
///     t2        4192 from the response to the next request or slot
///     t3        4384 + 2048 before the next slot when nobody answers
///     slot      begun by a lone EOF 512
enum VicinityAir {
  static let wait = CarrierTime(periods: 4352)
  static let pause = CarrierTime(periods: 4192)
  static let slotMark = CarrierTime(periods: 512)

  /// Flags, command, mask length, CRC: an inventory request without a mask.
  static let inventoryRequestBytes = 5

  /// Flags, DSFID, UID, CRC: the answer to an inventory request.
  static let inventoryResponseBytes = 12

  /// Flags, command, UID, CRC.
  static let addressedRequestBytes = 12

  static func request(bytes: Int) -> CarrierTime {
    CarrierTime(periods: 1024 + 4096 * Int64(bytes) + 512)
  }

  static func response(bytes: Int) -> CarrierTime {
    CarrierTime(periods: 2048 + 512 * 8 * Int64(bytes) + 2048)
  }

  /// A slot in which one tag or several answer: 4.60 ms.
  static let occupiedSlot = wait + response(bytes: inventoryResponseBytes) + pause + slotMark

  /// A slot in which nobody answers: 0.51 ms.
  static let emptySlot = CarrierTime(periods: 4384 + 2048) + slotMark

  /// A Stay Quiet request, which no tag answers, and the pause after it: 4.05 ms.
  static let stayQuiet = request(bytes: addressedRequestBytes) + wait

  /// A request and its response.
  static func exchange(requestBytes: Int, responseBytes: Int) -> CarrierTime {
    request(bytes: requestBytes) + wait + response(bytes: responseBytes) + pause
  }
}
