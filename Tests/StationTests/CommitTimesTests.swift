import Testing

@testable import Station

/// The commits of a virtual run take about what they take on a plain SSD.
@Suite struct CommitTimesTests {
  private func drawn(seed: UInt64) -> [Duration] {
    var times = CommitTimes(seed: seed)
    return (0..<10_000).map { _ in times.next() }
  }

  @Test func `the quantiles are those of the documented shape`() {
    let figures = DemoReport.Quantiles(drawn(seed: 1))
    #expect((2.4...2.6).contains(figures.p50))
    #expect((7.0...8.0).contains(figures.p95), "midway between 5 at 90 and 10 at 99")
    #expect((9.5...11.0).contains(figures.p99))
    let times = drawn(seed: 2)
    #expect(times.allSatisfy { $0 >= .microseconds(900) && $0 <= .milliseconds(30) })
  }

  @Test func `the same seed draws the same times`() {
    #expect(drawn(seed: 3) == drawn(seed: 3))
    #expect(drawn(seed: 3) != drawn(seed: 4))
  }
}
