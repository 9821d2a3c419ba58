import Primitives
import TagReads

/// How long the engine has been trying to settle a tray, and with what rounds.
struct Patience: Sendable {
  /// When the present try began.
  private(set) var since: Moment

  /// What was last reported as the reason for not deciding; the same is not said twice.
  private(set) var reason: UndecidedReason?

  private var rounds = 0
  private var completeRounds = 0

  init(since: Moment) {
    self.since = since
  }

  /// Whether there is anything to wait for: after silence has been reported only a round can help.
  var isWaiting: Bool { !(reason == .readerSilent && rounds == 0) }

  mutating func note(_ round: InventoryRound) {
    rounds += 1
    if round.quality == .complete { completeRounds += 1 }
  }

  /// Why nothing was decided between `since` and `now`, in the order of what to cure first.
  func why(
    isFull: Bool, changed: Moment, now: Moment, risk: TrayRisk
  ) -> UndecidedReason {
    if isFull { return .tooManyTags }
    if rounds == 0 { return .readerSilent }
    if completeRounds * 2 < rounds { return .readerDisturbed }
    if let obstacle = risk.obstacle { return obstacle }
    if risk.reason == .contestedPlate { return .contestedPlate }
    return changed.since(since) * 2 > now.since(since) ? .keepsChanging : risk.reason
  }

  /// Starts the next try; whether the reason is a new one.
  mutating func giveUp(_ why: UndecidedReason, at now: Moment) -> Bool {
    defer { reason = why }
    since = now
    rounds = 0
    completeRounds = 0
    return reason != why
  }
}
