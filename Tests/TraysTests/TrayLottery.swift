import Primitives
import TagReads
import Trays

/// Draws trays by the thousand and plays each through an engine: what was billed, and how soon.
///
/// The diner taps 1.5 s after the last plate came to rest, or as soon after as there is a bill, and
/// once more a second after each answer that was not a confirmation.
struct TrayLottery {
  /// What trays are drawn.
  struct Deal {
    var plateCounts = 1...12
    var poorShare = 0.1
    var lateShare = 0.02
  }

  /// What became of one tray.
  struct Outcome {
    var settledAfterRest: Duration?
    var billsShown = 0
    var isRightAtTap = false
    var firstAnswer: TrayEvent?
    var confirmedAfterTap: Duration?
    var isRightWhenConfirmed = false
  }

  private var random: SeededGenerator
  private let deal: Deal

  init(_ deal: Deal = Deal(), seed: UInt64) {
    self.deal = deal
    random = SeededGenerator(seed: seed)
  }

  mutating func play() -> Outcome {
    var antenna = LotteryAntenna(deal, random: random.split())
    var engine = TrayEngine()
    var outcome = Outcome()
    var now = Moment.origin + .milliseconds(random.integer(0...80))
    var tap = antenna.rest + .milliseconds(1_500)
    let end = tap + .seconds(15)
    while outcome.confirmedAfterTap == nil, now < end {
      if now >= tap, engine.phase == .settled {
        if outcome.firstAnswer == nil {
          outcome.isRightAtTap = engine.settled?.tags == antenna.truth
        }
        _ = engine.beginDecisiveLook(at: now)
        tap = now
      }
      let round = antenna.round(began: now)
      now = round.ended + .milliseconds(5)
      for event in engine.observe(
        round, knowing: { TagKnowledge(LotteryAntenna.standing(of: $0)) })
      {
        note(event, of: antenna, tap: &tap, in: &outcome)
      }
    }
    return outcome
  }

  private func note(
    _ event: TrayEvent, of antenna: LotteryAntenna, tap: inout Moment, in outcome: inout Outcome
  ) {
    switch event {
    case .settled(let reading):
      outcome.billsShown += 1
      if outcome.settledAfterRest == nil, reading.tags == antenna.truth {
        outcome.settledAfterRest = max(.zero, reading.at.since(antenna.rest))
      }
      return
    case .confirmed(let reading):
      outcome.isRightWhenConfirmed = reading.tags == antenna.truth
      outcome.confirmedAfterTap = reading.at.since(tap)
    case .contradicted: tap = tap + .seconds(1)
    case .undecided where outcome.billsShown > 0: tap = tap + .seconds(1)
    default: return
    }
    outcome.firstAnswer = outcome.firstAnswer ?? event
  }
}
