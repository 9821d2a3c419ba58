import Primitives
import TagReads

/// A card while it is powered: its number, and what it, or the reader in its place, answers.
struct EmulatedCard: Sendable {
  /// How a number that was asked for is handed out.
  enum Manner: Sendable {
    /// At once.
    case atOnce
    /// By T=0: it waits to be fetched (61xx, GET RESPONSE).
    case onRequest
    /// By T=0: a wrong length is put right first (6Cxx).
    case rightLengthOnly
    /// Not at all: the command is not known (6A81).
    case never
  }

  let kind: CCIDCardKind
  let number: [UInt8]
  let manner: Manner
  private var waiting: [UInt8] = []

  /// Powers a card; a phone draws its number now.
  init(
    _ tag: TagID, kind: CCIDCardKind, manner: Manner, leastSignificantFirst: Bool = false,
    generator: inout SeededGenerator
  ) {
    self.kind = kind
    self.manner = manner
    switch kind {
    case .phone: number = [0x08] + (0..<3).map { _ in UInt8(generator.integer(0...255)) }
    case .vicinity where leastSignificantFirst: number = tag.bytes.reversed()
    case .storage, .vicinity, .processor, .mute: number = tag.bytes
    }
  }

  /// The response to a command, as data and two status bytes.
  ///
  /// PC/SC part 3, chapter 3.2.2.1: FF CA 00 00 Le gets the number. ISO/IEC 7816-4: 61xx data
  /// waits, 6282 less data than asked for, 6700 wrong length, 6Cxx the right length, 6A81 function
  /// not supported, 6D00 instruction not known.
  mutating func respond(to command: [UInt8]) -> [UInt8] {
    guard command.count >= 4 else { return [0x67, 0x00] }
    let expected = command.count == 5 ? Int(command[4]) : 0
    switch (command[0], command[1]) {
    case (0xFF, 0xCA):
      guard command[2] == 0, command[3] == 0, manner != .never else { return [0x6A, 0x81] }
      return number(expected: expected)
    case (0x00, 0xC0):
      guard !waiting.isEmpty else { return [0x6D, 0x00] }
      defer { waiting = [] }
      return waiting + [0x90, 0x00]
    default:
      return [0x6D, 0x00]
    }
  }

  private mutating func number(expected: Int) -> [UInt8] {
    let count = UInt8(number.count)
    switch manner {
    case .never: return [0x6A, 0x81]
    case .onRequest:
      waiting = number
      return [0x61, count]
    case .rightLengthOnly where expected != number.count: return [0x6C, count]
    case .atOnce where expected != 0 && expected < number.count: return [0x6C, count]
    case .atOnce where expected > number.count: return number + [0x62, 0x82]
    case .atOnce, .rightLengthOnly: return number + [0x90, 0x00]
    }
  }
}
