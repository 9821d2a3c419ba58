import Testing
import Trays

@testable import Laboratory

struct ComparisonTests {
  private static let firstRead = contender("first read")

  private static func contender(_ name: String) -> Contender {
    Contender.field.first { $0.name == name } ?? Contender.field[0]
  }

  private func figures(
    _ name: String, _ contenders: [Contender] = [firstRead], trays: Int = 40, seed: UInt64 = 1
  ) throws -> ScenarioFigures {
    let scenario = try #require(Scenario.named(name))
    return Comparison(scenario, contenders, trays: trays, seed: seed).figures()
  }

  @Test func `the same seed gives the same figures, another one others`() throws {
    let one = try figures("mixed", Contender.published)
    #expect(try figures("mixed", Contender.published) == one)
    #expect(try figures("mixed", Contender.published, seed: 2) != one)
    #expect(one.trays == 40 && one.rules.allSatisfy { $0.trays == 40 })
  }

  @Test func `a rule's figures do not depend on who else takes part`() throws {
    let all = try figures("mixed", Contender.field)
    for contender in Contender.field {
      let alone = try figures("mixed", [contender])
      #expect(alone.rules[0] == all.rules.first { $0.name == contender.name })
      #expect(alone.floor == all.floor)
    }
  }

  @Test func `the cores share the work and not the result`() async throws {
    let scenarios = [Scenario.plain, .mixed]
    let shared = await ComparisonRun(scenarios, Contender.published, trays: 12, seed: 3).figures()
    #expect(shared.scenarios.map(\.name) == ["plain", "mixed"])
    for (scenario, figures) in zip(scenarios, shared.scenarios) {
      #expect(Comparison(scenario, Contender.published, trays: 12, seed: 3).figures() == figures)
    }
  }

  @Test func `every tray is paid right, paid wrong or undecided`() throws {
    for rule in try figures("mixed", Contender.field).rules {
      #expect(rule.right + rule.silentWrong.count + rule.undecided.count == rule.trays)
      #expect(
        rule.silentWrong.count <= rule.missing.count + rule.stray.count + rule.wrongTray.count)
      #expect(rule.confirmation.count == rule.right + rule.silentWrong.count)
    }
  }

  @Test func `progress is told up to the whole`() throws {
    var shares: [Double] = []
    _ = Comparison(.plain, [Self.firstRead], trays: 50, seed: 1).figures { shares.append($0) }
    #expect(shares == shares.sorted())
    #expect((shares.last ?? 0) > 0.9)
  }

  @Test func `a rule is beaten by those quicker and surer at once`() {
    func rule(_ name: String, wrong: Int, time: Double) -> RuleFigures {
      var tally = Quantiles()
      tally.add(.milliseconds(Int(time)))
      let none = Cases(0, among: 10)
      return RuleFigures(
        name: name, source: "", trays: 10, right: 10 - wrong,
        silentWrong: Cases(wrong, among: 10), missing: none, stray: none, doubled: none,
        wrongTray: none, undecided: none, tappedAgain: 0, firstBillWrong: 0, amendments: 0,
        firstBill: Times(tally), settle: Times(tally), confirmation: Times(tally),
        settleOverFloor: nil)
    }
    let figures = ScenarioFigures(
      name: "", about: "", trays: 10, traysWithStray: 0, traysWithLateDish: 0,
      floor: Times(Quantiles()),
      rules: [
        rule("quick", wrong: 5, time: 40), rule("slow", wrong: 1, time: 900),
        rule("good", wrong: 1, time: 300), rule("as good", wrong: 1, time: 300),
      ])
    #expect(figures.rules(beating: "slow") == ["good", "as good"])
    #expect(figures.rules(beating: "good").isEmpty)
    #expect(figures.rules(beating: "quick").isEmpty)
  }
}
