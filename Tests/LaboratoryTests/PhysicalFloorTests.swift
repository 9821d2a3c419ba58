import Primitives
import Testing

@testable import Laboratory

struct PhysicalFloorTests {
  /// Plates alike, read rate, rounds for a chance of 1e-4: engine tables and hand.
  @Test(arguments: [
    (8, 0.9, 5), (8, 0.7, 10), (8, 0.5, 17), (8, 0.99, 3), (1, 0.9, 4), (1, 1.0, 1), (30, 0.9, 6),
  ])
  func `so many rounds are needed`(plates: Int, rate: Double, rounds: Int) {
    #expect(PhysicalFloor.rounds(rates: Array(repeating: rate, count: plates)) == rounds)
  }

  @Test func `the weakest plate decides`() {
    #expect(PhysicalFloor.rounds(rates: [0.95, 0.95, 0.95, 0.95, 0.95, 0.5]) == 14)
  }

  @Test func `one that is never read has no floor but the limit`() {
    #expect(PhysicalFloor.rounds(rates: [0]) == PhysicalFloor.roundsMax)
  }

  /// Two plates in different slots: 1.62 ms of request, 2 slots of 4.59 ms, 14 of 0.51, and 5 ms
  /// of reset, 8.5 of host, 2 of pause.
  @Test func `a cycle is reset, air, host and pause`() {
    let timing = RoundTiming(ReaderPace())
    let time = timing.cycle([0xE004_0150_0000_0001, 0xE004_0150_0000_0002])
    #expect(time.wholeNanoseconds / 10_000 == 3_348)
  }
}
