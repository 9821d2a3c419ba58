import Foundation
import Primitives
import ReaderEmulation
import Testing

@testable import Laboratory

/// The laboratory's rounds take as long as the emulated readers'.
struct RoundTimingTests {
  @Test func `ISO 15693 rounds are those of the emulated anticollision`() {
    let timing = RoundTiming(ReaderPace())
    var random = SeededGenerator(seed: 3)
    for count in 0...30 {
      for _ in 0..<20 {
        let uids = (0..<count).map { _ in 0xE004_0150_0000_0000 | random.next() >> 32 }
        #expect(timing.air(uids) == SlotAnticollision(uids).elapsed.nanoseconds)
      }
    }
  }

  @Test func `Gen2 rounds are those of Tagwatch`() {
    var pace = ReaderPace()
    pace.air = .gen2(Gen2Air())
    let timing = RoundTiming(pace)
    for (count, milliseconds) in [(1, 19), (4, 22), (6, 24), (8, 27), (10, 30), (20, 48)] {
      let time = timing.air(Array(repeating: 0, count: count))
      #expect((Double(time) / 1e6).rounded() == Double(milliseconds))
    }
  }

  @Test(arguments: [1.0, 2, 3, 10, 40, 1e-4, 0.05, 1e300, 1.9999999])
  func `logarithms need no library`(number: Double) {
    let expected = log(number)
    let found = NaturalLogarithm.of(number)
    #expect(abs(found - expected) <= 4e-16 * max(1, abs(expected)))
  }
}
