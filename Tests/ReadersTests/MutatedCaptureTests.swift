import Primitives
import Readers
import TagReads
import Testing

/// Every capture again, with some of what the reader said mutated: a fixed number of times, from
/// fixed seeds. The station always has something to do next, and is never told a tag that was not
/// there. A checksum would have to let one through; a smart-card reader's messages have none.
@Suite struct `Captured conversations with mutations` {
  private static let seeds: ClosedRange<UInt64> = 1...12

  @Test(arguments: `Captured conversations`.names)
  func `neither stop the station nor invent a tag`(_ name: String) throws {
    let capture = try `Captured conversations`.capture(name)
    let sound = ReplayBench(playing: capture)
    for seed in Self.seeds {
      let played = ReplayBench(playing: Self.mutated(capture, seed: seed), for: .seconds(30))
      #expect(!played.isStuck, "seed \(seed)")
      guard capture.header.family != .ccid else { continue }
      #expect(played.tags.isSubset(of: sound.tags), "seed \(seed)")
    }
  }

  /// The capture with one mutation in about every sixth transfer of the reader's.
  private static func mutated(_ capture: Capture, seed: UInt64) -> Capture {
    var random = SeededGenerator(seed: seed)
    var mutated = capture
    for index in mutated.lines.indices where mutated.lines[index].direction == .fromReader {
      if random.chance(1 / 6) { mutate(&mutated.lines[index].bytes, with: &random) }
    }
    return mutated
  }

  private static func mutate(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = random.integer(0...bytes.count - 1)
    switch random.integer(0...4) {
    case 0: bytes[place] ^= 1 << UInt8(random.integer(0...7))
    case 1: bytes[place] = UInt8(random.integer(0...255))
    case 2: bytes.remove(at: place)
    case 3: bytes.insert(UInt8(random.integer(0...255)), at: place)
    default: bytes.removeSubrange(place...)
    }
  }
}
