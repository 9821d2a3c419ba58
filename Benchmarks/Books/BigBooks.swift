import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import TagReads

/// Books of a large canteen: accounts with a card each, and transfers made through the store's own
/// batches, so that every rule and the hash chain hold.
struct BigBooks {
  let directory: String
  let accountCount: Int
  let transferCount: Int

  static let station: StationName = "Bench"

  /// The number of the account at a place, counted from 0.
  static func account(_ place: Int) -> AccountNumber {
    guard let number = AccountNumber("A" + padded(place, to: 6)) else {
      preconditionFailure("no account number: \(place)")
    }
    return number
  }

  /// The card of that account.
  static func card(_ place: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0350_0000_0000 + UInt64(place)) else {
      preconditionFailure("no card: \(place)")
    }
    return tag
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Opens the books; they are made and filled if there are none.
  func open() throws -> LedgerStore {
    let isNew = !FileManager.default.fileExists(atPath: directory + "/traytally.sqlite")
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let store = try LedgerStore.open(at: directory, station: Self.station, create: true)
    if isNew { try fill(store) }
    return store
  }

  /// Top-ups for everybody, so many that the journal has its length.
  private func fill(_ store: LedgerStore) throws {
    try store.openAccounts(
      (0..<accountCount).map {
        NewAccount(number: Self.account($0), group: "staff", cards: [Self.card($0)])
      })
    var done = 0
    while done < transferCount {
      let count = min(accountCount, transferCount - done)
      let rows = (0..<count).map { place in
        Intent.Body.topUp(
          account: Self.account(place), amount: Amount(minorUnits: 5_000), tender: .cash,
          note: "")
      }
      let outcome = try store.perform(
        Batch(
          id: UniqueID(high: 0xBE9C, low: UInt64(done)), at: Self.time,
          businessDay: CalendarDay(daysSince1970: 20_000), by: "bench", act: .rows(rows)))
      guard case .done = outcome else { throw BigBooksError.notFilled("\(outcome)") }
      done += count
    }
  }

  /// When everything here happens.
  static let time = WallTime(milliseconds: 1_728_000_000_000)
}

/// The books could not be made as wanted.
enum BigBooksError: Error {
  case notFilled(String)
  case notPaid(String)
  case plainFailed(Int32)
}
