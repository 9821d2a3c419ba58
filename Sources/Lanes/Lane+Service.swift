import Primitives
import Trays

/// Readers that come and go, operators that close and open, books that stop.
extension Lane {
  mutating func trayReaderChanged(to state: LaneReaderState, _ turn: inout Turn) {
    let wasWorking = trayReader == .working
    trayReader = state
    if wasWorking, state != .working { trayReaderLeft() }
    if !wasWorking, state == .working, isRechecking {
      for event in engine.beginDecisiveLook(at: turn.now) { take(event, &turn) }
    }
  }

  /// What the tray holds when the reader comes back is open: a settled set must be confirmed.
  private mutating func trayReaderLeft() {
    interrupt()
    engine.cancelDecisiveLook()
    guard visit != nil else { return }
    isRechecking = engine.settled != nil
    stage = .reading
  }

  mutating func cardReaderChanged(to state: LaneReaderState) {
    guard settings.hasCardReader else { return }
    let wasWorking = cardReader == .working
    cardReader = state
    if wasWorking, state != .working { interrupt() }
  }

  mutating func close(_ reason: String) {
    guard service == .open else { return }
    service = .closed(reason)
    interrupt()
  }

  /// Closes the lane for good; the first reason is the one that is kept.
  mutating func stopBooks(_ reason: String) {
    if case .booksStopped = service { return }
    service = .booksStopped(reason)
    interrupt()
  }

  /// Nothing may be paid from here on without a new tap, or a new look at a card on the tray. A
  /// payment that is in flight goes on.
  private mutating func interrupt() {
    if case .looking(let look) = payment {
      dropPayment()
      claim = look.claim
    }
    deferClaim()
  }
}
