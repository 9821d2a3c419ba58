import Primitives
import Testing

@testable import Settlement

/// How a report counts rushes and waits.
struct RushHourTests {
  private func time(_ seconds: Int64) -> WallTime {
    WallTime(milliseconds: 1_700_000_000_000 + seconds * 1000)
  }

  @Test func `the busiest ten minutes count, wherever they begin`() {
    var rush = RushHour()
    for second in stride(from: Int64(0), to: 3600, by: 60) { rush.note(time(second)) }
    #expect(rush.mostPerMinute == 1)
    for second in stride(from: Int64(3600), to: 4200, by: 20) { rush.note(time(second)) }
    #expect(rush.mostPerMinute == 3)
    for second in stride(from: Int64(9000), to: 9600, by: 60) { rush.note(time(second)) }
    #expect(rush.mostPerMinute == 3)
  }

  @Test func `a clock that was set back makes no rush`() {
    var rush = RushHour()
    for _ in 0..<20 {
      for second in stride(from: Int64(0), to: 600, by: 120) { rush.note(time(second)) }
    }
    #expect(rush.mostPerMinute == 0.5)
  }

  @Test func `waits are told to fifty milliseconds, long ones as a minute`() {
    var waits = WaitTally()
    #expect(waits.quantile(0.5) == nil)
    for milliseconds in 1...100 { waits.note(milliseconds * 10) }
    #expect(waits.quantile(0.5) == 550 && waits.quantile(0.95) == 1000)
    waits.note(10_000_000)
    #expect(waits.quantile(1) == 60_000)
  }
}
