public import Money

/// What the books say about the things an intent names, gathered before the rules judge it.
public struct IntentFacts: Hashable, Sendable {
  /// A card of a sale: the account it opens, and whether it may.
  public struct Card: Hashable, Sendable {
    /// The account the card is bound to.
    public var account: AccountNumber
    /// Whether the card may be used.
    public var use: CardUse

    /// Makes the facts of a card.
    public init(account: AccountNumber, use: CardUse) {
      self.account = account
      self.use = use
    }
  }

  /// The receipt the transfer will bear if there is one.
  public var nextReceipt: ReceiptNumber
  /// The account to be changed, if it exists; for a reversal, that of the receipt.
  public var account: AccountState?
  /// Whether the business day lies within the account's validity.
  public var isAccountInTime: Bool
  /// The card of a sale, if it is bound.
  public var card: Card?
  /// Plates that have been sold in the visit of a sale.
  public var platesSold: [String]
  /// The transfer that a reversal or correction names, if it exists.
  public var named: Transfer?
  /// Whether that transfer has been reversed.
  public var isNamedReversed: Bool
  /// What has given lines of that transfer back.
  public var earlierRefunds: [Transfer]
  /// What the account has spent on the business day; needed where its group has such limits.
  public var spending: Spending
  /// Whether the bank reference of a top-up stands in another top-up that was not reversed.
  public var isReferenceUsed: Bool

  /// Makes facts; everything left out is not known to the books.
  public init(
    nextReceipt: ReceiptNumber, account: AccountState? = nil, isAccountInTime: Bool = true,
    card: Card? = nil, platesSold: [String] = [], named: Transfer? = nil,
    isNamedReversed: Bool = false, earlierRefunds: [Transfer] = [],
    spending: Spending = Spending(), isReferenceUsed: Bool = false
  ) {
    self.nextReceipt = nextReceipt
    self.account = account
    self.isAccountInTime = isAccountInTime
    self.card = card
    self.platesSold = platesSold
    self.named = named
    self.isNamedReversed = isNamedReversed
    self.earlierRefunds = earlierRefunds
    self.spending = spending
    self.isReferenceUsed = isReferenceUsed
  }
}

/// What an account has bought on a business day so far: its sales less what was given back of them.
/// A sale of which all was given back does not count.
public struct Spending: Hashable, Sendable {
  /// Sales and their sum, in minor units.
  public struct Sum: Hashable, Sendable {
    /// How many sales.
    public var count: Int
    /// What they cost.
    public var amount: Amount

    /// Makes a sum.
    public init(count: Int = 0, amount: Amount = .zero) {
      self.count = count
      self.amount = amount
    }
  }

  /// In the meal period of the intent.
  public var meal: Sum
  /// On the whole business day.
  public var day: Sum

  /// Makes the spending of a day.
  public init(meal: Sum = Sum(), day: Sum = Sum()) {
    self.meal = meal
    self.day = day
  }
}
