public import Primitives

/// A FEIG OBID i-scan HF reader as bytes in, bytes out.
///
/// Built from the public manuals (ID ISC.MR/PR/PRH101 H60301-3e, MR102 H01113-4e, CPR30 H01114-0e)
/// and the frames published with feig-driver, InlayTester.Drivers.FeigReader, RFID-Biblio and
/// protocol-host-rs. Commands:
///
///     52 baud rate detection   63 CPU reset      64 system reset   65 software version
///     66 reader info (00, 80)  69 RF reset       6A RF on/off      71, 72 set output
///     B0 01 inventory          B0 23 read        B0 24 write       B0 25 select
///     B0 26 reset to ready     B0 2B system information
///
/// Each tag an inventory detects is put to QUIET and not reported again before it has been without
/// the field: RF reset, RF off, or taken away. What does not fit into a reply is kept for MORE.
public struct FeigReaderEmulator: EmulatedReader {
  let antenna: AntennaField
  var settings: FeigEmulatorSettings
  var generator: SeededGenerator

  /// Placements of tags that were told to be quiet; membership only.
  var quiet: Set<UInt64> = []
  var selected: UInt64?
  var isFieldOn = true

  /// Tags detected and not yet reported, for MORE.
  var unreported: [EmulatedTag] = []

  private var receiver = FeigDeviceReceiver()
  private var reply: (bytes: [UInt8], due: Moment)?

  /// Makes a reader with its antenna in a field.
  public init(antenna: AntennaField, settings: FeigEmulatorSettings = .init()) {
    self.antenna = antenna
    self.settings = settings
    generator = SeededGenerator(seed: settings.seed)
  }

  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    for byte in bytes {
      guard let request = receiver.take(byte, at: now, checksCRC: settings.checksCRC),
        request.address == settings.address || request.address == 0xFF
      else { continue }
      answer(request, at: now)
    }
  }

  public mutating func output(upTo now: Moment) -> [UInt8] {
    guard let due = reply?.due, due <= now else { return [] }
    defer { reply = nil }
    return reply?.bytes ?? []
  }

  public var nextOutput: Moment? { reply?.due }

  public mutating func powerCycle(at now: Moment) {
    receiver = FeigDeviceReceiver()
    reply = nil
    dropField()
    isFieldOn = true
  }

  public mutating func setScanMode(_ isOn: Bool) {
    settings.isInScanMode = isOn
  }

  /// The field goes off: tags forget what they were told, and so does the reader.
  mutating func dropField() {
    quiet = []
    selected = nil
    unreported = []
  }

  private mutating func answer(_ request: FeigDeviceRequest, at now: Moment) {
    var answer = perform(request)
    if settings.warnsOfNoise && answer.status == FeigStatusByte.done {
      answer.status = FeigStatusByte.noiseWarning
    }
    let due = now + ownTime() + answer.time
    receiver.replying(until: due)
    guard answer.fate != .lost else { return }
    var bytes = request.reply(
      from: settings.address, status: answer.status, data: answer.data)
    if answer.fate == .damaged {
      bytes[generator.integer(0...bytes.count - 1)] ^= 1 << UInt8(generator.integer(0...7))
    }
    reply = (bytes, due)
  }

  private mutating func ownTime() -> Duration {
    let low = settings.commandTime.lowerBound.wholeNanoseconds
    let high = settings.commandTime.upperBound.wholeNanoseconds
    return .nanoseconds(low + Int64(generator.integer(0...Int(high - low))))
  }

  private mutating func perform(_ request: FeigDeviceRequest) -> FeigAnswer {
    if request.data.count + 7 > settings.bufferBytes { return .wrongLength }
    return switch request.command {
    case 0x52: request.data.count == 1 ? .done : .wrongLength
    case 0x63: restart(request.data, lengths: 0...0)
    case 0x64: restart(request.data, lengths: 0...1)
    case 0x65: softwareVersion(request.data)
    case 0x66: readerInfo(request.data)
    case 0x69: resetField(request.data)
    case 0x6A: switchField(request.data)
    case 0x71, 0x72: request.data.isEmpty ? .wrongLength : .done
    case 0xB0: tagCommand(request.data)
    default: .unknown
    }
  }

  private mutating func tagCommand(_ data: [UInt8]) -> FeigAnswer {
    if settings.isInScanMode { return FeigAnswer(status: FeigStatusByte.commandNotAvailable) }
    guard let command = data.first else { return .wrongLength }
    let rest = Array(data.dropFirst())
    return switch command {
    case 0x01: inventory(rest)
    case 0x23: readBlocks(rest)
    case 0x24: writeBlocks(rest)
    case 0x25: select(rest)
    case 0x26: resetToReady(rest)
    case 0x2B: systemInformation(rest)
    default: .unknown
    }
  }
}
