import GRDB
public import Ledger
import Money
import Primitives
public import TagReads

extension LedgerStore {
  /// Sets the days on which an account may pay.
  public func setValidity(_ validity: Validity, of number: AccountNumber) throws(StoreError) {
    try change(number) { db, account in
      guard validity.isPossible else {
        throw StoreError(
          .refused, "The validity of account \(number) was not set: it ends before it begins.")
      }
      try db.run(
        "UPDATE accounts SET valid_from = ?, valid_until = ? WHERE id = ?",
        [validity.from?.daysSince1970, validity.until?.daysSince1970, account.id])
    }
  }

  /// Gives an account another card in place of one that is noted as lost from now on; the wallets
  /// are not touched. With no old card named, every card the account had is noted as lost.
  public func replaceCard(
    _ old: TagID?, with new: TagID, of number: AccountNumber
  ) throws(StoreError) {
    try change(number) { db, account in
      guard account.state.standing != .closed else {
        throw StoreError(.refused, "Account \(number) is closed for good. Open a new one.")
      }
      let cards = try db.cards(of: account.id).filter { old == nil || $0.tag == old }
      guard !cards.isEmpty else {
        throw StoreError(
          .refused,
          "Account \(number) has no such card to be replaced. `traytally accounts card add` adds "
            + "one.")
      }
      for card in cards {
        try db.run(
          "UPDATE cards SET use = ? WHERE tag = ?",
          [CardUse.lost.rawValue, card.tag.description])
      }
      try self.bind(new, to: number, id: account.id, in: db)
    }
  }

  /// Removes what is known of a person: the name, and, of a closed account, its cards. Account and
  /// journal stay, under the number alone.
  ///
  /// The bytes are overwritten in the file (`secure_delete`), and the log that may hold older pages
  /// is brought into the file and cut to nothing. Answers false if somebody who reads the books
  /// kept the log from being cut; erasing once more tries again.
  public func erasePerson(of number: AccountNumber) throws(StoreError) -> Bool {
    try change(number) { db, account in
      try db.run("DELETE FROM persons WHERE account = ?", [account.id])
      guard account.state.standing == .closed else { return }
      try db.run("DELETE FROM cards WHERE account = ?", [account.id])
    }
    return try inWriter { db in
      do {
        try db.checkpoint(.truncate)
        return true
      } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_BUSY {
        return false
      }
    }
  }
}
