public import Menus
public import TagReads

/// What keeps a lane from going on, in the words of everybody it concerns.
public struct LaneProblem: Equatable, Sendable, Codable {
  /// What is wrong.
  public var code: Code

  /// What the diner is to do next.
  public var diner: LocalizedName

  /// What is heard when it comes up.
  public var sound: LaneSound?

  /// What the staff should know or do; never a card number or a balance.
  public var staff: String

  /// The plates and unknown tags it is about, sorted; empty if it is about none.
  public var tags: [TagID]

  /// Words a problem by the table, with what is known of this very case for the staff.
  init(_ code: Code, tags: [TagID] = [], detail: String = "") {
    let text = ProblemText.of(code)
    self.code = code
    self.tags = tags
    diner = LocalizedName(zh: text.zh, en: text.en)
    sound = text.sound
    let about = tags.isEmpty ? "" : " (" + tags.map(\.description).joined(separator: ", ") + ")"
    staff = text.staff + about + (detail.isEmpty ? "" : ": " + detail)
  }
}

extension LaneProblem {
  /// What can be wrong; the raw value is the published code.
  ///
  /// The order is the priority. Of several problems at once the first one here is shown, because
  /// as long as it lasts nothing that is said about the others helps: first whether the lane serves
  /// at all, then its readers, then the cards, then the tray. On the tray, what somebody else paid
  /// comes before what nobody can price, and that before what only needs patience.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The books can no longer be written or trusted.
    case booksStopped = "books-stopped"
    /// An operator closed the lane.
    case laneClosed = "lane-closed"
    /// A reader has not been opened yet since the station started.
    case laneStarting = "lane-starting"
    /// The tray reader is gone.
    case readerLost = "reader-lost"
    /// The card reader is gone.
    case cardReaderLost = "card-reader-lost"
    /// Two cards at once, or a second one while the first was paying.
    case severalCards = "several-cards"
    /// The books could not be asked or written for the tap; nothing was debited.
    case booksUnavailable = "books-unavailable"
    /// The card was reported lost.
    case lostCard = "lost-card"
    /// The card or its account is blocked.
    case blockedCard = "blocked-card"
    /// The account is not valid on this day.
    case accountNotValid = "account-not-valid"
    /// The account is closed.
    case accountClosed = "account-closed"
    /// A phone, or a card that gives itself another number each time.
    case changingCard = "changing-card"
    /// A card without a number that the reader can ask for.
    case numberlessCard = "numberless-card"
    /// No account has this card.
    case unknownCard = "unknown-card"
    /// The account cannot pay this much.
    case insufficientBalance = "insufficient-balance"
    /// The account would keep less than its diner group must.
    case minimumBalance = "minimum-balance"
    /// The tray costs more than one payment of the diner's group may.
    case transactionLimit = "transaction-limit"
    /// The diner's group may not spend that much in one meal.
    case mealAmountLimit = "meal-amount-limit"
    /// The diner's group may not pay that often in one meal.
    case mealCountLimit = "meal-count-limit"
    /// The diner's group may not spend that much in one day.
    case dayAmountLimit = "day-amount-limit"
    /// The diner's group may not pay that often in one day.
    case dayCountLimit = "day-count-limit"
    /// More tags than one tray holds.
    case tooManyTags = "too-many-tags"
    /// Plates that the diner before has paid.
    case lastDinersTray = "last-diners-tray"
    /// Plates that were paid on another visit a short time ago.
    case alreadyPaid = "already-paid"
    /// A tag that is neither plate nor card.
    case unknownTag = "unknown-tag"
    /// A plate that neither a dish nor a class gives a price.
    case plateWithoutDish = "plate-without-dish"
    /// There is no meal at this time.
    case outsideMealPeriod = "outside-meal-period"
    /// The sum is larger than an amount can be.
    case billTooLarge = "bill-too-large"
    /// The plates cannot be told for sure.
    case unstableSet = "unstable-set"
    /// A plate that may be on the tray or beside it.
    case doubtfulPlate = "doubtful-plate"
    /// A plate that another lane reads as well as this one.
    case contestedPlate = "contested-plate"
    /// The rim of another tray reaches in.
    case twoTrays = "two-trays"
    /// The tray stands half beside the antenna.
    case halfOnTray = "half-on-tray"
    /// The reader is disturbed: hands, metal, another tray.
    case readerDisturbed = "reader-disturbed"
  }
}

extension LaneProblem.Code: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.priority < right.priority
  }

  /// The place in the order of `allCases`; 0 comes first.
  private var priority: Int {
    Self.allCases.firstIndex(of: self) ?? Self.allCases.count
  }
}
