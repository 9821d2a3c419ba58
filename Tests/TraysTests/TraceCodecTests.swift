import Primitives
import TagReads
import Testing

@testable import Trays

/// The bytes of a trace, whole and damaged.
@Suite struct TraceCodecTests {
  private let trace: TrayTrace
  private let bytes: [UInt8]

  init() throws {
    trace = try #require(RecordedStay.paid().trace)
    bytes = try #require(trace.bytes)
  }

  @Test func `what was written is read`() throws {
    #expect(try TrayTrace(bytes: bytes) == trace)
    #expect(trace.decided == (0..<4).map(RecordedStay.plate))
    #expect(bytes.count < 1_500)
  }

  @Test func `a cut anywhere is damage`() {
    for count in bytes.indices {
      #expect(throws: TraceFault.damaged) { try TrayTrace(bytes: Array(bytes.prefix(count))) }
    }
    #expect(throws: TraceFault.damaged) { try TrayTrace(bytes: bytes + [0]) }
  }

  @Test func `a changed byte anywhere is noticed`() {
    for index in bytes.indices where index != 2 {
      var changed = bytes
      changed[index] ^= 0x10
      #expect(throws: TraceFault.damaged) { try TrayTrace(bytes: changed) }
    }
  }

  @Test func `a newer form is named`() {
    var newer = bytes
    newer[2] = 9
    #expect(throws: TraceFault.newerVersion(9)) { try TrayTrace(bytes: newer) }
  }

  /// With a check that fits, whatever the rest says must be read or refused, never trap.
  @Test(arguments: 0..<8) func `a lie with a right check does no harm`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var lie = Array(bytes.dropLast(8))
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 3..<lie.count, using: &random)
        lie[index] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) {
        lie.removeLast(Int.random(in: 0..<lie.count - 11, using: &random))
      }
      var writer = TraceWriter()
      writer.raw(lie)
      writer.fixed(ShortDigest(lie).value)
      guard let read = try? TrayTrace(bytes: writer.bytes) else { continue }
      _ = TraceSight.sights(in: read)
      _ = TraceReplay(read).confirmed
    }
  }
}
