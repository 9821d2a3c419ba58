import Ledger
import Primitives
import TagReads

/// A tap that wants to pay and has not yet.
struct Claim: Sendable {
  /// What the claim waits for, besides a bill that can be paid.
  enum Gate: Sendable, Equatable {
    /// Nothing.
    case open
    /// The same plates again: the last look found others, and if they turn out to be the same
    /// after all, the diner has seen their bill and tapped for it.
    case sameSet([TagID])
    /// That the bill has been shown for a while: it is not the one the diner tapped for, and the
    /// card still lies on the tray.
    case shownBill
  }

  let card: TagID
  let account: AccountSummary
  let place: CardPlace
  let tappedAt: Moment
  var gate = Gate.open

  var wallets: LaneWallets { LaneWallets(cash: account.cash, subsidy: account.subsidy) }
}

/// A problem with a card or a payment: it has come at a moment and stays until its card is gone.
struct Objection: Sendable, Equatable {
  let code: LaneProblem.Code
  /// The card that must go; nothing if time alone ends it.
  var card: TagID?
  let raisedAt: Moment
  /// What the account holds, where that is what it is about.
  var wallets: LaneWallets?
  /// What the staff should know of this very case.
  var detail = ""
}
