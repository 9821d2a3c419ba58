import Primitives
import ReaderWire
import Testing

/// Every decoder, and what reads its answers, on mutated streams: a fixed number of them from fixed
/// seeds. Nothing traps, nothing piles up, the cuts make no difference, every byte is accounted for
/// once, and what comes after the line was silent is understood.
@Suite struct `A decoder of mutated streams` {
  private static let streamsPerSeed = 60

  /// What of a decoder is checked.
  private struct Subject<Decoder: AnswerDecoder> where Decoder.Answer: Equatable {
    var empty: Decoder
    /// Sound answers; the first is what must be understood after the silence.
    var answers: [[UInt8]]
    var pending: (Decoder) -> Int
    var pendingMax: Int
    /// Reads all that can be read out of an answer.
    var read: (Decoder.Answer) -> Void
  }

  private func check<Decoder: AnswerDecoder>(_ subject: Subject<Decoder>, seed: UInt64) {
    var mutator = StreamMutator(seed: seed)
    for number in 0..<Self.streamsPerSeed {
      let stream = mutator.stream(of: subject.answers)
      let note = Comment(rawValue: "seed \(seed), stream \(number): \(Hex.text(stream))")
      var whole = subject.empty
      let expected = whole.receive(stream) + whole.discardIncomplete()
      expected.forEach(subject.read)
      #expect(whole.damagedByteCount <= stream.count, note)
      for pieces in [stream.map { [$0] }, mutator.pieces(of: stream)] {
        var decoder = subject.empty
        var found: [Decoder.Answer] = []
        for piece in pieces {
          found += decoder.receive(piece)
          #expect(subject.pending(decoder) <= subject.pendingMax, note)
        }
        found += decoder.discardIncomplete()
        #expect(found == expected, note)
        #expect(decoder.damagedByteCount == whole.damagedByteCount, note)
        #expect(subject.pending(decoder) == 0, note)
        #expect(!decoder.receive(subject.answers[0]).isEmpty, note)
      }
    }
  }

  @Test(arguments: 1...6) func `of FEIG readers`(_ seed: UInt64) {
    check(
      Subject(
        empty: FeigFrameDecoder(), answers: FeigVectors.fromReader.map(\.bytes),
        pending: \.pendingByteCount, pendingMax: 4096
      ) { frame in
        guard let reply = FeigReply(frame) else { return }
        _ = FeigInventory(reply.data)
        _ = FeigSoftwareVersion(reply.data)
      }, seed: seed)
  }

  @Test(arguments: 1...6) func `of R321 readers`(_ seed: UInt64) {
    check(
      Subject(
        empty: R321FrameDecoder(),
        answers: R321Vectors.fromReader.map { R321Reports.carrying($0.bytes) },
        pending: \.pendingByteCount, pendingMax: 1024
      ) { frame in
        _ = R321TagPage(frame.parameters)
        _ = R321Version(frame.parameters)
        _ = R321Configuration(frame.parameters)
        _ = R321Outcome(frame.parameters)
      }, seed: seed)
  }

  @Test(arguments: 1...6) func `of length-address-command readers`(_ seed: UInt64) {
    check(
      Subject(
        empty: LenAdrHFDecoder(), answers: LenAdrVectors.fromHFReader.map(\.bytes),
        pending: \.pendingByteCount, pendingMax: 256
      ) { reply in
        _ = LenAdrHFInventory(reply.data, expecting: .leastSignificantFirst)
        _ = LenAdrHFInformation(reply.data)
      }, seed: seed)
    check(
      Subject(
        empty: LenAdrUHFDecoder(), answers: LenAdrVectors.fromUHFReader.map(\.bytes),
        pending: \.pendingByteCount, pendingMax: 256
      ) { reply in
        _ = LenAdrUHFInventory(reply.data, .withStrength)
        _ = LenAdrUHFInventory(reply.data, .plain)
        _ = LenAdrUHFInformation(reply.data)
      }, seed: seed)
  }

  @Test(arguments: 1...6) func `of smart-card readers`(_ seed: UInt64) {
    check(
      Subject(
        empty: CCIDAnswerDecoder(), answers: CCIDVectors.messages + [CCIDVectors.qemuDescriptor],
        pending: \.pendingByteCount, pendingMax: CCIDAnswerDecoder.messageLengthMax
      ) { answer in
        _ = AnswerToReset(answer.reply.data)
        if let response = CardResponse(answer.reply.data) { _ = CardNumber(response.data) }
      }, seed: seed)
  }
}
