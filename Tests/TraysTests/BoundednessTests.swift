import Primitives
import TagReads
import Testing
import Trays

@Suite struct BoundednessTests {
  /// A day of rounds in which anything can be on the antenna.
  @Test func `state stays bounded over a day of random rounds`() {
    var random = SeededGenerator(seed: 64)
    var engine = TrayEngine()
    var now = Moment.origin
    var trackedMost = 0
    for number in 0..<roundCount {
      let round = InventoryRound(
        tags(&random, at: number).map { TagRead($0) }, quality: quality(&random), began: now,
        ended: now + .milliseconds(40))
      now = now + .milliseconds(43)
      _ = engine.observe(round, knowing: { _ in TagKnowledge(.plate) })
      if random.chance(0.01) { _ = engine.beginDecisiveLook(at: now) }
      trackedMost = max(trackedMost, engine.trackedTagCount)
      if let wake = engine.nextWake, wake <= now { _ = engine.wake(at: wake) }
    }
    #expect(trackedMost <= TraySettings().tagsMax)
    #expect(engine.restingTags.count <= TraySettings().tagsMax)
  }

  /// Two million rounds, a day at full pace, where the build is optimised.
  private var roundCount: Int {
    #if DEBUG
      20_000
    #else
      2_000_000
    #endif
  }

  /// Now nothing, now a few tags of many, now far too many.
  private func tags(_ random: inout SeededGenerator, at number: Int) -> [TagID] {
    let counts = [0, 0, 1, 6, 6, 80]
    let count = counts[number / 200 % counts.count]
    return (0..<count).map { _ in Timeline.tag(random.integer(0...(count * 3))) }
  }

  private func quality(_ random: inout SeededGenerator) -> InventoryRound.Quality {
    random.chance(0.9) ? .complete : random.chance(0.5) ? .partial : .disturbed
  }
}
