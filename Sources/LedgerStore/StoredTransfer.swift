import Foundation
import GRDB
import Ledger
import Money
import Primitives

/// A transfer as it lies in the journal, with the hash that seals it.
struct StoredTransfer {
  var transfer: Transfer
  var hash: ChainHash
}

extension StaticString {
  /// Every column of a transfer with its account's number, for whatever condition follows.
  static let transferColumns: StaticString = """
    SELECT transfers.*, accounts.number FROM transfers
    LEFT JOIN accounts ON accounts.id = transfers.account WHERE sequence = ?
    """
}

extension Database {
  /// The transfer at that place of the journal, if there is one.
  func storedTransfer(_ sequence: Int, station: StationName) throws -> StoredTransfer? {
    guard let row = try row(.transferColumns, [sequence]) else { return nil }
    let postings = try rows(
      "SELECT book, amount FROM postings WHERE transfer = ? ORDER BY line", [sequence])
    let lines = try rows("SELECT * FROM sale_lines WHERE transfer = ? ORDER BY line", [sequence])
    return try StoredTransfer(row, postings: postings, lines: lines, station: station)
  }
}

extension StoredTransfer {
  /// Puts together what three tables hold of a transfer.
  init(_ row: StoredRow, postings: [StoredRow], lines: [StoredRow], station: StationName) throws {
    guard let hash = ChainHash(bytes: try row.bytes("hash")) else { throw row.damaged("hash") }
    self.hash = hash
    transfer = Transfer(
      id: try row.id("intent"),
      receipt: ReceiptNumber(station: station, serial: try row.int("sequence")),
      kind: try row.value("kind", TransferKind.init(rawValue:)),
      at: WallTime(milliseconds: try row.integer("at")),
      businessDay: CalendarDay(daysSince1970: try row.int("business_day")),
      by: try row.text("by"), account: try Self.account(row),
      floor: Amount(minorUnits: try row.integer("floor")),
      postings: try postings.map(Posting.init),
      cashAfter: Amount(minorUnits: try row.integer("cash_after")),
      subsidyAfter: Amount(minorUnits: try row.integer("subsidy_after")),
      refersTo: try row.optionalInteger("refers_to").map {
        ReceiptNumber(station: station, serial: Int($0))
      },
      particulars: try Particulars(row, lines: lines))
  }

  /// The account's number; nothing where the transfer is about none.
  private static func account(_ row: StoredRow) throws -> AccountNumber? {
    guard try row.optionalInteger("account") != nil else { return nil }
    return try row.value("number") { AccountNumber($0) }
  }
}

extension Posting {
  init(_ row: StoredRow) throws {
    self.init(
      try row.value("book") { Book(code: $0) }, Amount(minorUnits: try row.integer("amount")))
  }
}

extension Particulars {
  fileprivate init(_ row: StoredRow, lines: [StoredRow]) throws {
    self.init(
      card: try row.optionalText("card"), lane: try row.optionalInteger("lane").map { Int($0) },
      visit: try row.optionalID("visit"), mealPeriod: try row.optionalText("meal_period"),
      group: try row.optionalText("diner_group"), batch: try row.optionalID("batch"),
      lines: try lines.map(SaleLine.init), note: try row.text("note"))
  }
}

extension SaleLine {
  init(_ row: StoredRow) throws {
    self.init(
      plate: try row.text("plate"), plateClass: try row.optionalText("plate_class"),
      dish: try row.optionalText("dish"), name: try row.text("name"),
      amount: Amount(minorUnits: try row.integer("amount")),
      vatBasisPoints: try row.int("vat_basis_points"),
      vat: Amount(minorUnits: try row.integer("vat")),
      refunds: try row.optionalInteger("refunds").map { Int($0) })
  }
}
