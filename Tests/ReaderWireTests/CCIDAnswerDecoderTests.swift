import Primitives
import ReaderWire
import Testing

/// No message carries a check, so a flipped bit may pass; what the decoder owes is that it never
/// traps, never waits for ever and finds what comes after the line was silent.
@Suite struct `A stream of a smart-card reader` {
  private static let stream =
    CCIDVectors.qemuDescriptor + CCIDVectors.messages.flatMap(\.self) + [0x50, 0x03]
    + CCIDVectors.number + [0x51, 0x00, 0x01, 0x02] + CCIDVectors.absent

  private func answers(_ bytes: [UInt8]) -> [CCIDAnswer] {
    var decoder = CCIDAnswerDecoder()
    return decoder.receive(bytes)
  }

  @Test func `holds descriptor, messages and notices, told apart by their first byte`() {
    let found = answers(Self.stream)
    #expect(found.map(\.reply.sequence) == [1, 2, 3, 4, 5, 6, 3, 1])
    #expect(found.map(\.noticeCount) == [0, 0, 0, 0, 0, 0, 1, 2])
    #expect(found.allSatisfy { $0.descriptor?.level == .tpdu })
  }

  @Test func `one byte at a time, or cut anywhere, is the same`() {
    var decoder = CCIDAnswerDecoder()
    #expect(Self.stream.flatMap { decoder.receive([$0]) } == answers(Self.stream))
    #expect(decoder.damagedByteCount == 0)
    for cut in Self.stream.indices {
      var decoder = CCIDAnswerDecoder()
      let found =
        decoder.receive(Array(Self.stream[..<cut])) + decoder.receive(Array(Self.stream[cut...]))
      #expect(found == answers(Self.stream), "cut at \(cut)")
    }
  }

  @Test func `is remembered when it was overheard`() {
    var decoder = CCIDAnswerDecoder()
    decoder.overhear(CCIDVectors.shortAPDUDescriptor + [0x50, 0x03] + CCIDVectors.absent)
    let found = decoder.receive(CCIDVectors.absent)
    #expect(found.map(\.descriptor?.level) == [.shortAPDU])
    #expect(found.map(\.noticeCount) == [1])
  }

  @Test func `has longer notices and messages where the descriptor says so`() {
    var decoder = CCIDAnswerDecoder()
    let long: [UInt8] = [0x80, 0x90, 0x01, 0, 0, 0, 9, 0, 0, 0] + .init(repeating: 7, count: 400)
    #expect(decoder.receive(long).isEmpty)
    _ = decoder.discardIncomplete()
    let found = decoder.receive(
      CCIDVectors.sixSlotDescriptor + [0x50, 0x03, 0x00] + long + CCIDVectors.absent)
    #expect(found.map(\.reply.sequence) == [9, 1])
    #expect(found.map(\.noticeCount) == [1, 1])
  }

  @Test(arguments: CCIDVectors.messages + [CCIDVectors.qemuDescriptor])
  func `cut short is no message, and the next one is found`(_ message: [UInt8]) {
    for length in 1..<message.count {
      var decoder = CCIDAnswerDecoder()
      #expect(decoder.receive(Array(message.prefix(length))).isEmpty, "length \(length)")
      #expect(decoder.discardIncomplete().isEmpty)
      #expect(decoder.pendingByteCount == 0)
      #expect(decoder.damagedByteCount == length)
      #expect(decoder.receive(CCIDVectors.number) == answers(CCIDVectors.number))
    }
  }

  @Test(arguments: CCIDVectors.messages + [CCIDVectors.qemuDescriptor])
  func `with a flipped bit neither traps nor hides what comes later`(_ message: [UInt8]) {
    for bit in 0..<message.count * 8 {
      var damaged = message
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      var decoder = CCIDAnswerDecoder()
      _ = decoder.receive(damaged)
      _ = decoder.discardIncomplete()
      #expect(decoder.pendingByteCount == 0)
      let found = decoder.receive(CCIDVectors.number)
      #expect(found.map(\.reply) == answers(CCIDVectors.number).map(\.reply), "bit \(bit)")
    }
  }

  @Test func `with an impossible length, type or status is damage, not a reason to wait`() {
    for impossible in [
      "80 FF FF FF FF 00 01 00 00 00", "81 01 00 00 00 00 01 00 00 00",
      "81 00 00 00 00 00 01 03 00 00", "81 00 00 00 00 00 01 C0 00 00", "36 22", "00 01 02",
    ] {
      var decoder = CCIDAnswerDecoder()
      let bytes = CCIDVectors.bytes(impossible)
      let found = decoder.receive(bytes + CCIDVectors.number) + decoder.discardIncomplete()
      #expect(found.map(\.reply.sequence) == [3], "\(impossible)")
      #expect(decoder.damagedByteCount == bytes.count, "\(impossible)")
    }
  }

  @Test(arguments: 1...20)
  func `of garbage neither traps nor piles up nor hides what comes after it`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var decoder = CCIDAnswerDecoder()
    let beginnings: [UInt8] = [0x36, 0x21, 0x50, 0x51, 0x80, 0x81, 0x82, 0x83, 0x84, 0x00]
    for _ in 0..<200 {
      let chunk = (0..<random.integer(0...300)).map { _ in
        random.chance(0.4) ? beginnings[random.integer(0...9)] : UInt8(random.integer(0...255))
      }
      _ = decoder.receive(chunk)
      #expect(decoder.pendingByteCount <= CCIDAnswerDecoder.messageLengthMax, "seed \(seed)")
    }
    _ = decoder.discardIncomplete()
    let found = decoder.receive(CCIDVectors.number)
    #expect(found.map(\.reply.sequence) == [3], "seed \(seed)")
  }
}
