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

  /// Makes facts; everything left out is not known to the books.
  public init(
    nextReceipt: ReceiptNumber, account: AccountState? = nil,
    isAccountInTime: Bool = true, card: Card? = nil,
    platesSold: [String] = [], named: Transfer? = nil, isNamedReversed: Bool = false
  ) {
    self.nextReceipt = nextReceipt
    self.account = account
    self.isAccountInTime = isAccountInTime
    self.card = card
    self.platesSold = platesSold
    self.named = named
    self.isNamedReversed = isNamedReversed
  }
}
