internal import Primitives

/// Measures a diner's two waits: from the tray at rest to its bill, from the tap to "paid".
struct DinerStopwatch: Sendable {
  /// When the last plate that the tray was brought with has been put down.
  private let trayComplete: Moment
  private var lastChange: Moment
  private var firstTap: Moment?
  private var lastTap: Moment?
  private var hasSeenAnswer = false

  /// From the last plate put down or taken away to the first bill that is right, whether it is
  /// shown to be paid or, where the card came first, is being paid at once.
  private(set) var trayToBill: Duration?
  /// From the moment when both the tap and the tray at rest were there to the first "paid".
  private(set) var tapToPaid: Duration?
  /// The first tap for that tray did not pay, and another had to be made.
  private(set) var hasTappedTwice = false

  init(trayComplete: Moment) {
    self.trayComplete = trayComplete
    lastChange = trayComplete
  }

  /// A plate was put down or taken away: a tap for the bill before it means nothing any more, one
  /// made before anything was shown still waits for the tray.
  mutating func trayChanged(at now: Moment) {
    lastChange = now
    if hasSeenAnswer { firstTap = nil }
  }

  /// A card is held to the reader. If the lane asks for a second tap without a change of the tray,
  /// the wait still counts from the first.
  mutating func tapped(at now: Moment) {
    firstTap = firstTap ?? now
    lastTap = now
  }

  /// A bill or a problem has come up.
  mutating func answered() {
    hasSeenAnswer = true
  }

  /// The bill for all that lies there has come up.
  mutating func billed(at now: Moment) {
    if trayToBill == nil, now >= trayComplete { trayToBill = now.since(lastChange) }
  }

  /// The display says "paid".
  mutating func paid(at now: Moment) {
    guard tapToPaid == nil, let tap = firstTap.map({ max($0, lastChange) }) ?? lastTap else {
      return
    }
    tapToPaid = now.since(tap)
    hasTappedTwice = firstTap != nil && firstTap != lastTap
  }
}
