import GRDB
import Ledger
import Money

/// The questions asked of a file at every opening; each costs the same however large the file is.
struct OpeningCheck {
  /// How many of the newest links of the chain are computed anew.
  static let linkCount = 256

  let db: Database
  let directory: String

  /// The tables, indexes and triggers are those that the file's version has: a trigger that
  /// somebody has dropped no longer guards the journal.
  func schema() throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard (1...Schema.version).contains(version) else { return }
    let fresh = try DatabaseQueue()
    try Schema.migrator.migrate(fresh, upTo: Schema.steps[version - 1])
    let wanted = try fresh.read(Schema.description)
    let found = try Schema.description(of: db)
    guard wanted != found else { return }
    let differing = Set(wanted).symmetricDifference(found).map {
      $0.split(separator: " ").prefix(2).joined(separator: " ")
    }
    throw StoreError(
      .damaged,
      "The tables of the books in \(directory) are not those this program makes "
        + "(\(Set(differing).sorted().joined(separator: ", "))). Somebody has altered the file; "
        + "keep a copy and restore the last good backup.")
  }

  func owner(station: StationName, currency: Currency) throws {
    guard let row = try db.row("SELECT station, currency FROM books WHERE id = 1") else {
      throw DamagedRow(place: "books")
    }
    let (storedStation, storedCurrency) = (try row.text("station"), try row.text("currency"))
    guard storedStation == station.text else {
      throw StoreError(
        .otherStation,
        "The books in \(directory) belong to station \(storedStation), not to \(station). Set the "
          + "station's name back, or name another data directory.")
    }
    guard storedCurrency == currency.code else {
      throw StoreError(
        .otherCurrency,
        "The books in \(directory) are kept in \(storedCurrency), not in \(currency.code). Set "
          + "the currency back: amounts are never converted.")
    }
  }

  /// The newest records follow from one another.
  func newestLinks(station: StationName, currency: Currency) throws {
    let newest = try db.number("SELECT max(sequence) FROM transfers")
    let first = max(1, newest - Int64(Self.linkCount) + 1)
    guard newest > 0 else { return }
    var last = try ledgerHead(db, at: Int(first) - 1, station: station, currency: currency)
    for sequence in first...newest {
      let stored = try db.storedTransfer(Int(sequence), station: station)
      guard let stored, last.sealing(stored.transfer) == stored.hash else {
        throw StoreError(
          .damaged,
          "Record \(ReceiptNumber(station: station, serial: Int(sequence))) of the books in "
            + "\(directory) does not follow from the one before it. Keep a copy, run `traytally "
            + "verify --full` on it, and restore the last good backup.")
      }
      last = stored.hash
    }
  }
}

/// The hash that the record after this one is sealed with.
func ledgerHead(
  _ db: Database, at sequence: Int, station: StationName, currency: Currency
) throws -> ChainHash {
  guard sequence > 0 else {
    return .beginning(station: station, currencyCode: currency.code)
  }
  let row = try db.row("SELECT hash FROM transfers WHERE sequence = ?", [sequence])
  guard let row, let hash = ChainHash(bytes: try row.bytes("hash")) else {
    throw DamagedRow(place: "transfers.hash")
  }
  return hash
}
