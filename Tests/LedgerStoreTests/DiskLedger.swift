import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import TagReads

/// The books on disk.
final class DiskLedger: PlayedBooks {
  let canteen: Canteen

  init(rules: LedgerRules, groups: [String]) throws {
    canteen = try Canteen(Scratch(), rules: rules)
    try canteen.store.openAccounts(
      groups.enumerated().map { index, group in
        NewAccount(
          number: Canteen.number(index + 1), group: group, cards: [Canteen.cardTag(index + 1)])
      })
  }

  func perform(_ intent: Intent) throws -> IntentOutcome { try canteen.store.perform(intent) }

  func state(of number: AccountNumber) throws -> AccountState? {
    try canteen.store.account(number)?.state
  }

  func setFloor(_ floor: Amount, of number: AccountNumber) throws {
    try canteen.store.setFloor(floor, of: number)
  }

  func setBlocked(_ isBlocked: Bool, _ number: AccountNumber) throws {
    try canteen.store.setStanding(isBlocked ? .blocked : .open, of: number)
  }

  func setUse(_ use: CardUse, ofCard index: Int) throws {
    try canteen.store.setUse(use, ofCard: Canteen.cardTag(index))
  }

  func verify() throws -> (fault: String?, count: Int) {
    let report = try canteen.store.verify()
    return (report.fault?.description, report.transferCount)
  }
}
