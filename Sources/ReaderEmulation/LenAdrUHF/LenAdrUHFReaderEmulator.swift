public import Primitives
import TagReads

/// A UHF reader UHFReader18 or UHFReader288 as bytes in, bytes out.
///
///     request  LEN ADR CMD DATA... CRC      reply  LEN ADR CMD STATUS DATA... CRC
///
/// Built from the UHFReader288MP manual v1.14 and the frames in the tests of wabson/chafon-rfid.
/// Commands:
///
///     01 inventory    02 read words    03 write words    21 information
///
/// It works on one command at a time and loses what comes meanwhile. Commands that change what the
/// reader keeps are counted and change nothing, so that a test can see that there were none.
public struct LenAdrUHFReaderEmulator: EmulatedReader {
  /// How many commands wanted to change what the reader keeps.
  public private(set) var settingCommandCount = 0

  let antenna: AntennaField
  var settings: LenAdrUHFEmulatorSettings
  var generator: SeededGenerator

  private var line: LenAdrDeviceLine
  private var nextOwnReading: Moment?
  private var lastSeen = Moment.origin

  /// Makes a reader with its antenna in a field.
  public init(antenna: AntennaField, settings: LenAdrUHFEmulatorSettings = .init()) {
    self.antenna = antenna
    self.settings = settings
    generator = SeededGenerator(seed: settings.seed)
    line = LenAdrDeviceLine(baud: settings.baud, characterGapMax: settings.characterGapMax)
    if settings.readsByItself { nextOwnReading = .origin }
  }

  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    lastSeen = now
    for byte in bytes {
      switch line.take(byte, at: now) {
      case .request(let address, let body):
        guard address == settings.address || address == 0xFF else { continue }
        let frameOverhead = 4
        execute(body, at: line.arrival(of: body.count + frameOverhead, at: now))
      case .damaged where settings.answersDamagedRequests:
        send([LenAdrUHFFrames.single(0xFE, LenAdrUHFFrames.illegalCommand)], from: now, for: .zero)
      case .damaged, nil: continue
      }
    }
  }

  public mutating func output(upTo now: Moment) -> [UInt8] {
    lastSeen = now
    while let due = nextOwnReading, due <= now {
      readByItself(at: due)
      nextOwnReading = due + settings.ownReadingPeriod
    }
    return line.output(upTo: now)
  }

  public var nextOutput: Moment? {
    [line.nextOutput, nextOwnReading].compactMap(\.self).min()
  }

  public mutating func powerCycle(at now: Moment) {
    lastSeen = now
    line.reset()
    nextOwnReading = settings.readsByItself ? now : nil
  }

  public mutating func setScanMode(_ isOn: Bool) {
    settings.readsByItself = isOn
    nextOwnReading = isOn ? lastSeen + settings.ownReadingPeriod : nil
  }

  private mutating func execute(_ body: [UInt8], at begins: Moment) {
    let data = Array(body.dropFirst())
    let command = body[0]
    // Busy with its own reading, it has no time for the host's.
    if settings.readsByItself, command != 0x21 { return }
    switch command {
    case 0x01:
      guard let scan = inventory(data) else { return }
      send(scan.frames, from: begins, for: scan.duration)
    case 0x02: answer(command, readWords(data), at: begins)
    case 0x03: answer(command, writeWords(data), at: begins)
    case 0x21:
      let isRight = data.isEmpty
      answer(
        command,
        LenAdrUHFAnswer(
          status: isRight ? LenAdrUHFFrames.done : LenAdrUHFFrames.wrongLength,
          data: isRight ? settings.information : []),
        at: begins)
    case 0x22, 0x24, 0x25, 0x28, 0x2F, 0x35, 0x76:
      settingCommandCount += 1
      answer(command, LenAdrUHFAnswer(status: LenAdrUHFFrames.done), at: begins)
    default:
      answer(command, LenAdrUHFAnswer(status: LenAdrUHFFrames.illegalCommand), at: begins)
    }
  }

  private mutating func answer(_ command: UInt8, _ answer: LenAdrUHFAnswer, at begins: Moment) {
    let frame = LenAdrUHFFrames.single(command, answer.status, answer.data, after: answer.time)
    send([frame], from: begins, for: answer.time)
  }

  private mutating func send(
    _ frames: [LenAdrDeviceLine.Frame], from begins: Moment, for duration: Duration
  ) {
    let ownTime = generator.duration(settings.commandTime)
    line.execute(
      from: begins + ownTime, for: duration, frames: frames, address: settings.address,
      using: &generator)
  }

  /// EE: ANTENNA LENGTH EPC RSSI for each tag heard (UHFReader288MP manual v1.14, page 72).
  private mutating func readByItself(at now: Moment) {
    for tag in antenna.airRound().map(\.tag) where tag.id.technology == .epc {
      let epc = tag.id.bytes
      let data = [0x01, UInt8(epc.count)] + epc + [strengthNumber(of: tag)]
      let bytes = LenAdrDeviceFrame.sealed(
        address: settings.address, body: [0xEE, LenAdrUHFFrames.done] + data)
      line.send(bytes, at: now)
    }
  }

  /// The reader's number for how strongly it hears a tag.
  func strengthNumber(of tag: EmulatedTag) -> UInt8 {
    UInt8(clamping: tag.signalStrengthDBm + settings.strengthOffset)
  }
}
