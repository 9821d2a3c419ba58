public import Foundation
public import Menus

/// One line of the answer to a `DeskRequest`: any number of `progress` or `text`, then one other.
public enum DeskReply: Codable, Sendable, Equatable {
  /// How far long work has come, from 0 to 1.
  case progress(Double)
  /// A piece of text as it comes into being.
  case text(String)
  /// The answer.
  case answer(DeskAnswer)
  /// Nothing was done; the sentences say why and what to do instead.
  case refused([String])

  /// True if no other reply comes after it.
  var isLast: Bool {
    switch self {
    case .progress, .text: false
    case .answer, .refused: true
    }
  }
}

/// The answer to a request that was carried out.
public enum DeskAnswer: Codable, Sendable, Equatable {
  /// It is done, and there is nothing to show.
  case done
  /// An account.
  case account(AccountAnswer)
  /// A transfer.
  case receipt(ReceiptAnswer)
  /// Transfers, newest first.
  case history([ReceiptAnswer])
  /// A transfer with all that it says.
  case sale(SaleAnswer)
  /// What an account held at a moment.
  case holdings(HoldingsAnswer)
  /// What a batch did, or would do.
  case batch(BatchAnswer)
  /// Batches, newest first.
  case batches([BatchAnswer])
  /// What the removal of expired grants did.
  case expiry(ExpiryAnswer)
  /// What an import changed, or would change.
  case changes(ChangesAnswer)
  /// A file's text.
  case file(String)
  /// A file's bytes.
  case bytes(Data)
  /// Something of the menu.
  case menu(MenuAnswer)
  /// Dishes.
  case dishes([DishAnswer])
  /// What holds on a day.
  case dayMenu(DayMenuAnswer)
  /// A plate.
  case plate(PlateAnswer)
  /// Plates, by tag.
  case plates([ListedPlate])
  /// A plate's past.
  case plateHistory(PlateHistoryAnswer)
  /// What lies on a lane's tray antenna.
  case lying(LyingAnswer)
  /// What an import of accounts did.
  case accountsImport(AccountsImportAnswer)
  /// An account that was closed.
  case closing(ClosingAnswer)
  /// Operators, by name.
  case operators([OperatorAnswer])
  /// The audit log.
  case audit([AuditAnswer])
  /// Tokens of other systems, by name.
  case tokens([TokenAnswer])
  /// A Z or the open period.
  case day(DayAnswer)
  /// Zs, newest first.
  case days([DayAnswer])
  /// The result of a verification.
  case verification(VerificationAnswer)
  /// What a tray was judged by.
  case explanation(ExplanationAnswer)
  /// The state of the station.
  case status(StatusAnswer)
}

/// An account for people and programs; amounts are decimal text in the station's currency.
public struct AccountAnswer: Codable, Sendable, Equatable {
  /// The account's number.
  public var number: String
  /// The diner group.
  public var group: String
  /// `open`, `blocked` or `closed`.
  public var status: String
  /// The cash wallet.
  public var cash: String
  /// The subsidy wallet.
  public var subsidy: String
  /// The most a sale may cost now.
  public var available: String
  /// The currency of the amounts.
  public var currency: String
  /// Tags of the account's cards.
  public var cards: [String]
  /// Those of them that are blocked or lost, and which of the two.
  public var cardUses: [String: String]
  /// What its subsidy and its tickets are, purse by purse.
  public var purses: [PurseAnswer]
  /// What the wallets together must not be brought below.
  public var floor: String
  /// The first day on which it may pay, if there is one.
  public var validFrom: String?
  /// The last day on which it may pay, if there is one.
  public var validUntil: String?
}

/// A transfer for people and programs.
public struct ReceiptAnswer: Codable, Sendable, Equatable {
  /// The receipt's number.
  public var receipt: String
  /// The intent it carried out.
  public var intent: String
  /// `sale`, `top-up` and so on.
  public var kind: String
  /// The account's number; absent for what was sold over the counter.
  public var account: String?
  /// Milliseconds since 1970, UTC.
  public var at: Int64
  /// The business day.
  public var businessDay: String
  /// What the wallets gained; negative for a payment.
  public var change: String
  /// What was sold, or below zero given back; for other kinds what the wallets gained.
  public var total: String
  /// The cash wallet right after.
  public var cash: String
  /// The subsidy wallet right after.
  public var subsidy: String
}

/// What an import changed.
public struct ChangesAnswer: Codable, Sendable, Equatable {
  /// What the file holds: `dishes`, `plates`, ...
  public var kind: String
  /// New entries.
  public var added: Int
  /// Entries with another content than before.
  public var changed: Int
  /// Entries that are gone.
  public var removed: Int
  /// False if it was only checked.
  public var isApplied: Bool
  /// Row by row what changes, up to 1,000 rows.
  public var rows: [ChangedRow] = []
  /// How many more rows there are.
  public var unlistedCount = 0
  /// What whoever imported should know, such as plates that lost their dish.
  public var notes: [String] = []
}

/// A dish for people and programs.
public struct DishAnswer: Codable, Sendable, Equatable {
  /// The dish's code.
  public var dish: String
  /// Its Chinese name.
  public var nameZh: String
  /// Its English name.
  public var nameEn: String
  /// The price without a group's own.
  public var price: String
  /// Prices of groups.
  public var pricesByGroup: [String: String]
  /// Meal periods it is offered in; empty for all.
  public var meals: [String]
  /// Kilojoules of a serving, where they are known.
  public var energyKilojoules: Int?
  /// Allergens by their codes.
  public var allergens: [String] = []
  /// Dietary marks by their codes.
  public var marks: [String] = []
  /// The picture's path, where there is one.
  public var photo: String?
  /// True if the staff said that there is no more of it.
  public var isSoldOut = false
}

/// What is known of a tag.
public struct PlateAnswer: Codable, Sendable, Equatable {
  /// The tag.
  public var tag: String
  /// `plate`, `card`, `retired`, `lost` or `unknown`.
  public var kind: String
  /// The plate's class.
  public var plateClass: String?
  /// The dish on it now.
  public var dish: String?
  /// Its price for diners without a group price.
  public var price: String?
}

/// The result of recomputing the books.
public struct VerificationAnswer: Codable, Sendable, Equatable {
  /// True if everything holds.
  public var isSound: Bool
  /// True if the file, the cards and the menu were checked too.
  public var isFull: Bool
  /// Transfers that were recomputed.
  public var transfers: Int
  /// Zs that were recomputed.
  public var closes = 0
  /// Accounts whose wallets were compared with the sum of their transfers.
  public var accounts: Int
  /// The first thing that does not hold, and where.
  public var fault: String?
}

/// The state of the station.
public struct StatusAnswer: Codable, Sendable, Equatable {
  /// True if a daemon answered.
  public var isServing: Bool
  /// Transfers in the journal.
  public var transfers: Int
  /// Accounts.
  public var accounts: Int
  /// Version of SQLite.
  public var sqliteVersion: String
  /// Journal mode of the books.
  public var journalMode: String
  /// The durability setting as read back: `FULL`.
  public var synchronous: String
  /// The readers.
  public var readers: [ReaderAnswer]
}

/// A reader of a lane.
public struct ReaderAnswer: Codable, Sendable, Equatable {
  /// The lane's number.
  public var lane: Int
  /// `tray` or `card`.
  public var role: String
  /// The protocol it speaks.
  public var family: String
  /// The ids, serial number or port that the configuration names it by.
  public var place: String
  /// `starting`, `ready`, `lost` or `attention`.
  public var standing: String
  /// What reader it is, or what is wrong with it.
  public var detail: String
  /// Rounds so far.
  public var rounds: Int
  /// Rounds that were disturbed or partial.
  public var imperfectRounds: Int
  /// Rounds a second since the station started.
  public var roundsPerSecond: Double
  /// Faults of any kind.
  public var faults: Int
  /// Received bytes that belonged to no sound answer.
  public var damagedBytes: Int
  /// Times it was opened again.
  public var reopens: Int
}
