import GRDB
public import Ledger
import Money
public import Primitives
import Settlement

/// How the open period is to be closed.
public struct DayClosing: Sendable {
  /// - reasonLengthMax (bytes, 500): the longest reason of a difference.
  public static let reasonLengthMax = 500

  /// The id of the act; the same id again gets the same Z.
  public var id: UniqueID
  /// When it is done.
  public var at: WallTime
  /// The business day it is done on.
  public var businessDay: CalendarDay
  /// The time zone's name in the tz database.
  public var timeZone: String
  /// When a business day starts, in minutes after midnight.
  public var dayStartMinute: Int
  /// Who does it.
  public var by: String
  /// The program and its version.
  public var software: String
  /// What was counted in the cash drawer, in minor units; nothing if nobody counted.
  public var counted: Int64?
  /// Why that is not what was expected; may be empty.
  public var reason: String

  /// Describes a close.
  public init(
    id: UniqueID, at: WallTime, businessDay: CalendarDay, timeZone: String, dayStartMinute: Int,
    by: String, software: String, counted: Int64? = nil, reason: String = ""
  ) {
    self.id = id
    self.at = at
    self.businessDay = businessDay
    self.timeZone = timeZone
    self.dayStartMinute = dayStartMinute
    self.by = by
    self.software = software
    self.counted = counted
    self.reason = reason
  }
}

extension LedgerStore {
  /// Seals the open period as the next Z, in one transaction; what it says is on disk when it
  /// returns.
  ///
  /// The same id again gets the same Z, and so does a close on the same business day when nothing
  /// has come since and nobody has counted anew. Most records are added up before the transaction
  /// begins, so lanes wait for the last few only; it takes as long as the period is large, however
  /// old the books are.
  ///
  /// - Throws: `StoreError` of code `damaged` if the sums of the records are not what the wallets
  ///   hold; nothing is sealed then.
  public func closeDay(_ closing: DayClosing) throws(StoreError) -> SealedClose {
    guard closing.reason.utf8.count <= DayClosing.reasonLengthMax else {
      throw StoreError(
        .refused,
        "A reason has at most \(DayClosing.reasonLengthMax) bytes. The day was not closed.")
    }
    let ahead = try read { db in try OpenPeriod(db, of: self) }
    return try write { db in
      if let known = try db.storedClose(id: closing.id, of: self) { return known }
      let previous = try db.newestClose(of: self)
      var period =
        previous?.seal == ahead.previous?.seal ? ahead : try OpenPeriod(db, of: self)
      try period.advance(db, of: self)
      if let previous, period.isEmpty, closing.addsNothing(to: previous.close) { return previous }
      let sealed = try self.seal(closing, period, in: db)
      try db.insert(sealed)
      return sealed
    }
  }

  /// The figures of the open period so far, sealing nothing: an X.
  public func openPeriod() throws(StoreError) -> (first: Int, last: Int, figures: Figures) {
    try read { db in
      let period = try OpenPeriod(db, of: self)
      return (period.first, period.last, try period.tally.figures())
    }
  }

  /// When the first record was made that no Z has settled; nothing if there is none.
  public func oldestOpenRecord() throws(StoreError) -> WallTime? {
    try read { db in
      let row = try db.row(
        "SELECT at FROM transfers WHERE sequence = (SELECT ifnull(max(last), 0) + 1 FROM closes)")
      return try row.map { WallTime(milliseconds: try $0.integer("at")) }
    }
  }

  /// The Z of a number, if there is one.
  public func dayClose(number: Int) throws(StoreError) -> SealedClose? {
    try read { db in try db.storedClose(number: number, of: self) }
  }

  /// The last Zs before a number, or the very last ones; the newest first.
  public func dayCloses(
    before number: Int = .max, limit: Int
  ) throws(StoreError) -> [SealedClose] {
    try read { db in
      try db.rows(
        "SELECT * FROM closes WHERE number < ? ORDER BY number DESC LIMIT ?", [number, limit]
      ).map { try db.sealedClose($0, of: self) }
    }
  }

  private func seal(
    _ closing: DayClosing, _ period: OpenPeriod, in db: Database
  ) throws -> SealedClose {
    let close = DayClose(
      id: closing.id, station: station, currencyCode: currency.code,
      number: (period.previous?.close.number ?? 0) + 1, at: closing.at,
      businessDay: closing.businessDay, timeZone: closing.timeZone,
      dayStartMinute: closing.dayStartMinute, by: closing.by, software: closing.software,
      first: period.first, last: period.last,
      journalHash: try ledgerHead(db, at: period.last, station: station, currency: currency),
      counted: closing.counted, reason: closing.reason, figures: try period.tally.figures())
    try check(close.figures, after: period.previous?.close.figures, in: db)
    let before =
      period.previous?.seal
      ?? .beforeFirstClose(station: station, currencyCode: currency.code)
    return SealedClose(close, seal: before.sealing(close))
  }

  /// The identities hold, and the closing wallets are what the accounts hold.
  private func check(_ figures: Figures, after previous: Figures?, in db: Database) throws {
    let accounts = try db.row(
      """
      SELECT ifnull(sum(cash), 0) AS cash, ifnull(sum(subsidy), 0) AS subsidy,
        (SELECT ifnull(sum(amount), 0) FROM purses WHERE purse LIKE 'ticket:%') AS ticket
      FROM accounts
      """)
    guard let accounts else { throw DamagedRow(place: "accounts") }
    var broken = SettlementIdentities.of(figures, after: previous).filter { !$0.isKept }
      .map(\.words)
    for wallet in WalletKind.allCases
    where try accounts.integer(wallet.code) != figures[FigureName.closing(wallet)] {
      broken.append("the \(wallet.code) wallets hold what the journal says")
    }
    guard broken.isEmpty else {
      throw StoreError(
        .damaged,
        "The day was not closed, for this does not hold: \(broken.joined(separator: "; ")). Keep a "
          + "copy of \(directory) and run `traytally verify --full`.")
    }
  }
}

extension DayClosing {
  /// True if a Z after that one would say nothing new.
  fileprivate func addsNothing(to previous: DayClose) -> Bool {
    previous.businessDay == businessDay && (counted == nil || counted == previous.counted)
  }
}

/// The records since the last Z, added up.
private struct OpenPeriod {
  let previous: SealedClose?
  private(set) var last: Int
  private(set) var tally: DayTally

  init(_ db: Database, of books: LedgerStore) throws {
    previous = try db.newestClose(of: books)
    last = previous?.close.last ?? 0
    tally = DayTally(after: previous?.close)
    try advance(db, of: books)
  }

  var first: Int { (previous?.close.last ?? 0) + 1 }
  var isEmpty: Bool { last < first }

  /// Adds what has come since.
  mutating func advance(_ db: Database, of books: LedgerStore) throws {
    var walk = try TransferWalk(db: db, station: books.station, in: (last + 1)...Int.max)
    while let (place, content) = try walk.next() {
      tally.add(try content.get().transfer)
      last = place
    }
  }
}
