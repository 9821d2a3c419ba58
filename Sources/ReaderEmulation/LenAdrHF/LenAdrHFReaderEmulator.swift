public import Primitives
import TagReads

/// An HF reader RR3036 or RR9036 as bytes in, bytes out.
///
///     request  LEN ADR CMD STATE DATA... CRC      reply  LEN ADR STATUS DATA... CRC
///
/// Built from what is public of these readers: the RR9036 manual's list of commands, and the
/// clients 545ch4/RR3036 and thiagomoretto/RR3036-java-driver. Commands:
///
///     00 00 information      00 01 field off    00 02 field on    00 05 ISO 14443 A
///     00 06 ISO 15693        00 07 lamp         01 06 inventory
///     20 read a block        21 write a block   41 call cards     42 number of a card
///
/// It works on one command at a time and loses what comes meanwhile. In its scan time it asks the
/// air as ISO 15693-3 lays down; what it has not heard by then is missing, with a status saying so.
public struct LenAdrHFReaderEmulator: EmulatedReader {
  let antenna: AntennaField
  let settings: LenAdrHFEmulatorSettings
  var generator: SeededGenerator
  var isFieldOn: Bool
  var isForCards: Bool
  /// Placements of tags that have been reported; membership only.
  var reported: Set<UInt64> = []
  /// The card that answered the last call.
  var calledCard: TagID?

  private var line: LenAdrDeviceLine

  /// Makes a reader with its antenna in a field.
  public init(antenna: AntennaField, settings: LenAdrHFEmulatorSettings = .init()) {
    self.antenna = antenna
    self.settings = settings
    generator = SeededGenerator(seed: settings.seed)
    isFieldOn = settings.startsWithField
    isForCards = settings.startsWithCards
    line = LenAdrDeviceLine(baud: settings.baud, characterGapMax: settings.characterGapMax)
  }

  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    for byte in bytes {
      guard case .request(let address, let body) = line.take(byte, at: now),
        address == settings.address || address == 0xFF, body.count >= 2
      else { continue }
      let frameOverhead = 4
      execute(body, at: line.arrival(of: body.count + frameOverhead, at: now))
    }
  }

  public mutating func output(upTo now: Moment) -> [UInt8] { line.output(upTo: now) }

  public var nextOutput: Moment? { line.nextOutput }

  public mutating func powerCycle(at now: Moment) {
    line.reset()
    isFieldOn = settings.startsWithField
    isForCards = settings.startsWithCards
    reported = []
    calledCard = nil
  }

  private mutating func execute(_ body: [UInt8], at begins: Moment) {
    guard let answer = perform(body) else { return }
    let time = generator.duration(settings.commandTime) + answer.time
    let frames =
      answer.fate == .lost
      ? []
      : [
        LenAdrDeviceLine.Frame(
          body: [answer.status] + answer.data, readyAfter: time,
          isDamaged: answer.fate == .damaged)
      ]
    line.execute(
      from: begins, for: time, frames: frames, address: settings.address, using: &generator)
  }

  private mutating func perform(_ body: [UInt8]) -> LenAdrHFAnswer? {
    let data = Array(body.dropFirst(2))
    switch (body[0], body[1]) {
    case (0x00, let state): return control(state, data)
    case (0x01, 0x06): return data.isEmpty ? inventory() : .wrongLength
    case (0x20, 0x00): return readBlock(data)
    case (0x21, 0x00), (0x21, 0x08): return writeBlock(data)
    case (0x41, 0x10): return callCards(data)
    case (0x42, 0x10): return cardNumber(data)
    default: return .unknown
    }
  }

  private mutating func control(_ state: UInt8, _ data: [UInt8]) -> LenAdrHFAnswer {
    switch state {
    case 0x00: return LenAdrHFAnswer(status: LenAdrHFAnswer.done, data: settings.information)
    case 0x01, 0x02:
      dropField()
      isFieldOn = state == 0x02
    case 0x05 where settings.knowsCards:
      dropField()
      isForCards = true
    case 0x06:
      dropField()
      isForCards = false
    case 0x07: break
    default: return .unknown
    }
    return LenAdrHFAnswer(status: LenAdrHFAnswer.done)
  }

  /// Tags lose the field and forget.
  private mutating func dropField() {
    reported = []
    calledCard = nil
  }
}
