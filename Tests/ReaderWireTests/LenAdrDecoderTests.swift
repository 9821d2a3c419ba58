import Primitives
import ReaderWire
import Testing

/// The decoders of both kinds of reader, on the vectors of both: what a stream may do to frames.
@Suite struct `The length-address-command decoders` {
  private static let hfFrames = LenAdrVectors.fromHFReader.map(\.bytes)
  private static let uhfFrames = LenAdrVectors.fromUHFReader.map(\.bytes)

  private func checkStream<Decoder: AnswerDecoder>(_ empty: Decoder, _ frames: [[UInt8]])
  where Decoder.Answer: Equatable {
    let stream = frames.flatMap(\.self)
    var whole = empty
    let expected = whole.receive(stream)
    #expect(expected.count == frames.count)
    var bytewise = empty
    #expect(stream.flatMap { bytewise.receive([$0]) } == expected)
    #expect(bytewise.damagedByteCount == 0)
    for cut in stream.indices {
      var decoder = empty
      let found = decoder.receive(Array(stream[..<cut])) + decoder.receive(Array(stream[cut...]))
      #expect(found == expected, "cut at \(cut)")
    }
  }

  @Test func `glued frames come out one by one, whatever the cut`() {
    checkStream(LenAdrHFDecoder(), Self.hfFrames)
    checkStream(LenAdrUHFDecoder(), Self.uhfFrames)
  }

  private func checkTruncation<Decoder: AnswerDecoder>(_ empty: Decoder, _ frames: [[UInt8]])
  where Decoder.Answer: Equatable {
    let good = frames[0]
    var whole = empty
    let expected = whole.receive(good)
    for frame in frames {
      for length in 1..<frame.count {
        var decoder = empty
        var found = decoder.receive(Array(frame.prefix(length)))
        found += decoder.discardIncomplete()
        #expect(found.isEmpty, "length \(length)")
        #expect(decoder.damagedByteCount == length)
        found = decoder.receive(frame.prefix(length) + good)
        found += decoder.discardIncomplete()
        #expect(found == expected, "length \(length), glued")
      }
    }
  }

  @Test func `a truncated frame loses only itself`() {
    checkTruncation(LenAdrHFDecoder(), Self.hfFrames)
    checkTruncation(LenAdrUHFDecoder(), Self.uhfFrames)
  }

  private func checkFlips<Decoder: AnswerDecoder>(_ empty: Decoder, _ frames: [[UInt8]])
  where Decoder.Answer: Equatable {
    let good = frames[0]
    var whole = empty
    let expected = whole.receive(good)
    for frame in frames {
      for bit in 0..<frame.count * 8 {
        var damaged = frame
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        var decoder = empty
        let found = decoder.receive(damaged + good) + decoder.discardIncomplete()
        #expect(found == expected, "bit \(bit) of \(frame.count) bytes")
        #expect(decoder.damagedByteCount == damaged.count)
      }
    }
  }

  @Test func `no flipped bit passes, and the next frame is found`() {
    checkFlips(LenAdrHFDecoder(), Self.hfFrames)
    checkFlips(LenAdrUHFDecoder(), Self.uhfFrames)
  }

  private func checkGarbage<Decoder: AnswerDecoder>(
    _ empty: Decoder, _ frames: [[UInt8]], seed: UInt64, pending: (Decoder) -> Int
  ) where Decoder.Answer: Equatable {
    var random = SeededGenerator(seed: seed)
    var decoder = empty
    for round in 0..<200 {
      let noise = (0..<random.integer(0...60)).map { _ in UInt8(random.integer(0...255)) }
      let frame = frames[random.integer(0...frames.count - 1)]
      var whole = empty
      let expected = whole.receive(frame)
      var found: [Decoder.Answer] = []
      for byte in noise + frame { found += decoder.receive([byte]) }
      #expect(pending(decoder) <= 256)
      found += decoder.discardIncomplete()
      #expect(found.contains(expected[0]), "seed \(seed), round \(round)")
      #expect(pending(decoder) == 0)
    }
  }

  @Test(arguments: 1...10)
  func `good frames amid garbage are all found, and nothing piles up`(_ seed: UInt64) {
    checkGarbage(LenAdrHFDecoder(), Self.hfFrames, seed: seed) { $0.pendingByteCount }
    checkGarbage(LenAdrUHFDecoder(), Self.uhfFrames, seed: seed) { $0.pendingByteCount }
  }
}
