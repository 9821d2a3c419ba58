public import Primitives
import TagReads

/// An AnyID R321 HF reader as HID reports in, HID reports out, 64 bytes each.
///
/// Built from the maker's "RFID HF READER Communication Protocol V1.1" and the captures published
/// with it (Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693, dumb.txt). Commands:
///
///     04 reset               F0 field    F4 set configuration   F5 get configuration
///     F7 version             11 query    22 read blocks         23 write blocks
///     10 tag upload, sent by the reader itself in active mode
///
/// What the manual leaves open is answered with silence: unknown commands, a query in any mode but
/// ISO 15693 inventory with passive transfer, parameters of the wrong length.
public struct R321ReaderEmulator: EmulatedReader {
  let antenna: AntennaField
  let settings: R321EmulatorSettings
  var generator: SeededGenerator
  var search = R321TagSearch()
  var isFieldOn = true

  /// The parameters of the last answer to a query, for the host to ask for again.
  var lastPage: [UInt8]?

  /// The configuration in permanent memory.
  public internal(set) var configuration: R321DeviceConfiguration

  /// How often the host has written permanent memory.
  public internal(set) var configurationWrites = 0

  private var receiver = R321DeviceReceiver()
  private var sender = R321ReportSender()
  private var lastRequestAt: Moment?
  private var nextUploadAt: Moment?

  /// Makes a reader with its antenna in a field.
  public init(antenna: AntennaField, settings: R321EmulatorSettings = .init()) {
    self.antenna = antenna
    self.settings = settings
    configuration = settings.configuration
    generator = SeededGenerator(seed: settings.seed)
  }

  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    for request in receiver.take(bytes, at: now) {
      let addresses = [configuration.address, R321DeviceFrame.broadcast]
      guard addresses.contains(request.target), isListening(at: now) else { continue }
      lastRequestAt = now
      answer(request, at: now)
    }
  }

  public mutating func output(upTo now: Moment) -> [UInt8] {
    upload(upTo: now)
    return sender.output(upTo: now)
  }

  public var nextOutput: Moment? {
    [sender.nextDue, nextUploadAt].compactMap(\.self).min()
  }

  public mutating func powerCycle(at now: Moment) {
    receiver = R321DeviceReceiver()
    sender = R321ReportSender()
    (lastRequestAt, nextUploadAt, lastPage) = (nil, nil, nil)
    restart(at: now)
  }

  /// Active transfer: the reader sends tags by itself and no longer answers queries.
  public mutating func setScanMode(_ isOn: Bool) {
    configuration.isPassive = !isOn
  }

  /// The field goes off and is on again at that moment.
  mutating func restart(at moment: Moment) {
    search.restart(at: moment)
    isFieldOn = true
  }

  var rule: R321TagSearch.Rule {
    R321TagSearch.Rule(
      silencesTags: configuration.silencesTags,
      family: configuration.filtersFamily ? configuration.afi : nil)
  }

  private func isListening(at now: Moment) -> Bool {
    guard let lastRequestAt else { return true }
    return now.since(lastRequestAt) >= settings.requestIntervalMin && now >= sender.busyUntil
  }

  private mutating func answer(_ request: R321DeviceRequest, at now: Moment) {
    guard let answer = perform(request, at: now), answer.fate != .lost else { return }
    var frame = R321DeviceFrame.response(
      to: request, from: configuration.address, answer.parameters)
    if answer.fate == .damaged {
      frame[generator.integer(0...frame.count - 1)] ^= 1 << UInt8(generator.integer(0...7))
    }
    sender.send(frame, at: now + ownTime() + answer.time, settings: settings)
  }

  private mutating func ownTime() -> Duration {
    let low = settings.commandTime.lowerBound.wholeNanoseconds
    let high = settings.commandTime.upperBound.wholeNanoseconds
    return .nanoseconds(low + Int64(generator.integer(0...Int(high - low))))
  }

  private mutating func perform(_ request: R321DeviceRequest, at now: Moment) -> R321Answer? {
    let parameters = request.parameters
    return switch request.command {
    case 0x04: reset(parameters, at: now)
    case 0x11: query(parameters, at: now)
    case 0x22: readBlocks(parameters)
    case 0x23: writeBlocks(parameters)
    case 0xF0: switchField(parameters, at: now)
    case 0xF4: setConfiguration(parameters)
    case 0xF5: getConfiguration(parameters)
    case 0xF7: version(parameters)
    default: nil
    }
  }

  /// In active mode: looks for tags now and then and sends each that is found (4.1).
  private mutating func upload(upTo now: Moment) {
    guard !configuration.isPassive, configuration.isInventory else {
      nextUploadAt = nil
      return
    }
    guard let due = nextUploadAt else {
      nextUploadAt = now + settings.uploadInterval
      return
    }
    guard due <= now else { return }
    nextUploadAt = now + settings.uploadInterval
    guard isFieldOn, !configuration.isTriggered else { return }
    let time = search.runOnce(at: now, over: antenna, rule)
    for tag in search.takeFound(search.found.count) {
      let frame = R321DeviceFrame.upload(
        0x10, from: configuration.address, [0x00] + tag.id.bytes.reversed() + [0x00, 0x00])
      sender.send(frame, at: now + time, settings: settings)
    }
  }
}

/// What a command of the reader ends with.
struct R321Answer: Equatable, Sendable {
  var parameters: [UInt8]
  /// The time on the air, or with the field off, beside the command's own.
  var time: Duration = .zero
  /// What goes wrong with the reply itself.
  var fate: Fate = .sent

  enum Fate: Sendable { case sent, damaged, lost }

  static let done = R321Answer(parameters: [0x00, 0x00])
  static let failed = R321Answer(parameters: [0x01, 0x00])
}
