import Primitives
import Testing

@testable import Laboratory

struct CaptureRecaptureTests {
  /// Sessions begin 300 ms after the first tag: with the seventh round here.
  private func rule(after sessions: String, missChanceMax: Double = 0) -> CaptureRecapture {
    var run = RuleRun(CaptureRecapture(missChanceMax: missChanceMax))
    run.feed("a a a a a a " + sessions)
    return run.rule
  }

  @Test func `nothing is known before a tag was read twice`() {
    #expect(rule(after: "ab").missChance == nil)
    #expect(rule(after: "ab cd").missChance == nil)
  }

  /// Caught 2 and 2, known 0 and 2, 1 of them read again: N = 4, p = 4 / 8.
  @Test func `the estimate is that of the formula`() throws {
    let chance = try #require(rule(after: "ab bc").missChance)
    let missed = 0.25
    let expected = 1 - (1 - missed) * (1 - missed) * (1 - missed) * (1 - missed)
    #expect(abs(chance - expected) < 1e-12)
  }

  @Test func `two rounds that agree are believed at once`() {
    #expect(rule(after: "ab ab").missChance == 0)
  }

  @Test func `amended, it adds to the bill what it reads afterwards`() {
    var run = RuleRun(CaptureRecapture(missChanceMax: 1e-4, isAmending: true))
    run.feed("a a a a a a ab ab abc")
    #expect(run.hear() == ["50 arrived", "470 bill ab", "530 bill abc"])
  }

  @Test func `it stops as soon as the estimate is below the target`() {
    var run = RuleRun(CaptureRecapture(missChanceMax: 1e-4))
    run.feed("a a a a a a ab ab abc")
    #expect(run.hear() == ["50 arrived", "470 bill ab"])
  }
}
