import Primitives

/// All rules on the same rounds of a scenario.
///
/// Each contender has diners of its own, for when they tap again depends on what they are shown;
/// the rounds depend on nothing but scenario, seed and number of trays. So its figures are the same
/// whoever else takes part.
public struct Comparison: Sendable {
  private let scenario: Scenario
  private let contenders: [Contender]
  private let trays: Int
  private let seed: UInt64

  /// Sets up a comparison; at least one tray.
  public init(_ scenario: Scenario, _ contenders: [Contender], trays: Int, seed: UInt64) {
    self.scenario = scenario
    self.contenders = contenders
    self.trays = max(1, trays)
    self.seed = seed
  }

  /// Plays all trays; `progress` is told now and then what share of them has come.
  public func figures(progress: (Double) -> Void = { _ in }) -> ScenarioFigures {
    var stream = RoundStream(scenario, visits: trays, seed: seed)
    var checkouts = contenders.map {
      Checkout($0, laneCount: scenario.laneCount, plateCount: scenario.plateCount)
    }
    var census = TrayCensus()
    while case let rounds = stream.next(), let last = rounds.last {
      for index in checkouts.indices { checkouts[index].take(rounds, stream) }
      census.note(stream.timetable, laneCount: scenario.laneCount, until: last.delivered)
      progress(Double(census.trays) / Double(trays))
    }
    for index in checkouts.indices { checkouts[index].close(stream) }
    census.note(
      stream.timetable, laneCount: scenario.laneCount, until: Moment(nanoseconds: .max))
    let floor = Times(census.floors)
    return ScenarioFigures(
      name: scenario.name, about: scenario.about, trays: census.trays,
      traysWithStray: census.withStray, traysWithLateDish: census.withLateDish, floor: floor,
      rules: zip(contenders, checkouts).map { RuleFigures($0, $1.tally, floor: floor) })
  }
}

extension RuleFigures {
  fileprivate init(_ contender: Contender, _ tally: Tally, floor: Times) {
    func cases(_ count: Int) -> Cases { Cases(count, among: tally.trays) }
    let settle = Times(tally.settles)
    self.init(
      name: contender.name, source: contender.source, trays: tally.trays, right: tally.right,
      silentWrong: cases(tally.wrong), missing: cases(tally.missing), stray: cases(tally.stray),
      doubled: cases(tally.doubled), wrongTray: cases(tally.wrongTray),
      undecided: cases(tally.undecided), tappedAgain: tally.tappedAgain,
      firstBillWrong: tally.firstBillWrong, amendments: tally.amendments,
      firstBill: Times(tally.firstBills), settle: settle,
      confirmation: Times(tally.confirmations),
      settleOverFloor: settle.p50.flatMap { time in floor.p50.map { time / $0 } })
  }
}
