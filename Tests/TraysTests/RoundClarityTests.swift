import Testing

@testable import Trays

@Suite struct RoundClarityTests {
  private let beliefs = TrayBeliefs()

  private func clarity(_ rounds: [String]) -> Double {
    var clarity = RoundClarity()
    var last = 1.0
    for round in rounds {
      clarity.begin()
      for mark in round { clarity.note(isHit: mark == "#", hitChance: 0.95, beliefs) }
      last = clarity.end(beliefs)
    }
    return last
  }

  @Test func `one plate that misses a round speaks for itself`() {
    #expect(clarity(["#####", "####."]) > 0.99)
  }

  @Test func `plates that fall silent together say little of each`() {
    #expect(clarity(["#####", "....."]) < 0.01)
  }

  @Test func `a shadow that lasts is expected to last`() {
    #expect(clarity(["#####", "...", "..#"]) < clarity(["#####", "###", "..#"]))
  }

  @Test func `one plate alone tells of no shadow`() {
    #expect(clarity(["#", "."]) > 0.95)
  }
}
