import Primitives
import TagReads
import Testing
import Trays

@Suite struct TagEvidenceTests {
  private func evidence(_ marks: String, air: String? = nil) throws -> TagEvidence {
    let drawing = "rice \(marks)" + (air.map { "\nair \($0)" } ?? "")
    return try #require(play(drawing).engine.evidence.first)
  }

  @Test func `the first sighting says nothing about the read rate`() throws {
    let rice = try evidence("##.##")
    #expect(rice.sightings == 4)
    #expect(rice.hits == 3)
    #expect(rice.misses == 1)
    #expect(rice.missRun == 0)
  }

  @Test func `a run of misses becomes less likely at the tag's own rate`() throws {
    let good = try evidence("###########...")
    let weak = try evidence("#.#..#...#....#.#...")
    #expect(good.missRun == 3)
    #expect(weak.missRun == 3)
    #expect(good.missRunChance < 0.01)
    #expect(weak.missRunChance > 0.15)
  }

  @Test func `only complete rounds count for the read rate and for absence`() throws {
    let rice = try evidence("####.#..", air: "ccpdpddp")
    #expect(rice.sightings == 5)
    #expect(rice.hits == 1)
    #expect(rice.misses == 0)
    #expect(rice.missRun == 0)
  }

  @Test func `old rounds are forgotten, so that a rate can change`() throws {
    let rice = try evidence(
      String(repeating: "#", count: 200) + String(repeating: "#..", count: 60) + "#")
    #expect(rice.hits + rice.misses <= TagEvidence.roundsMax)
    #expect(rice.readRate < 0.5)
  }
}
