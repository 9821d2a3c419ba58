public import Primitives
import TagReads

/// A card for a smart-card reader that somebody else emulates: the card's end of the VSCard
/// protocol, as QEMU's `ccid-card-passthru` speaks it.
///
///     type (4)  reader id (4)  length (4), most significant byte first, then the payload
///
///     1 Init          both ways: "VSCD", version 0.0.2, one word of capabilities
///     2 Error         the other end's receipt: a code, 0 for success
///     3 ReaderAdd     to it: plug the reader in      4 ReaderRemove
///     5 ATR           to it: a card is put in, with its answer to reset
///     6 CardRemove    to it: the card is taken out
///     7 APDU          from it what the host sent to the card, to it the card's response
///
/// The other end's reader is driven by whoever uses it; this is only the card, taken from an
/// antenna. The answer to reset is told when the card is put in, so a phone has one number for as
/// long as it lies there.
///
/// Source: libcacard, src/vscard_common.h; QEMU, hw/usb/ccid-card-passthru.c and
/// docs/system/devices/ccid.rst.
public struct VSCardSimulator: EmulatedReader {
  private enum Kind: UInt32 {
    case initial = 1
    case error, readerAdd, readerRemove, answerToReset, cardRemove, apdu
  }

  private struct Lying: Equatable {
    var tag: TagID
    var placement: UInt64
  }

  private static let headerBytes = 12
  private static let payloadBytesMax = 1024
  /// The most messages that may wait; an end that does not read loses the oldest.
  private static let waitingMax = 64
  private static let undefinedReader: UInt32 = 0xFFFF_FFFF
  /// One card a connection, so the other end has one reader; it calls it 0.
  private static let reader: UInt32 = 0
  private static let version: UInt32 = 2

  private let antenna: AntennaField
  private let lookPeriod: Duration
  private let answerTime: Duration
  private let manner: EmulatedCard.Manner
  private var generator: SeededGenerator

  private var received: [UInt8] = []
  private var waiting: [(due: Moment, bytes: [UInt8])] = []
  private var isGreeted = false
  private var lying: Lying?
  private var card: EmulatedCard?
  private var nextLook = Moment.origin

  /// Makes a card's end; what lies on the antenna is the card.
  ///
  /// With `fetchesNumber` the card lets its number be fetched, as T=0 has it (61xx, GET RESPONSE).
  public init(
    antenna: AntennaField, lookPeriod: Duration = .milliseconds(50),
    answerTime: Duration = .milliseconds(5), fetchesNumber: Bool = true, seed: UInt64 = 1
  ) {
    self.antenna = antenna
    self.lookPeriod = lookPeriod
    self.answerTime = answerTime
    manner = fetchesNumber ? .onRequest : .atOnce
    generator = SeededGenerator(seed: seed)
  }

  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    received += bytes
    while received.count >= Self.headerBytes {
      let length = Int(word(at: 8))
      guard length <= Self.payloadBytesMax else {
        // Nothing sound is that long: the stream is lost until it begins anew.
        received = []
        return
      }
      guard received.count >= Self.headerBytes + length else { return }
      let kind = Kind(rawValue: word(at: 0))
      let payload = Array(received[Self.headerBytes..<Self.headerBytes + length])
      received.removeFirst(Self.headerBytes + length)
      take(kind, payload, at: now)
    }
  }

  public mutating func output(upTo now: Moment) -> [UInt8] {
    if isGreeted, nextLook <= now {
      look(at: now)
      nextLook = now + lookPeriod
    }
    let due = waiting.prefix { $0.due <= now }
    waiting.removeFirst(due.count)
    return due.flatMap(\.bytes)
  }

  public var nextOutput: Moment? {
    guard isGreeted else { return waiting.first?.due }
    return min(nextLook, waiting.first?.due ?? nextLook)
  }

  /// The connection begins.
  public mutating func powerCycle(at now: Moment) {
    (received, waiting) = ([], [])
    (isGreeted, lying, card) = (false, nil, nil)
    nextLook = now
    let greeting = Array("VSCD".utf8) + Self.bytes(Self.version) + Self.bytes(0)
    send(.initial, reader: Self.undefinedReader, greeting, at: now)
  }

  private mutating func take(_ kind: Kind?, _ payload: [UInt8], at now: Moment) {
    switch kind {
    case .initial where !isGreeted:
      isGreeted = true
      send(.readerAdd, reader: Self.undefinedReader, [], at: now)
    case .apdu:
      guard var card else { return }
      send(.apdu, card.respond(to: payload), at: now + answerTime)
      self.card = card
    default:
      break
    }
  }

  /// A card that lies there is put in, one that left is taken out; another one is both.
  private mutating func look(at now: Moment) {
    let found = antenna.everything().first { $0.tag.id.technology != .epc }
    let next = found.map { Lying(tag: $0.tag.id, placement: $0.placement) }
    guard next != lying else { return }
    if lying != nil { send(.cardRemove, [], at: now) }
    lying = next
    card = next.map {
      EmulatedCard($0.tag, kind: CCIDCardKind($0.tag), manner: manner, generator: &generator)
    }
    if let card { send(.answerToReset, card.kind.answerToReset, at: now) }
  }

  private mutating func send(
    _ kind: Kind, reader: UInt32 = VSCardSimulator.reader, _ payload: [UInt8], at due: Moment
  ) {
    let header = [kind.rawValue, reader, UInt32(payload.count)].flatMap { Self.bytes($0) }
    waiting.append((due, header + payload))
    waiting.removeFirst(max(0, waiting.count - Self.waitingMax))
  }

  private func word(at place: Int) -> UInt32 {
    received[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func bytes(_ word: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
  }
}
