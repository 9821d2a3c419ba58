import Primitives
import ReaderWire
import Testing

@Suite struct `The FEIG decoder` {
  /// All readers' vectors one after another, and the frames in them.
  static let stream = FeigVectors.fromReader.flatMap(\.bytes)
  static let good = FeigVectors.fromReader[0].bytes

  private func frames(_ bytes: [UInt8]) -> [FeigFrame] {
    var decoder = FeigFrameDecoder()
    return decoder.receive(bytes)
  }

  @Test func `glued frames come out one by one`() {
    #expect(frames(Self.stream).map(\.bytes) == FeigVectors.fromReader.map(\.bytes))
  }

  @Test func `one byte at a time gives the same frames`() {
    var decoder = FeigFrameDecoder()
    let found = Self.stream.flatMap { decoder.receive([$0]) }
    #expect(found == frames(Self.stream))
    #expect(decoder.damagedByteCount == 0)
  }

  @Test func `a cut anywhere gives the same frames`() {
    for cut in Self.stream.indices {
      var decoder = FeigFrameDecoder()
      let found =
        decoder.receive(Array(Self.stream[..<cut])) + decoder.receive(Array(Self.stream[cut...]))
      #expect(found == frames(Self.stream), "cut at \(cut)")
    }
  }

  @Test(arguments: FeigVectors.fromReader)
  func `a truncated frame is not a frame, and the next one is found`(
    _ vector: FeigVectors.ReaderVector
  ) {
    for length in 1..<vector.bytes.count {
      var decoder = FeigFrameDecoder()
      #expect(decoder.receive(Array(vector.bytes.prefix(length))).isEmpty, "length \(length)")
      #expect(decoder.discardIncomplete().isEmpty)
      #expect(decoder.pendingByteCount == 0)
      #expect(decoder.damagedByteCount == length)
      #expect(decoder.receive(Self.good) == frames(Self.good))
    }
  }

  @Test(arguments: FeigVectors.fromReader)
  func `a truncated frame glued to a good one loses only itself`(
    _ vector: FeigVectors.ReaderVector
  ) {
    for length in 1..<vector.bytes.count {
      var decoder = FeigFrameDecoder()
      var found = decoder.receive(vector.bytes.prefix(length) + Self.good)
      found += decoder.discardIncomplete()
      #expect(found == frames(Self.good), "length \(length)")
      #expect(decoder.damagedByteCount == length)
    }
  }

  @Test(arguments: FeigVectors.fromReader)
  func `no flipped bit passes, and the next frame is found`(_ vector: FeigVectors.ReaderVector) {
    for bit in 0..<vector.bytes.count * 8 {
      var damaged = vector.bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      var decoder = FeigFrameDecoder()
      var found = decoder.receive(damaged + Self.good)
      found += decoder.discardIncomplete()
      #expect(found == frames(Self.good), "bit \(bit)")
      #expect(decoder.damagedByteCount == damaged.count)
    }
  }

  @Test func `garbage before a frame is dropped and counted`() {
    var decoder = FeigFrameDecoder()
    var found = decoder.receive([0x00, 0x01, 0x05] + Self.good)
    found += decoder.discardIncomplete()
    #expect(found == frames(Self.good))
    #expect(decoder.damagedByteCount == 3)
  }

  @Test func `a length beyond the limit is damage, not a reason to wait`() {
    var decoder = FeigFrameDecoder(frameLengthMax: 64)
    let found = decoder.receive([0x02, 0xFF, 0xFF] + Self.good) + decoder.discardIncomplete()
    #expect(found == frames(Self.good))
    #expect(decoder.damagedByteCount == 3)
  }

  @Test func `the longest frame allowed is found, one longer is not`() {
    let fitting = FeigFrame(address: 0, command: 0xB0, payload: .init(repeating: 7, count: 57))
    let tooLong = FeigFrame(address: 0, command: 0xB0, payload: .init(repeating: 7, count: 58))
    var decoder = FeigFrameDecoder(frameLengthMax: 64)
    #expect(decoder.receive(fitting.bytes ?? []) == [fitting])
    #expect(decoder.receive(tooLong.bytes ?? []).isEmpty)
    #expect(decoder.discardIncomplete().isEmpty)
  }

  @Test func `a host's shortest frame is damage when a reader is expected`() {
    #expect(frames(FeigCommand.softwareVersion.frame(form: .standard).bytes ?? []).isEmpty)
  }

  @Test(arguments: 1...20)
  func `garbage neither traps nor piles up nor hides the frames after it`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var decoder = FeigFrameDecoder()
    var byteCount = 0
    for _ in 0..<200 {
      let chunk = (0..<random.integer(0...300)).map { _ in
        // Plenty of 02 and 00, so that long advanced frames are announced.
        random.chance(0.3) ? UInt8(random.integer(0...2)) : UInt8(random.integer(0...255))
      }
      byteCount += chunk.count
      let found = decoder.receive(chunk)
      byteCount -= found.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
      #expect(decoder.pendingByteCount <= 4096, "seed \(seed)")
    }
    byteCount -= decoder.discardIncomplete().reduce(0) { $0 + ($1.bytes?.count ?? 0) }
    #expect(decoder.damagedByteCount == byteCount, "seed \(seed)")
    #expect(decoder.receive(Self.stream) == frames(Self.stream), "seed \(seed)")
  }

  @Test(arguments: 21...30)
  func `good frames amid garbage are all found`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var decoder = FeigFrameDecoder()
    for round in 0..<200 {
      let noise = (0..<random.integer(0...40)).map { _ in UInt8(random.integer(0...255)) }
      let frame = FeigFrame(
        form: random.chance(0.5) ? .standard : .advanced, address: 0, command: 0xB0,
        payload: (0..<random.integer(1...80)).map { _ in UInt8(random.integer(0...255)) })
      let found = decoder.receive(noise + (frame.bytes ?? [])) + decoder.discardIncomplete()
      #expect(found.contains(frame), "seed \(seed), round \(round)")
    }
  }
}
