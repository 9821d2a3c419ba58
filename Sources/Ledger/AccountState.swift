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
  /// Whether it may be used.
  public var standing: AccountStanding
  /// The cash wallet; below zero where credit is given.
  public var cash: Amount
  /// The subsidy wallet; never below zero.
  public var subsidy: Amount
  /// What both wallets together must not be brought below.
  public var floor: Amount

  /// Makes a state.
  public init(
    number: AccountNumber, standing: AccountStanding, cash: Amount, subsidy: Amount, floor: Amount
  ) {
    self.number = number
    self.standing = standing
    self.cash = cash
    self.subsidy = subsidy
    self.floor = floor
  }
}
