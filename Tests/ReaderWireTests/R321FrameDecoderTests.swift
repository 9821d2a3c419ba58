import Primitives
import ReaderWire
import Testing

@Suite struct `The R321 decoder` {
  /// The reports of all readers' vectors one after another.
  static let stream = R321Vectors.fromReader.flatMap { R321Reports.carrying($0.bytes) }
  static let good = R321Reports.carrying(R321Vectors.oneTag.bytes)
  static let whole = R321Vectors.fromReader.map(\.bytes)

  private func frames(_ bytes: [UInt8]) -> [R321Frame] {
    var decoder = R321FrameDecoder()
    return decoder.receive(bytes)
  }

  @Test func `glued reports come out frame by frame`() {
    #expect(frames(Self.stream).map(\.bytes) == Self.whole)
  }

  @Test func `one byte at a time gives the same frames`() {
    var decoder = R321FrameDecoder()
    let found = Self.stream.flatMap { decoder.receive([$0]) }
    #expect(found == frames(Self.stream))
    #expect(decoder.damagedByteCount == 0)
    #expect(decoder.pendingByteCount == 0)
  }

  @Test func `a cut anywhere gives the same frames`() {
    for cut in Self.stream.indices {
      var decoder = R321FrameDecoder()
      let found =
        decoder.receive(Array(Self.stream[..<cut])) + decoder.receive(Array(Self.stream[cut...]))
      #expect(found == frames(Self.stream), "cut at \(cut)")
    }
  }

  @Test func `frames that share a report are both found`() {
    let both = R321Vectors.noTag.bytes + R321Vectors.written.bytes
    #expect(frames(R321Reports.carrying(both)).map(\.command) == [0x11, 0x23])
  }

  @Test func `an old frame in the padding is not looked at`() {
    var report = R321Reports.carrying(R321Vectors.noTag.bytes)
    report.replaceSubrange(15..<15 + R321Vectors.oneTag.bytes.count, with: R321Vectors.oneTag.bytes)
    var decoder = R321FrameDecoder()
    #expect(decoder.receive(report).map(\.bytes) == [R321Vectors.noTag.bytes])
    #expect(decoder.discardIncomplete().isEmpty)
    #expect(decoder.damagedByteCount == 0)
  }

  @Test func `a report without content says nothing`() {
    var decoder = R321FrameDecoder()
    #expect(decoder.receive([UInt8](repeating: 0, count: 64) + Self.good).count == 1)
    #expect(decoder.damagedByteCount == 0)
  }

  @Test(arguments: R321Vectors.fromReader)
  func `a truncated frame is not a frame, and the next one is found`(
    _ vector: R321Vectors.ReaderVector
  ) {
    for length in 1..<vector.bytes.count {
      var decoder = R321FrameDecoder()
      let reports = R321Reports.carrying(Array(vector.bytes.prefix(length)))
      #expect(decoder.receive(reports).isEmpty, "length \(length)")
      #expect(decoder.discardIncomplete().isEmpty)
      #expect(decoder.pendingByteCount == 0)
      #expect(decoder.damagedByteCount == length)
      #expect(decoder.receive(Self.good) == frames(Self.good))
    }
  }

  @Test(arguments: R321Vectors.fromReader)
  func `a truncated frame glued to a good one loses only itself`(
    _ vector: R321Vectors.ReaderVector
  ) {
    for length in 1..<vector.bytes.count {
      var decoder = R321FrameDecoder()
      let reports = R321Reports.carrying(Array(vector.bytes.prefix(length)))
      let found = decoder.receive(reports + Self.good) + decoder.discardIncomplete()
      #expect(found == frames(Self.good), "length \(length)")
      #expect(decoder.damagedByteCount == length)
    }
  }

  @Test(arguments: R321Vectors.fromReader)
  func `a truncated report is forgotten after silence`(_ vector: R321Vectors.ReaderVector) {
    let reports = R321Reports.carrying(vector.bytes)
    let lastNeeded = reports.count - 64 + Int(reports[reports.count - 64])
    for length in 1..<reports.count {
      var decoder = R321FrameDecoder()
      let found = decoder.receive(Array(reports.prefix(length))) + decoder.discardIncomplete()
      #expect(found.count == (length > lastNeeded ? 1 : 0), "length \(length)")
      #expect(decoder.pendingByteCount == 0)
      #expect(decoder.receive(Self.good) == frames(Self.good))
    }
  }

  @Test(arguments: R321Vectors.fromReader)
  func `no flipped bit passes, and the next frame is found`(_ vector: R321Vectors.ReaderVector) {
    let reports = R321Reports.carrying(vector.bytes)
    for bit in 0..<reports.count * 8 {
      var damaged = reports
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      var decoder = R321FrameDecoder()
      let found = decoder.receive(damaged + Self.good) + decoder.discardIncomplete()
      let isPadding = bit / 8 % 64 > Int(reports[bit / 8 / 64 * 64])
      let isCount = bit / 8 % 64 == 0
      #expect(found.last == frames(Self.good).last, "bit \(bit)")
      if isPadding {
        #expect(found.count == 2 && decoder.damagedByteCount == 0, "bit \(bit)")
      } else if !isCount {
        #expect(found.count == 1, "bit \(bit)")
        #expect(decoder.damagedByteCount == vector.bytes.count, "bit \(bit)")
      } else {
        // A count that is too big takes padding for content; the frame before it may be whole.
        #expect(found.dropLast().allSatisfy { $0.bytes == vector.bytes }, "bit \(bit)")
        #expect(decoder.damagedByteCount > 0 || damaged[bit / 8] == 0, "bit \(bit)")
      }
    }
  }

  @Test func `a length beyond the limit is damage, not a reason to wait`() {
    var decoder = R321FrameDecoder(frameLengthMax: 64)
    let announced: [UInt8] = [0x7E, 0x55, 0x00, 1, 0, 0, 0, 0x1F, 0x11, 0x00, 0xFF, 0xFF]
    let found = decoder.receive(R321Reports.carrying(announced) + Self.good)
    #expect(found == frames(Self.good))
    #expect(decoder.damagedByteCount == announced.count)
  }

  @Test(arguments: 1...20)
  func `garbage neither traps nor piles up nor hides the frames after it`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var decoder = R321FrameDecoder()
    let likely: [UInt8] = [0x7E, 0x55, 0x00, 0x1F, 0x3F]
    for _ in 0..<200 {
      let chunk = (0..<random.integer(0...300)).map { _ in
        random.chance(0.4) ? likely[random.integer(0...4)] : UInt8(random.integer(0...255))
      }
      _ = decoder.receive(chunk)
      #expect(decoder.pendingByteCount <= 1024 + 64, "seed \(seed)")
    }
    _ = decoder.discardIncomplete()
    #expect(decoder.receive(Self.stream) == frames(Self.stream), "seed \(seed)")
  }

  @Test(arguments: 21...30)
  func `good frames amid garbage are all found`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var decoder = R321FrameDecoder()
    for round in 0..<200 {
      let noise = (0..<random.integer(0...40)).map { _ in UInt8(random.integer(0...255)) }
      let frame = R321Frame(
        form: random.chance(0.5) ? .short : .long, source: 1, target: 0, isResponse: true,
        command: 0x22,
        parameters: (0..<random.integer(0...180)).map { _ in UInt8(random.integer(0...255)) })
      let found =
        decoder.receive(R321Reports.carrying(noise + (frame.bytes ?? [])))
        + decoder.discardIncomplete()
      #expect(found.contains(frame), "seed \(seed), round \(round)")
    }
  }
}
