import Primitives
import Testing

@testable import ReaderEmulation

struct AirTimeTests {
  /// The derived figures: milliseconds of a request, an occupied and an empty slot, Stay Quiet.
  @Test func `slots take what the constants of ISO 15693 give`() {
    #expect(VicinityAir.request(bytes: 5).duration == .nanoseconds(1_623_598))
    #expect(VicinityAir.occupiedSlot.duration == .nanoseconds(4_594_690))
    #expect(VicinityAir.emptySlot.duration == .nanoseconds(512_094))
    #expect(VicinityAir.stayQuiet.duration == .nanoseconds(4_058_997))
  }

  /// Mean of the 16-slot inventory with mask tree for random UIDs, milliseconds.
  @Test(arguments: [
    (1, 13.9), (2, 18.9), (3, 24.8), (4, 31.2), (5, 38.5), (6, 46.7), (8, 63.4), (10, 81.3),
    (12, 101), (15, 131), (16, 142), (20, 183),
  ])
  func `an inventory takes as long as its collisions make it`(tags: Int, mean: Double) {
    var generator = SeededGenerator(seed: UInt64(tags))
    let rounds = 1500
    var total = 0.0
    for _ in 0..<rounds {
      let anticollision = SlotAnticollision((0..<tags).map { _ in generator.next() })
      #expect(anticollision.finds.count == tags)
      total += Double(anticollision.elapsed.duration.wholeNanoseconds)
    }
    let measured = total / Double(rounds) / 1_000_000
    #expect(abs(measured - mean) < mean * 0.03, "\(measured) ms")
  }

  @Test func `UIDs that differ only in the last bits to be asked are told apart`() {
    let uids: [UInt64] = [0xE004_0150_1111_1111, 0xF004_0150_1111_1111]
    #expect(SlotAnticollision(uids).finds.map(\.uid) == uids)
  }

  @Test func `tags are found slot by slot, then where they collided`() {
    let anticollision = SlotAnticollision([0x12, 0xA2, 0x21, 0x35])
    #expect(anticollision.finds.map(\.uid) == [0x21, 0x35, 0x12, 0xA2])
    let times = anticollision.finds.map(\.elapsed)
    #expect(times == times.sorted())
  }
}
