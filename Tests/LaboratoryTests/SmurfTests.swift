import Primitives
import Testing

@testable import Laboratory

/// SMURF's window by Algorithm 1, and the bill rule on top.
struct SmurfTests {
  private func sizes(_ shares: [Double]) -> [Int] {
    var window = SmurfWindow()
    return shares.map {
      window.note(share: $0)
      return window.size
    }
  }

  @Test func `it wants as many epochs as make a miss of all of them unlikely`() {
    var window = SmurfWindow()
    window.note(share: 1)
    #expect(window.wanted == 3, "ln 20 is 2.996")
    window = SmurfWindow()
    window.note(share: 1.0 / 3)
    #expect(window.wanted == 9)
  }

  @Test func `a window grows by two epochs at a time`() {
    #expect(sizes([1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3]) == [3, 5, 7, 9])
  }

  @Test func `a window never grows beyond what is wanted`() {
    #expect(sizes([1]) == [3])
    #expect(sizes([2.0 / 3, 2.0 / 3]) == [3, 5], "5 are wanted")
  }

  /// A tag is read in two of three rounds, then in none: when the epochs with it fall short of what
  /// its rate promises by more than two sigma, the window is halved.
  @Test func `a window is halved when the tag seems to have moved`() {
    var window = SmurfWindow()
    for _ in 0..<12 { window.note(share: 2.0 / 3) }
    #expect(window.size == 5 && window.isThere)
    window.note(share: 0)
    #expect(window.size == 5, "4 of 5 are within two sigma of 3.3")
    window.note(share: 0)
    window.note(share: 0)
    window.note(share: 0)
    #expect(window.size == 2, "1 of 5 is not")
  }

  @Test func `an empty window begins at one again, and the tag is not there`() {
    var window = SmurfWindow()
    window.note(share: 1)
    for _ in 0..<6 { window.note(share: 0) }
    #expect(window.size == 1)
    #expect(!window.isThere)
  }

  @Test func `a bill comes when no tag was new for the longest window wanted`() {
    var run = RuleRun(Smurf())
    run.feed("a a a a a a a a a")
    #expect(run.hear() == ["50 arrived"], "the first epoch and two without a new tag")
    run.feed("a a a")
    #expect(run.hear() == ["710 bill a"])
  }

  @Test func `live, the bill is what the windows hold, epoch by epoch`() {
    var run = RuleRun(SmurfPresence())
    run.feed("a a a ab a ab")
    #expect(run.hear() == ["170 arrived", "170 bill a", "350 bill ab"])
    run.tap()
    #expect(run.hear() == ["360 paid ab"])
    run.feed(". . .")
    #expect(run.hear() == ["530 bill b"], "a was read in every round: its window is halved to one")
    run.feed(". . .")
    #expect(run.hear() == ["710 gone"], "and b, read in two of three, one epoch later")
  }

  @Test func `one badly read tag keeps the bill waiting`() {
    var run = RuleRun(Smurf())
    run.feed(Array(repeating: "ab a a", count: 9).joined(separator: " "))
    #expect(run.hear() == ["50 arrived"])
    run.feed("ab a a")
    #expect(run.hear() == ["1790 bill ab"], "nine epochs after the first")
  }
}
