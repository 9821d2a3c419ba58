import Foundation
import Testing

@testable import Laboratory

struct UpperBoundTests {
  /// Cases, trials, bound: solved by another program from the logarithms of the binomial's terms.
  @Test(arguments: [
    (0, 20_000, 0.000149775), (0, 30_000, 0.0000998527), (0, 10, 0.2588656), (1, 100, 0.0465598),
    (5, 100, 0.1022532),
  ])
  func `the bound is that of Clopper and Pearson`(cases: Int, trials: Int, bound: Double) {
    let found = UpperBound.of(cases, among: trials)
    #expect(abs(found - bound) < bound * 1e-5, "\(found)")
  }

  @Test func `none among n is the rule of three`() {
    let found = UpperBound.of(0, among: 20_000)
    #expect(abs(found - (1 - pow(0.05, 1.0 / 20_000))) < 1e-15)
    #expect(found < 3.0 / 20_000)
  }

  @Test func `with all or with nothing tried the bound is 1`() {
    #expect(UpperBound.of(10, among: 10) == 1)
    #expect(UpperBound.of(0, among: 0) == 1)
  }

  @Test(arguments: [(1_500, 2_000), (19_990, 20_000), (250, 2_000)])
  func `large shares do not break the sum`(cases: Int, trials: Int) {
    let found = UpperBound.of(cases, among: trials)
    let share = Double(cases) / Double(trials)
    #expect(found > share && found < min(share + 0.03, 1))
  }
}
