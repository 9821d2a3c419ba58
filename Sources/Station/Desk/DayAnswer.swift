internal import Ledger
internal import Money

/// A Z, or the open period, for people and programs; amounts are minor units.
public struct DayAnswer: Codable, Sendable, Equatable {
  /// The Z's number; absent for the open period.
  public var number: Int?
  /// The station.
  public var station: String
  /// The currency of the amounts.
  public var currency: String
  /// How many decimals an amount has.
  public var decimals: Int
  /// The business day it was sealed on, or the one at hand.
  public var businessDay: String
  /// The time zone's name in the tz database.
  public var timeZone: String
  /// When a business day starts: `04:00`.
  public var dayStart: String
  /// When it was sealed, as RFC 3339 writes it.
  public var sealedAt: String?
  /// Who sealed it.
  public var by: String?
  /// The program that sealed it.
  public var software: String?
  /// The first receipt; absent if there is none.
  public var firstReceipt: String?
  /// The last receipt; absent if there is none.
  public var lastReceipt: String?
  /// How many records there are.
  public var transfers: Int
  /// What was counted in the drawer, if it was.
  public var counted: Int64?
  /// What that is more than expected.
  public var difference: Int64?
  /// Why that is so.
  public var reason: String?
  /// The journal's hash at the last record.
  public var journalHash: String?
  /// The seal.
  public var seal: String?
  /// The seal's first sixty bits, for paper.
  public var sealCode: String?
  /// Every figure that is not zero, by its name.
  public var figures: [String: Int64]
  /// What was asserted of the figures.
  public var identities: [IdentityAnswer]
  /// Of the open period: what is in the way of closing or exporting by itself.
  public var trouble: String?
}

/// An equation that a settlement keeps.
public struct IdentityAnswer: Codable, Sendable, Equatable {
  /// What is equal to what.
  public var words: String
  /// One side.
  public var left: Int64
  /// The other side.
  public var right: Int64
}

extension DayAnswer {
  /// What the part of a figure's name stands for that comes from a menu.
  public static func text(ofKey key: String) -> String { Figures.text(ofPart: key) }

  /// An amount as decimal text.
  public static func plain(_ minorUnits: Int64, currency: String) -> String {
    let amount = Amount(minorUnits: minorUnits)
    return Currency.named(currency)?.plain(amount) ?? "\(minorUnits)"
  }
}
