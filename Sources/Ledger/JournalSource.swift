/// Books that can be read from the first record to the last, as they were at one moment.
public protocol JournalSource {
  /// What goes wrong when the books cannot be read.
  associatedtype Failure: Error

  /// Shows the visitor the heading, every record in the order of the journal with the Zs between
  /// them, then every account.
  ///
  /// The visitor sees one moment of the books even while they are written to, and may end the tour
  /// by answering false.
  func tour(_ visitor: inout some JournalVisitor) throws(Failure)

  /// What a check of the file itself, below the level of records, complains about; a large file
  /// takes minutes.
  func fileComplaints() throws(Failure) -> [String]
}

/// Whoever is shown the books.
public protocol JournalVisitor {
  /// Comes first.
  mutating func begin(_ heading: JournalHeading)
  /// Comes once for each record, in the order of the journal; false ends the tour.
  mutating func visit(_ record: JournalRecord) -> Bool
  /// Comes once for each Z, after the last record that it settles; false ends the tour.
  mutating func visit(_ close: SealedClose) -> Bool
  /// Comes once for each account, after the records; false ends the tour.
  mutating func visit(_ account: AccountState) -> Bool
}

extension JournalVisitor {
  /// Passes a Z by, as visitors do that look at transfers only.
  public mutating func visit(_ close: SealedClose) -> Bool { true }
}

/// What stands above a journal.
public struct JournalHeading: Hashable, Sendable {
  /// The station whose journal it is.
  public var station: StationName
  /// The ISO 4217 code of the currency all its amounts are in.
  public var currencyCode: String
  /// How many transfers there are.
  public var transferCount: Int
  /// How many intents are remembered as done; the same number, if all is well.
  public var doneIntentCount: Int
  /// How many postings there are; as many as the transfers have, if all is well.
  public var postingCount: Int
  /// How many sale lines there are; as many as the transfers have, if all is well.
  public var saleLineCount: Int
  /// How many Zs there are.
  public var closeCount: Int
  /// How many Zs are remembered as asked for; the same number, if all is well.
  public var doneCloseCount: Int

  /// Makes a heading.
  public init(
    station: StationName, currencyCode: String, transferCount: Int, doneIntentCount: Int,
    postingCount: Int, saleLineCount: Int, closeCount: Int = 0, doneCloseCount: Int = 0
  ) {
    self.station = station
    self.currencyCode = currencyCode
    self.transferCount = transferCount
    self.doneIntentCount = doneIntentCount
    self.postingCount = postingCount
    self.saleLineCount = saleLineCount
    self.closeCount = closeCount
    self.doneCloseCount = doneCloseCount
  }
}

/// One record of the journal with what the rest of the books say about it.
public struct JournalRecord: Hashable, Sendable {
  /// The place the record is stored at, from 1 on.
  public var place: Int
  /// The transfer, or why what is stored is none.
  public var content: Result<Transfer, UnreadableRecord>
  /// The hash stored with it.
  public var hash: ChainHash?
  /// The hash of the intent's body, if the books remember this intent as the record's origin.
  public var intentBodyHash: ChainHash?
  /// The transfer it refers to, if there is one.
  public var named: Transfer?
  /// True if a plate of this sale was sold before in the same visit.
  public var sellsPlateAgain: Bool

  /// Makes a record.
  public init(
    place: Int, content: Result<Transfer, UnreadableRecord>, hash: ChainHash?,
    intentBodyHash: ChainHash?, named: Transfer?, sellsPlateAgain: Bool
  ) {
    self.place = place
    self.content = content
    self.hash = hash
    self.intentBodyHash = intentBodyHash
    self.named = named
    self.sellsPlateAgain = sellsPlateAgain
  }
}

/// What is stored in a record is no transfer.
public struct UnreadableRecord: Error, Hashable, Sendable {
  /// The field that makes no sense, by its column.
  public var column: String

  /// Makes the error.
  public init(column: String) {
    self.column = column
  }
}
