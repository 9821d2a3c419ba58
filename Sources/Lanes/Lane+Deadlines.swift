public import Primitives
import TagReads
import Trays

/// Time passing.
extension Lane {
  /// When `LaneInput.wake` wants to come, if nothing else comes before; later than the last input.
  public var nextWake: Moment? {
    [
      engine.nextWake, claimEnd, lookEnd, clearing?.until, cards.nextOverdue,
      objection.map { $0.raisedAt + settings.problemHold },
      heldBackUntil,
    ].compactMap { $0 }.filter { $0 > metUpTo }.min()
  }

  mutating func meetDeadlines(_ turn: inout Turn) {
    if let due = engine.nextWake, due <= turn.now {
      for event in engine.wake(at: turn.now) { take(event, &turn) }
    }
    if let end = claimEnd, end <= turn.now { claim = nil }
    if let end = clearing?.until, end <= turn.now { clearing = nil }
    if let end = lookEnd, end <= turn.now { lookFailed(.unstableSet, turn) }
    for tag in cards.overdue(at: turn.now) { turn.actions.append(.identify(tag)) }
    endObjection(at: turn.now)
  }

  /// When a claim expires; one that waits for a bill to be seen lasts as long as its card lies
  /// there.
  private var claimEnd: Moment? {
    guard let claim, claim.gate != .shownBill else { return nil }
    return claim.tappedAt + settings.cardHold
  }

  private var lookEnd: Moment? {
    guard case .looking(let look) = payment else { return nil }
    return look.beganAt + settings.lookTimeMax
  }

  /// Until when a card on the tray waits for the diner to see the new bill.
  var heldBackUntil: Moment? {
    guard claim?.gate == .shownBill, let tray else { return nil }
    return tray.shownSince + settings.cardOnTrayDelay
  }

  /// An objection ends when its card has gone and it has been there long enough to be read.
  private mutating func endObjection(at now: Moment) {
    guard let objection, now >= objection.raisedAt + settings.problemHold else { return }
    let stays =
      objection.code == .severalCards
      ? cards.hasCards : objection.card.map(cards.has) ?? false
    if !stays { self.objection = nil }
  }
}
