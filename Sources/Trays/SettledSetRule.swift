/// The set is whole when no tag was new for so many complete rounds that an overlooked plate is
/// unlikely enough, by the read rates seen on this very tray.
///
/// A fixed number of quiet rounds is wrong for every tray but one: with plates that answer in 9 of
/// 10 rounds five rounds find all but 1 in 10,000 of 8 plates, with plates that answer in 5 of 10
/// it takes seventeen. So each plate that was seen speaks for others of its kind, with the chance
/// that the quiet rounds would have missed it, and the weakest plate seen weighs most (the estimate
/// of the unseen after Horvitz and Thompson, as in SMURF: Jeffery, Garofalakis, Franklin, "Adaptive
/// Cleaning for RFID Data Streams", VLDB 2006; the stopping rule by repeated sessions: Jacobsen,
/// Nielsen, Popovski, Larsen, "Reliable Identification of RFID Tags Using Multiple Independent
/// Reader Sessions", IEEE RFID 2009). A share of plates worse than any seen is assumed besides,
/// because good neighbours prove nothing about a badly placed plate.
///
///     risk = kinShare * sum over members of m / (1 - m)      m: chance to miss its kind in q
///     rounds
///          + poorShare * members * (1 - poorReadRate)^q      q: quiet rounds
public struct SettledSetRule: TrayRule, Hashable {
  /// - billRiskMax (plates, 0.02, 0...1): expected number of overlooked plates up to which the bill
  ///   is shown.
  public var billRiskMax: Double

  /// - paymentRiskMax (plates, 0.0001, 0...1): expected number of overlooked plates up to which
  ///   money moves.
  public var paymentRiskMax: Double

  /// - quietRoundsMin (rounds, 3, 1...64): complete rounds without a change, whatever the risk.
  public var quietRoundsMin: Int

  /// - kinShare (plates per plate seen, 0.5, 0...1): how many more plates of a seen plate's kind
  ///   are expected; 1 would mean that nothing but this tray is known.
  public var kinShare: Double

  /// - poorShare (plates per plate seen, 0.005, 0...1): plates read worse than all others that are
  ///   assumed to be on a tray before any round.
  public var poorShare: Double

  /// - poorReadRate (rate, 0.25, above 0...1): how often such a plate answers.
  public var poorReadRate: Double

  /// Quiet rounds that can count: enough to be sure even of plates that answer in one of twenty.
  public static let quietRoundsMax = 256

  /// Makes the rule; every parameter has the documented default.
  public init(
    billRiskMax: Double = 0.02, paymentRiskMax: Double = 0.0001, quietRoundsMin: Int = 3,
    kinShare: Double = 0.5, poorShare: Double = 0.005, poorReadRate: Double = 0.25
  ) {
    self.billRiskMax = billRiskMax
    self.paymentRiskMax = paymentRiskMax
    self.quietRoundsMin = quietRoundsMin
    self.kinShare = kinShare
    self.poorShare = poorShare
    self.poorReadRate = poorReadRate
  }

  public func verdict(on evidence: TrayEvidence, for purpose: TrayPurpose) -> TrayVerdict {
    guard evidence.quietRounds >= quietRoundsMin, !evidence.members.isEmpty else { return .notYet }
    let risk = missRisk(on: evidence)
    let riskMax = purpose == .bill ? billRiskMax : paymentRiskMax
    return risk <= riskMax ? .settled(missRisk: risk) : .notYet
  }

  /// The expected number of plates on the tray that no round has shown.
  public func missRisk(on evidence: TrayEvidence) -> Double {
    let quietRounds = min(evidence.quietRounds, Self.quietRoundsMax)
    var poorMissed = poorShare * Double(evidence.members.count)
    for _ in 0..<quietRounds { poorMissed *= 1 - poorReadRate }
    return evidence.members.reduce(poorMissed) { sum, member in
      let missed = member.missChance(inRounds: quietRounds)
      return sum + kinShare * missed / (1 - missed)
    }
  }
}
