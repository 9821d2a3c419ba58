public import Money

/// Whether an account may be used.
public enum AccountStanding: String, Hashable, Sendable, CaseIterable {
  /// It pays and is paid into.
  case open
  /// It pays nothing at a lane until it is unblocked; staff can still put it right.
  case blocked
  /// It is closed for good.
  case closed
}

/// Whether a card may be used.
public enum CardUse: String, Hashable, Sendable, CaseIterable {
  /// It opens its account.
  case valid
  /// Staff have blocked it.
  case blocked
  /// Its owner has reported it lost.
  case lost
}

/// An account as the rules see it at the moment of an intent.
public struct AccountState: Hashable, Sendable {
  /// The account's number.
  public var number: AccountNumber
  /// The code of the diner group, which decides prices and limits; empty for none.
  public var group: String
  /// Whether it may be used.
  public var standing: AccountStanding
  /// The cash wallet; below zero where credit is given.
  public var cash: Amount
  /// The subsidy wallet: what all its purses hold; never below zero.
  public var subsidy: Amount
  /// What cash and subsidy together must not be brought below.
  public var floor: Amount
  /// What each purse of subsidy and of tickets holds; cash is not among them.
  public var purses: Purses

  /// Makes a state; without a word on the purses all subsidy is of the kind that lasts.
  public init(
    number: AccountNumber, standing: AccountStanding, cash: Amount, subsidy: Amount, floor: Amount,
    group: String = "", purses: Purses? = nil
  ) {
    self.number = number
    self.group = group
    self.standing = standing
    self.cash = cash
    self.subsidy = subsidy
    self.floor = floor
    self.purses = purses ?? Purses([PurseAmount(.subsidy, subsidy)])
  }

  /// True if nothing is left in any purse, so that the account can be closed.
  public var isEmpty: Bool { cash == .zero && subsidy == .zero && purses.contents.isEmpty }

  /// The state after these changes; nothing is checked.
  func changed(by changes: [PurseAmount]) -> AccountState {
    var state = self
    for change in changes {
      if change.purse.wallet == .cash {
        state.cash.minorUnits += change.amount.minorUnits
      } else {
        state.purses.add(change.amount.minorUnits, to: change.purse)
      }
    }
    state.subsidy = state.purses.total(of: .subsidy)
    return state
  }
}
