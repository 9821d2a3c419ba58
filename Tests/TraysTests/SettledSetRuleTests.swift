import Primitives
import TagReads
import Testing
import Trays

@Suite struct SettledSetRuleTests {
  private let rule = SettledSetRule()

  /// The evidence after a drawing; quiet rounds are counted by the engine.
  private func evidence(_ drawing: String) throws -> TrayEvidence {
    try #require(play(drawing).engine.evidence)
  }

  /// The first number of quiet rounds after which trays of such plates are settled.
  private func quietRounds(_ drawing: String, for purpose: TrayPurpose) throws -> Int? {
    var evidence = try evidence(drawing)
    return (0...SettledSetRule.quietRoundsMax).first { count in
      evidence.quietRounds = count
      return rule.verdict(on: evidence, for: purpose) != .notYet
    }
  }

  private func tray(_ count: Int, _ marks: String) -> String {
    (0..<count).map { "plate\($0) \(marks)" }.joined(separator: "\n")
  }

  private let good = "#################################"
  private let fair = "##########.#########.##########.#"
  private let half = "##..#.##.#..#.#.##..#.#..##.#.#.#"
  private let poor = "#..#....#.....##....#..#....#...#"

  @Test func `the worse the plates, the more rounds it takes`() throws {
    let bill = try [good, fair, half, poor].map { try quietRounds(tray(6, $0), for: .bill) }
    let payment = try [good, fair, half, poor].map { try quietRounds(tray(6, $0), for: .payment) }
    #expect(bill == [3, 3, 8, 15])
    #expect(payment == [20, 20, 21, 39])
  }

  @Test func `the weakest plate decides for the tray`() throws {
    let one = try quietRounds(tray(5, good) + "\nweak \(poor)", for: .bill)
    let none = try quietRounds(tray(6, good), for: .bill)
    let all = try quietRounds(tray(6, poor), for: .bill)
    #expect(try #require(one) > #require(none))
    #expect(try #require(one) <= #require(all))
  }

  @Test func `more plates take more rounds`() throws {
    let rounds = try [1, 6, 12, 30].map { try quietRounds(tray($0, fair), for: .bill) }
    #expect(rounds == [3, 3, 5, 8])
  }

  @Test func `nothing settles before the least number of quiet rounds`() throws {
    var evidence = try evidence(tray(1, good))
    evidence.quietRounds = 2
    #expect(rule.verdict(on: evidence, for: .bill) == .notYet)
    evidence.quietRounds = 3
    #expect(rule.verdict(on: evidence, for: .bill) != .notYet)
  }

  @Test func `an empty tray is never settled`() throws {
    var evidence = try evidence(tray(1, good))
    evidence.members = []
    #expect(rule.verdict(on: evidence, for: .bill) == .notYet)
  }

  @Test func `the risk is the same to the last bit on every machine`() throws {
    var evidence = try evidence(tray(6, fair))
    evidence.quietRounds = 7
    #expect(rule.missRisk(on: evidence) == 0.0040108155933701265)
  }
}
