import Ledger
import LedgerStore
import Money
import Primitives
import TagReads

/// Files of accounts and closings, one after the other, for as long as it is let.
struct ChangedAccounts {
  let store: LedgerStore

  /// A file with a number: the same accounts as all others, whose floor, name and last day say the
  /// number, and a card more for one of them.
  static func file(_ number: Int) -> [ImportedAccount] {
    (1...1_000).compactMap { index in
      AccountNumber("B\(index)").map {
        ImportedAccount(
          number: $0, group: "student", name: "Diner \(number)",
          floor: Amount(minorUnits: Int64(-number)),
          validity: Validity(until: CalendarDay(daysSince1970: 20_000 + number)),
          cards: index == 1_000
            ? [TagID(iso15693: 0xE004_0350_0000_0000 + UInt64(number))]
              .compactMap(\.self) : [])
      }
    }
  }

  func importFiles(from first: Int) throws {
    for number in first... {
      say("try \(number)")
      let result = try store.importAccounts(Self.file(number), isCheck: false)
      guard result.faults.isEmpty else { return say("failed \(result.faults.count)") }
      say("done \(number) \(number)")
    }
  }

  /// Closes accounts `S1`, `S2` and so on, which hold cash and two grants.
  func close(from first: Int, through last: Int) throws {
    for number in first...last {
      guard let account = AccountNumber("S\(number)") else { return }
      say("try \(number)")
      let receipts = try store.close(
        AccountClosing(
          number: account, id: UniqueID(high: 5, low: UInt64(number)),
          at: WallTime(milliseconds: Int64(number)),
          businessDay: CalendarDay(daysSince1970: 20_780), by: "worker", tender: .cash, note: ""))
      say("done \(number) \(receipts.count)")
    }
  }
}
