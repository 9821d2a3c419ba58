public import Ledger
public import Money
public import TagReads

/// An account to be opened.
public struct NewAccount: Hashable, Sendable {
  /// The account's number, which no other account has.
  public var number: AccountNumber
  /// The code of the diner group; empty for none.
  public var group: String
  /// What both wallets together must not be brought below.
  public var floor: Amount
  /// The owner's name, kept apart from the account; nothing for a pseudonymous one.
  public var name: String?
  /// The days on which it may pay.
  public var validity: Validity
  /// The cards that open it.
  public var cards: [TagID]

  /// Describes an account.
  public init(
    number: AccountNumber, group: String = "", floor: Amount = .zero, name: String? = nil,
    validity: Validity = Validity(), cards: [TagID] = []
  ) {
    self.number = number
    self.group = group
    self.floor = floor
    self.name = name
    self.validity = validity
    self.cards = cards
  }
}

/// A card and whether it may be used.
public struct CardRecord: Hashable, Sendable {
  /// The card's chip.
  public var tag: TagID
  /// Whether it may be used.
  public var use: CardUse

  /// Makes a record.
  public init(tag: TagID, use: CardUse) {
    self.tag = tag
    self.use = use
  }
}

/// Everything the books hold about an account but its history.
public struct AccountRecord: Hashable, Sendable {
  /// Number, standing, wallets and floor.
  public var state: AccountState
  /// The code of the diner group; empty for none.
  public var group: String
  /// The owner's name, if it is kept.
  public var name: String?
  /// The days on which it may pay.
  public var validity: Validity
  /// The cards that open it, by tag.
  public var cards: [CardRecord]

  /// Makes a record.
  public init(
    state: AccountState, group: String, name: String?, validity: Validity = Validity(),
    cards: [CardRecord]
  ) {
    self.state = state
    self.group = group
    self.name = name
    self.validity = validity
    self.cards = cards
  }

  /// The account as a lane sees it.
  public var summary: AccountSummary {
    AccountSummary(
      number: state.number, group: group, cash: state.cash, subsidy: state.subsidy,
      floor: state.floor)
  }
}
