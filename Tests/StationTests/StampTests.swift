import Foundation
import Primitives
import Testing

@testable import Station

/// The times of events can be read by any program without knowing where the station stands.
@Suite struct StampTests {
  private func stamp(_ milliseconds: Int64, _ offsetSeconds: Int) -> String {
    StationTime(
      moment: .origin, wall: WallTime(milliseconds: milliseconds),
      utcOffsetSeconds: offsetSeconds
    ).stamp
  }

  @Test(arguments: [
    (1_795_492_800_123, 28_800, "2026-11-24T12:00:00.123+08:00"),
    (1_795_492_800_123, 0, "2026-11-24T04:00:00.123+00:00"),
    (1_795_492_800_000, -34_200, "2026-11-23T18:30:00.000-09:30"),
    (1_795_492_800_007, 20_700, "2026-11-24T09:45:00.007+05:45"),
    (1_795_535_999_999, 43_200, "2026-11-25T03:59:59.999+12:00"),
    (1_795_492_800_000, -1800, "2026-11-24T03:30:00.000-00:30"),
    (0, 0, "1970-01-01T00:00:00.000+00:00"),
    (-1, 0, "1969-12-31T23:59:59.999+00:00"),
  ])
  func `a time is written with its offset`(milliseconds: Int64, offset: Int, text: String) {
    #expect(stamp(milliseconds, offset) == text)
  }

  @Test func `another program reads the same instant, offsets of odd seconds too`() throws {
    let reader = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for offset in [28_800, -34_200, 20_700, 29_143, -1172] {
      for step in 0..<50 {
        let milliseconds = 1_795_492_800_000 + Int64(step) * 98_765_431
        let date = try Date(stamp(milliseconds, offset), strategy: reader)
        #expect(Int64((date.timeIntervalSince1970 * 1000).rounded()) == milliseconds)
      }
    }
  }
}
