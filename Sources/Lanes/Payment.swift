import Ledger
import Primitives
import TagReads

/// How far a payment has come; there is never more than one.
enum Payment: Sendable {
  case none
  /// The tray is looked at once more for a tap.
  case looking(Look)
  /// The books have been asked; nothing else begins until they answer.
  case inFlight(Flight)

  struct Look: Sendable {
    let claim: Claim
    /// The tray priced for the diner's group: what the display says and the tap agrees to.
    let tray: PricedTray
    let beganAt: Moment
  }

  struct Flight: Sendable {
    let request: PaymentRequest
    let claim: Claim
    let tray: PricedTray
    /// The visit, if its tray has gone before the answer.
    var endedVisit: Visit?
  }

  var isNone: Bool {
    if case .none = self { true } else { false }
  }
}
