import Primitives

/// The least time in which anyone could know a tray, whatever the rule.
///
/// No rule can bill a plate that has not answered yet. With the true read rates p known, R complete
/// rounds have shown every plate but for a chance of
///
///     1 - product over plates of (1 - (1 - p)^R)
///
/// and the floor is the least R for which that is at most `missChanceMax`, times the round's time,
/// as though a round began in the moment of rest and no burst met it.
enum PhysicalFloor {
  /// - missChanceMax (chance, 0.0001): how much is left to chance.
  static let missChanceMax = 1e-4

  /// Rounds beyond which a tray counts as unreadable.
  static let roundsMax = 10_000

  /// The least number of complete rounds.
  static func rounds(rates: [Double]) -> Int {
    var missed = rates.map { 1 - $0 }
    var rounds = 1
    while 1 - missed.reduce(1, { $0 * (1 - $1) }) > missChanceMax, rounds < roundsMax {
      for index in missed.indices { missed[index] *= 1 - rates[index] }
      rounds += 1
    }
    return rounds
  }

  /// The least time for a tray at its rest.
  static func time(of visit: VisitPlan, in hall: Hall, timing: RoundTiming) -> Duration {
    let resting = visit.places.filter { $0.isThere(at: visit.rest) }
    let uids = resting.map { hall.plates[$0.plate].uid }
    return timing.cycle(uids) * rounds(rates: resting.map { $0.rate(at: visit.rest) })
  }
}
