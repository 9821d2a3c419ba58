import Primitives
import Testing

@testable import Laboratory

struct HallTests {
  private func hall(_ scenario: Scenario = .mixed) -> Hall {
    var random = SeededGenerator(seed: 2)
    return Hall(scenario, random: &random)
  }

  @Test func `most chips are good, some are poor, a few terrible`() {
    let qualities = hall().plates.map(\.quality)
    let (poor, terrible) = (qualities.count { $0 < 0.85 }, qualities.count { $0 < 0.5 })
    #expect(qualities.count == 3_000)
    #expect(abs(Double(poor) / 3_000 - 0.1) < 0.02)
    #expect(abs(Double(terrible) / 3_000 - 0.01) < 0.006)
    #expect(qualities.allSatisfy { (0.2...0.99).contains($0) })
  }

  @Test func `a visit changes a plate's rate, and keeps its kind but for one in a hundred`() {
    let quality = PlateQuality()
    var random = SeededGenerator(seed: 4)
    let rates = (0..<10_000).map { _ in quality.onVisit(0.95, &random) }
    let misplaced = rates.count { $0 < 0.9 }
    #expect(abs(Double(misplaced) / 10_000 - 0.01) < 0.004)
    #expect(rates.allSatisfy { $0 <= PlateQuality.rateMax })
    #expect((rates.max() ?? 0) > 0.965 && rates.count { (0.919...0.971).contains($0) } > 9_800)
  }

  @Test func `a plate at a fixed rate is read at it on every visit`() {
    let quality = PlateQuality(everyPlate: 0.9)
    var random = SeededGenerator(seed: 4)
    #expect((0..<100).allSatisfy { _ in abs(quality.onVisit(0.9, &random) - 0.9) < 1e-12 })
    #expect(quality.draw(&random) == 0.9)
  }

  @Test func `a plate taken is not taken again before it has gone round`() {
    var hall = hall(.mixed.with { $0.plateCount = 50 })
    var random = SeededGenerator(seed: 1)
    var taken: Set<Int> = []
    for _ in 0..<20 {
      let plate = hall.take(from: .origin, until: .origin + .seconds(10), &random)
      #expect(taken.insert(plate).inserted)
    }
  }
}
