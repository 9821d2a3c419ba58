public import Menus
public import Money
public import Primitives
public import TagReads

/// What a lane's display shows: enough to draw it, and nothing that tells who the diner is.
public struct LaneView: Equatable, Sendable, Codable {
  /// The stages of a lane's life.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Nobody is there; with `isCardWaiting`, a card was tapped and its tray is awaited.
    case idle
    /// A tray is being read.
    case reading
    /// The bill stands and waits for a card.
    case bill
    /// A card was tapped; the tray is looked at once more, or the debit is being written.
    case paying
    /// The debit is durable: take the tray.
    case paid
    /// The paid tray has gone; the receipt stays a moment.
    case clearing
    /// Something keeps the lane from going on; see `problem`.
    case problem
    /// The lane does not serve; see `problem`. Nothing else is shown but the receipt of a diner who
    /// still stands there.
    case closed
  }

  /// The stage.
  public var state: State

  /// The visit at hand.
  public var visit: UniqueID?

  /// The tags counted on the tray so far, while it is being read; otherwise 0.
  public var tagCount = 0

  /// The plates to be paid, or, once paid, those of the last payment; by tag.
  public var lines: [LaneLine] = []

  /// The sum of the lines, VAT included.
  public var total: Amount = .zero

  /// The energy of the lines in kilojoules, as far as it is known; nothing if none is.
  public var energyKilojoules: Int?

  /// True if something was paid before in this visit: the lines are the new plates only.
  public var isSupplementary = false

  /// True if a card was tapped and its payment waits for the bill.
  public var isCardWaiting = false

  /// True if the bill is what it costs the diner who has tapped, which is more than was shown
  /// before: it is paid at the next tap.
  public var wantsAnotherTap = false

  /// The wallets of the account whose card was tapped; nothing before a tap.
  public var wallets: LaneWallets?

  /// The last payment of the visit.
  public var receipt: LaneReceipt?

  /// What is wrong and what to do about it; always there with `.problem` and `.closed`.
  public var problem: LaneProblem?

  /// Makes a view of a stage with nothing else on it.
  public init(_ state: State) {
    self.state = state
  }
}

/// A plate on the display.
public struct LaneLine: Equatable, Sendable, Codable {
  /// The plate.
  public var plate: TagID
  /// The names of what is on it.
  public var names: LocalizedName
  /// The price, VAT included.
  public var amount: Amount
  /// The energy in kilojoules, where it is known.
  public var energyKilojoules: Int?
  /// The allergens, by the codes of `Allergen`.
  public var allergens: [String]

  /// Makes a line.
  public init(
    plate: TagID, names: LocalizedName, amount: Amount, energyKilojoules: Int? = nil,
    allergens: [String] = []
  ) {
    self.plate = plate
    self.names = names
    self.amount = amount
    self.energyKilojoules = energyKilojoules
    self.allergens = allergens
  }
}

/// What an account holds, without saying whose it is.
public struct LaneWallets: Equatable, Sendable, Codable {
  /// The cash wallet.
  public var cash: Amount
  /// The subsidy wallet.
  public var subsidy: Amount

  /// Makes the pair.
  public init(cash: Amount, subsidy: Amount) {
    self.cash = cash
    self.subsidy = subsidy
  }
}

/// A durable payment as the diner sees it.
public struct LaneReceipt: Equatable, Sendable, Codable {
  /// The receipt's number in its written form.
  public var number: String
  /// The sum paid.
  public var total: Amount
  /// The part of it paid from the cash wallet.
  public var fromCash: Amount
  /// The part of it paid from the subsidy wallet.
  public var fromSubsidy: Amount
  /// What the wallets hold now.
  public var left: LaneWallets

  /// Makes a receipt.
  public init(
    number: String, total: Amount, fromCash: Amount, fromSubsidy: Amount, left: LaneWallets
  ) {
    self.number = number
    self.total = total
    self.fromCash = fromCash
    self.fromSubsidy = fromSubsidy
    self.left = left
  }
}
