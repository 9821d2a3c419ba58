import GRDB
import Ledger
import Money
import Primitives

extension Database {
  /// The Z of a number, if there is one.
  func storedClose(number: Int, of books: LedgerStore) throws -> SealedClose? {
    try row("SELECT * FROM closes WHERE number = ?", [number]).map {
      try sealedClose($0, of: books)
    }
  }

  /// The Z that an act has made, if it has.
  func storedClose(id: UniqueID, of books: LedgerStore) throws -> SealedClose? {
    try row("SELECT * FROM closes WHERE id = ?", [id]).map { try sealedClose($0, of: books) }
  }

  /// The last Z, if there is one.
  func newestClose(of books: LedgerStore) throws -> SealedClose? {
    try row("SELECT * FROM closes ORDER BY number DESC LIMIT 1").map {
      try sealedClose($0, of: books)
    }
  }

  /// Puts together what two tables hold of a Z.
  func sealedClose(_ row: StoredRow, of books: LedgerStore) throws -> SealedClose {
    let number = try row.int("number")
    guard let seal = ChainHash(bytes: try row.bytes("seal")) else { throw row.damaged("seal") }
    guard let journalHash = ChainHash(bytes: try row.bytes("journal_hash")) else {
      throw row.damaged("journal_hash")
    }
    var figures = Figures()
    for figure in try rows("SELECT name, value FROM close_figures WHERE close = ?", [number]) {
      figures.set(try figure.integer("value"), try figure.text("name"))
    }
    let close = DayClose(
      id: try row.id("id"), station: books.station, currencyCode: books.currency.code,
      number: number, at: WallTime(milliseconds: try row.integer("at")),
      businessDay: CalendarDay(daysSince1970: try row.int("business_day")),
      timeZone: try row.text("time_zone"), dayStartMinute: try row.int("day_start"),
      by: try row.text("by"), software: try row.text("software"), first: try row.int("first"),
      last: try row.int("last"), journalHash: journalHash,
      counted: try row.optionalInteger("counted"), reason: try row.text("reason"),
      figures: figures)
    return SealedClose(close, seal: seal)
  }

  /// Adds a Z after the last one.
  func insert(_ sealed: SealedClose) throws {
    let close = sealed.close
    try run(
      """
      INSERT INTO closes (number, id, at, business_day, time_zone, day_start, by, software, first,
        last, journal_hash, counted, reason, seal)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        close.number, close.id, close.at.milliseconds, close.businessDay.daysSince1970,
        close.timeZone, close.dayStartMinute, close.by, close.software, close.first, close.last,
        close.journalHash.bytes, close.counted, close.reason, sealed.seal.bytes,
      ])
    try run("INSERT INTO close_acts (number, id) VALUES (?, ?)", [close.number, close.id])
    for (name, value) in close.figures.all {
      try run(
        "INSERT INTO close_figures (close, name, value) VALUES (?, ?, ?)",
        [close.number, name, value])
    }
  }
}
