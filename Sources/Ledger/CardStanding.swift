public import Money

/// What a card that was tapped stands for.
public enum CardStanding: Hashable, Sendable {
  /// No account has this card.
  case unknown
  /// The card or its account is blocked.
  case blocked(AccountNumber)
  /// The card was reported lost.
  case lost(AccountNumber)
  /// The account is closed.
  case closed
  /// The account can pay.
  case open(AccountSummary)
}

/// An account as a lane and a counter see it.
public struct AccountSummary: Hashable, Sendable {
  /// The account's number.
  public var number: AccountNumber
  /// The code of the diner group, which decides the price list; empty for none.
  public var group: String
  /// The cash wallet.
  public var cash: Amount
  /// The subsidy wallet.
  public var subsidy: Amount
  /// What cash and subsidy together must not go below: negative where credit is given, positive
  /// where a reserve must stay.
  public var floor: Amount

  /// Makes a summary.
  public init(
    number: AccountNumber, group: String, cash: Amount, subsidy: Amount, floor: Amount
  ) {
    self.number = number
    self.group = group
    self.cash = cash
    self.subsidy = subsidy
    self.floor = floor
  }

  /// The most a sale may cost now: both wallets above the floor; negative below it.
  public var available: Amount {
    Amount(minorUnits: cash.minorUnits + subsidy.minorUnits - floor.minorUnits)
  }
}
