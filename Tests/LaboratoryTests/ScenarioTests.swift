import Testing

@testable import Laboratory

/// Each scenario does to a simple rule what it is there for.
struct ScenarioTests {
  private static let plainFirst = figures(.plain, "first read")

  private static func figures(
    _ scenario: Scenario, _ name: String, trays: Int = 80
  ) -> RuleFigures {
    let contenders = Contender.published.filter { $0.name == name }
    return Comparison(scenario, contenders, trays: trays, seed: 21).figures().rules[0]
  }

  private func figures(_ scenario: String, _ rule: String = "first read") throws -> RuleFigures {
    Self.figures(try #require(Scenario.named(scenario)), rule)
  }

  @Test func `names are there once, and each leads to its scenario`() {
    let names = Scenario.all.map(\.name)
    #expect(Set(names).count == 20 && names.count == 20)
    #expect(names.allSatisfy { Scenario.named($0)?.name == $0 })
    #expect(Scenario.named("nowhere") == nil)
  }

  @Test func `when nothing goes wrong the first read set lacks plates and nothing else`() {
    let rule = Self.plainFirst
    #expect(rule.missing.count > 40 && rule.missing.count == rule.silentWrong.count)
    #expect(Self.figures(.plain, "window 1000 ms").silentWrong.count == 0)
    #expect(Self.figures(.plain, "stable 1000 ms, amended").silentWrong.count == 0)
  }

  @Test(arguments: ["late", "weak", "bursts", "coupling", "thirty", "six-good", "mixed"])
  func `plates are missing`(scenario: String) throws {
    #expect(try figures(scenario).missing.count > 60)
  }

  @Test(arguments: ["strays-low", "strays-high", "strays-foreign", "background", "uhf-mixed"])
  func `strays are billed`(scenario: String) throws {
    let first = try figures(scenario)
    #expect(first.stray.count + first.wrongTray.count > Self.plainFirst.stray.count)
    #expect(try figures(scenario, "stable 500 ms, amended").stray.count > 3)
  }

  @Test(arguments: ["strays-high", "swap"])
  func `plates are paid twice`(scenario: String) throws {
    #expect(try figures(scenario).doubled.count > 3)
  }

  @Test func `late dishes are missed by a window and found by one that goes on`() throws {
    #expect(try figures("late", "window 500 ms").missing.count > 20)
    #expect(try figures("late", "window 500 ms, amended").missing.count < 3)
  }

  @Test func `a dish taken off is billed`() throws {
    #expect(try figures("removed").stray.count > 3)
    #expect(try figures("removed", "stable 500 ms").stray.count > 20)
  }

  @Test func `a swapped tray is paid for with the one before`() throws {
    #expect(try figures("swap").wrongTray.count > 20)
  }

  @Test func `a rim that pushes in is billed before its time`() throws {
    let rule = try figures("overlap", "stable 500 ms, amended")
    #expect(rule.stray.count + rule.wrongTray.count > 20)
    #expect(try figures("overlap").wrongTray.count > 12)
  }

  @Test func `plates of a tray half beside the antenna are not read at all`() throws {
    let rule = try figures("half-on", "window 2000 ms")
    #expect(rule.missing.count > 3)
    #expect(Self.figures(.plain, "window 2000 ms").missing.count == 0)
  }

  /// Its bursts are long and its bad chips many.
  @Test func `a foreign hall hides plates for longer`() throws {
    func missing(in scenario: String) throws -> Int {
      Self.figures(try #require(.named(scenario)), "window 500 ms", trays: 500).missing.count
    }
    #expect(try missing(in: "foreign-hall") * 2 > (try missing(in: "mixed")) * 3)
  }

  @Test func `ghosts of plates that were there are billed`() throws {
    let rule = try figures("ghosts", "stable 500 ms, amended")
    #expect(rule.stray.count + rule.wrongTray.count > 0)
    #expect(try figures("ghosts").undecided.count == 0)
  }

  @Test func `stalls make bills late and swaps unseen`() throws {
    let rule = try figures("stalls", "stable 500 ms")
    let calm = Self.figures(.plain, "stable 500 ms")
    #expect((rule.settle.p99 ?? 0) > 2 * (calm.settle.p99 ?? 0))
  }

  @Test func `thirty plates take thirty plates' time`() throws {
    let scenario = try #require(Scenario.named("thirty"))
    let floor = Comparison(scenario, [], trays: 50, seed: 21).figures().floor
    #expect((1_600...2_000).contains(floor.p50 ?? 0), "six rounds of 300 ms")
  }

  @Test func `a sweep changes one thing`() throws {
    let sweep = try #require(Sweep.over("stray-rate"))
    #expect(sweep.scenarios.count == 7)
    for scenario in sweep.scenarios {
      let back = scenario.with {
        $0.strays.rates = Scenario.mixed.strays.rates
        ($0.name, $0.about) = (Scenario.mixed.name, Scenario.mixed.about)
      }
      #expect(back == .mixed)
    }
    #expect(Sweep.over("luck") == nil)
    #expect(Sweep.all.map(\.parameter).count == 5)
  }
}
