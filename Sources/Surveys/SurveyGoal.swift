/// What a lane is expected to do, and what a survey measures its antenna by.
public struct SurveyGoal: Sendable, Hashable {
  /// - billTime (seconds, 0.5): a tray is to be billed that soon after it came to rest.
  public var billTime = 0.5

  /// - patience (seconds, 3): a place where it takes longer is not to be used.
  public var patience = 3.0

  /// - riskMax (plates, 0.0001): expected number of unread plates with which the tray counts as
  ///   read, the same as `TraySettings.paymentRiskMax`.
  public var riskMax = 0.0001

  /// - disturbedShareMax (share, 0.05): a larger share of disturbed rounds has a cause to be found.
  public var disturbedShareMax = 0.05

  /// The stated goal.
  public init() {}

  /// - roundsMax (rounds, 5000): more are not reckoned out; no tray is waited for that long.
  static let roundsMax = 5000

  /// How many rounds it takes until every one of the plates has been read at least once, but for
  /// the allowed risk; nothing if it takes more than `roundsMax`.
  ///
  ///     smallest n with  sum over plates of (1 - rate) to the n  <=  riskMax
  public func rounds(forPlatesReadAt rates: [Double]) -> Int? {
    var unread = rates.map { _ in 1.0 }
    for count in 1...Self.roundsMax {
      for (index, rate) in rates.enumerated() { unread[index] *= 1 - rate }
      if unread.reduce(0, +) <= riskMax { return count }
    }
    return nil
  }
}
