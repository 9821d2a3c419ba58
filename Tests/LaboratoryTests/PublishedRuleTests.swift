import Primitives
import Testing
import Trays

@testable import Laboratory

/// What each rule of others does, by its own description.
struct PublishedRuleTests {
  @Test func `the first read set is the first answer, and stays so`() {
    var run = RuleRun(FirstReadSet())
    run.feed(". a ab abc")
    #expect(run.hear() == ["110 arrived", "110 bill a"])
    run.tap()
    #expect(run.hear() == ["240 paid a"])
  }

  @Test func `a fixed window is a matter of time alone`() {
    var run = RuleRun(FixedWindow(.milliseconds(150)))
    run.feed("a . ab . abc abcd")
    #expect(run.hear() == ["50 arrived", "200 bill ab"])
    run.tap()
    #expect(run.hear() == ["360 paid ab"])
  }

  @Test func `a fixed window decides even when no round comes any more`() {
    var run = RuleRun(FixedWindow(.milliseconds(500)))
    run.feed("a _ _ _ _ _ _ _ _ _ _")
    #expect(run.hear() == ["50 arrived", "550 bill a"])
  }

  @Test func `amended, a window goes on adding until the tap`() {
    var run = RuleRun(FixedWindow(.milliseconds(150), isAmending: true))
    run.feed("a . ab . abc abcd")
    #expect(
      run.hear() == ["50 arrived", "200 bill ab", "290 bill abc", "350 bill abcd"])
  }

  @Test func `a stable set waits for the last new tag, and for nothing else`() {
    var run = RuleRun(StableSet(.milliseconds(200)))
    run.feed("a ab ab abc a a a a a")
    #expect(run.hear() == ["50 arrived", "430 bill abc"])
  }

  @Test func `a stable set keeps what was taken away and mixes up a swapped tray`() {
    var run = RuleRun(StableSet(.milliseconds(120)))
    run.feed("ab ab b b cd cd")
    #expect(run.hear() == ["50 arrived", "170 bill ab"])
    run.feed("cd cd cd")
    run.tap()
    #expect(run.hear() == ["540 paid ab"], "the new tray is not seen at all")
  }

  @Test func `a tray is gone after 400 ms and three rounds without a tag`() {
    var run = RuleRun(FirstReadSet())
    run.feed("a . . . . . . . b")
    #expect(run.hear() == ["50 arrived", "50 bill a", "470 gone", "530 arrived", "530 bill b"])
    run.feed(". _ _ _ _ _ _ .")
    #expect(run.hear().isEmpty, "two rounds are too few")
  }

  @Test func `what nobody has registered is filtered out`() {
    var run = RuleRun(FirstReadSet())
    run.feed("G Ga")
    #expect(run.hear() == ["110 arrived", "110 bill a"])
  }

  @Test func `EdgeX takes a tag for present from its first read on`() {
    var run = RuleRun(EdgeXPresence())
    run.feed("a . ab")
    #expect(run.hear() == ["50 arrived", "50 bill a", "170 bill ab"])
  }

  @Test func `EdgeX at its defaults keeps a tray for ten minutes`() {
    var run = RuleRun(EdgeXPresence())
    run.feed("ab")
    run.feed(Array(repeating: ".", count: 9_000).joined(separator: " "))
    run.tap()
    #expect(run.hear().last == "540060 paid ab")
    run.feed(Array(repeating: ".", count: 2_000).joined(separator: " "))
    #expect(run.hear() == ["630000 gone"], "the first check after 600 s, every 30 s")
  }

  @Test func `EdgeX tuned looks once a second for what was not read for longer than that`() {
    var run = RuleRun(EdgeXPresence(threshold: .seconds(1), checkInterval: .seconds(1)))
    run.feed("ab")
    run.feed(Array(repeating: "b", count: 33).joined(separator: " "))
    #expect(run.hear() == ["50 arrived", "50 bill ab", "2000 bill b"])
  }
}
