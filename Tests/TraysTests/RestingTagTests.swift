import Primitives
import TagReads
import Testing
import Trays

@Suite struct RestingTagTests {
  /// Ten seconds of presence make a tag rest here, two seconds of absence wake it.
  private var settings: TraySettings {
    var settings = TraySettings()
    settings.restingTime = .seconds(10)
    settings.restingGap = .seconds(2)
    return settings
  }

  private func times(_ mark: Character, _ count: Int) -> String {
    String(repeating: mark, count: count)
  }

  @Test func `a tag that stays for ever belongs to the place and not to the next tray`() {
    let run = play(
      """
      shelf  \(times("#", 240))
      rice   \(times(".", 200))\(times("#", 40))
      """, sets: ["shelf", "rice"], settings: settings)
    #expect(run.engine.restingTags == [Timeline.tag(0)])
  }

  @Test func `a tray left standing is a visit that ends`() {
    let run = play(
      """
      rice   \(times("#", 240))
      soup   \(times("#", 240))
      """, sets: ["rice soup"], settings: settings)
    #expect(run.engine.phase == .clear)
    #expect(run.engine.settled == nil)
  }

  @Test func `a plate left behind stops billing while the next trays do`() {
    play(
      """
      rice   \(times("#", 40))\(times(".", 300))
      soup   \(times("#", 340))
      cake   \(times(".", 250))\(times("#", 90))
      """, sets: ["rice soup", "soup", "cake"], settings: settings)
  }

  @Test func `a resting tag that was away is an ordinary tag again`() {
    play(
      """
      rice   \(times("#", 200))\(times(".", 40))\(times("#", 30))
      """, sets: ["rice", "rice"], settings: settings)
  }

  @Test func `a reader that is away makes nothing rest`() {
    let run = play(
      """
      rice   \(times("#", 20))\(times(".", 400))\(times("#", 20))
      air    \(times("c", 20))\(times("_", 400))\(times("c", 20))
      """, sets: ["rice"], settings: settings)
    #expect(run.engine.restingTags.isEmpty)
    #expect(run.engine.phase == .settled)
  }

  @Test func `disturbed rounds do not wake a resting tag`() {
    let run = play(
      """
      rice   \(times("#", 200))\(times(".", 100))##
      air    \(times("c", 200))\(times("d", 100))cc
      """, settings: settings)
    #expect(run.engine.restingTags == [Timeline.tag(0)])
  }
}
