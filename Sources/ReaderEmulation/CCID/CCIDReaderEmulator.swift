public import Primitives
import TagReads

/// A contactless smart-card reader of the USB class CCID with one slot, as bytes in, bytes out.
///
/// Built from the class specification (CCID 1.1) and PC/SC part 3. Commands:
///
///     61 set parameters   62 power on       63 power off      65 slot status
///     6B escape           6C parameters     6D reset them     6F exchange   72 abort
///
/// The first thing it gives out after power-on is its class descriptor, because a host on USB has
/// read it before anything else; then messages and notices, in one stream. One card at a time is in
/// the slot: of several on the antenna the first in order.
public struct CCIDReaderEmulator: EmulatedReader {
  /// The card that the reader has found, and which laying-down of it.
  struct Found: Equatable, Sendable {
    var tag: TagID
    var placement: UInt64
  }

  let antenna: AntennaField
  let settings: CCIDEmulatorSettings
  var generator: SeededGenerator

  /// The card in the slot; nothing is there, or it has not been noticed yet.
  var found: Found?
  /// The card while it is powered.
  var powered: EmulatedCard?
  /// The slot counts as active though the card in it has not been powered.
  var isFalselyActive = false
  var blindUntil: Moment?

  private var receiver: CCIDDeviceReceiver
  private var waiting: [(due: Moment, bytes: [UInt8])] = []
  private var busyUntil: Moment?
  private var nextLook = Moment.origin
  private var hasAnswered = false

  /// The most messages that may wait; a host that does not read loses the oldest.
  private static let waitingMax = 64

  /// Makes a reader with its antenna in a field.
  public init(antenna: AntennaField, settings: CCIDEmulatorSettings = .init()) {
    self.antenna = antenna
    self.settings = settings
    generator = SeededGenerator(seed: settings.seed)
    receiver = CCIDDeviceReceiver(lengthMax: settings.messageLengthMax)
    waiting = [(.origin, settings.classDescriptor)]
  }

  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    for byte in bytes {
      guard let message = receiver.take(byte, at: now) else { continue }
      look(at: now)
      execute(message, at: now)
    }
  }

  public mutating func output(upTo now: Moment) -> [UInt8] {
    if settings.notifies, nextLook <= now {
      look(at: now)
      nextLook = now + settings.lookPeriod
    }
    let due = waiting.prefix { $0.due <= now }
    waiting.removeFirst(due.count)
    return due.flatMap(\.bytes)
  }

  /// A reader that tells of cards looks for them all the time, so there is always a next look.
  public var nextOutput: Moment? {
    guard settings.notifies else { return waiting.first?.due }
    return min(nextLook, waiting.first?.due ?? nextLook)
  }

  public mutating func powerCycle(at now: Moment) {
    receiver = CCIDDeviceReceiver(lengthMax: settings.messageLengthMax)
    (found, powered, blindUntil, busyUntil) = (nil, nil, nil, nil)
    (isFalselyActive, hasAnswered) = (false, false)
    nextLook = now
    waiting = [(now, settings.classDescriptor)]
  }

  /// Looks for a card: one that came or went makes a notice, bits 0 and 1 of slot 0 (chapter
  /// 6.3.1).
  private mutating func look(at now: Moment) {
    if let blindUntil, now < blindUntil { return notice(nil, at: now) }
    let lying = antenna.everything().first { $0.tag.id.technology != .epc }
    notice(lying.map { Found(tag: $0.tag.id, placement: $0.placement) }, at: now)
  }

  private mutating func notice(_ next: Found?, at now: Moment) {
    guard next != found else { return }
    isFalselyActive = settings.keepsSlotActive && (powered != nil || isFalselyActive)
    powered = nil
    found = next
    if settings.notifies { send([0x50, next == nil ? 0x02 : 0x03], at: now) }
  }

  private mutating func execute(_ message: CCIDDeviceMessage, at now: Moment) {
    if let busyUntil, now < busyUntil {
      return send(message.answer(type: 0x81, status: 0x40 | slotBits, error: 0xE0), at: now)
    }
    let answer = perform(message, at: now)
    var due = now + ownTime() + answer.time
    if !hasAnswered { due = due + settings.firstAnswerTime }
    hasAnswered = true
    if answer.isFromCard {
      for _ in 0..<settings.timeExtensions {
        send(message.answer(type: 0x80, status: 0x80 | slotBits, error: 0x01), at: due)
        due = due + settings.timeExtensionPeriod
      }
    }
    busyUntil = due
    guard answer.fate != .lost else { return }
    var bytes = message.answer(
      type: answer.type, status: (answer.error == nil ? 0 : 0x40) | slotBits,
      error: answer.error ?? 0, data: answer.data)
    if answer.fate == .damaged {
      bytes[generator.integer(0...bytes.count - 1)] ^= 1 << UInt8(generator.integer(0...7))
    }
    send(bytes, at: due)
  }

  /// bmICCStatus: 0 present and active, 1 present, 2 absent.
  private var slotBits: UInt8 {
    found == nil ? 2 : powered == nil && !isFalselyActive ? 1 : 0
  }

  private mutating func send(_ bytes: [UInt8], at due: Moment) {
    let place = waiting.firstIndex { $0.due > due } ?? waiting.count
    waiting.insert((due, bytes), at: place)
    waiting.removeFirst(max(0, waiting.count - Self.waitingMax))
  }

  private mutating func ownTime() -> Duration {
    let low = settings.commandTime.lowerBound.wholeNanoseconds
    let high = settings.commandTime.upperBound.wholeNanoseconds
    return .nanoseconds(low + Int64(generator.integer(0...Int(high - low))))
  }
}
